"""What of a client is said in a line."""

from datetime import date, datetime
from typing import Final

from PySide6.QtCore import QCoreApplication

from coachdesk.models.client_page import SessionLine
from coachdesk.models.clients import ClientRow
from coachdesk.models.entities.people import ClientStatus
from coachdesk.models.entities.session import Presence, SessionState
from coachdesk.views.kind_text import kind_if_special
from coachdesk.views.labels import label, relative_day, time_text
from coachdesk.views.widgets.chip import ChipTone
from coachdesk.views.widgets.row_view import RowText

STATUS_TONES: Final = {ClientStatus.ACTIVE: ChipTone.ACCENT, ClientStatus.PAUSED: ChipTone.SAND}


def client_row_text(row: ClientRow, today: date) -> RowText:
    """Return a client as a line of the list."""
    return RowText(
        title=row.display_name,
        note=other_name(row.preferred_name, row.display_name),
        detail=_purpose_or_state(row),
        aside=_when(row, today),
        chip=label(row.status),
        tone=STATUS_TONES.get(row.status, ChipTone.NEUTRAL),
    )


def other_name(preferred: str, display: str) -> str:
    """Return the preferred name where the full one does not say it already."""
    return "" if set(preferred.split()) <= set(display.split()) else preferred


def _purpose_or_state(row: ClientRow) -> str:
    if row.purpose:
        return quoted(row.purpose)
    if row.engagement_state is None:
        return QCoreApplication.translate("clients", "No engagement yet")
    return QCoreApplication.translate("clients", "Engagement: {state}").format(
        state=label(row.engagement_state)
    )


def _when(row: ClientRow, today: date) -> str:
    if row.next_session_at is not None:
        return QCoreApplication.translate("clients", "next: {moment}").format(
            moment=near_moment(row.next_session_at, today)
        )
    if row.last_session_at is not None:
        return QCoreApplication.translate("clients", "last: {day}").format(
            day=relative_day(row.last_session_at.astimezone().date(), today)
        )
    return ""


def session_row_text(line: SessionLine, today: date) -> RowText:
    """Return a session as a line of a client's page."""
    return RowText(
        title=QCoreApplication.translate("clients", "Session {number}").format(number=line.number),
        note=" · ".join(part for part in _of_session(line) if part),
        aside="" if line.at is None else near_moment(line.at, today),
        chip=_state_of(line, today),
    )


def _state_of(line: SessionLine, today: date) -> str:
    """Return what became of a session, where its place among the others does not say it."""
    is_ahead = line.at is None or line.at.astimezone().date() >= today
    is_told = line.state is SessionState.HELD or (line.state is SessionState.PLANNED and is_ahead)
    return "" if is_told else label(line.state)


def _of_session(line: SessionLine) -> tuple[str, ...]:
    """Return what kind of session it was, whether this client of a group was there, what it was about."""
    was_there = "" if line.presence is Presence.UNSAID else label(line.presence)
    return kind_if_special(line.kind, received=line.received), was_there, line.headline


def near_moment(moment: datetime, today: date) -> str:
    """Return day and time on the coach's clock, a near day in words."""
    return f"{relative_day(moment.astimezone().date(), today)}, {time_text(moment)}"


def quoted(words: str) -> str:
    """Return the client's words between quotation marks."""
    return QCoreApplication.translate("clients", "“{words}”").replace("{words}", words.strip().strip('“”"'))
