"""Words that several parts of a session's page share."""

from datetime import date, datetime
from typing import Final

from PySide6.QtCore import QCoreApplication

from coachdesk.models.entities.people import Engagement
from coachdesk.models.entities.session import Session
from coachdesk.models.entities.sharing import SharedDocument, SharedKind
from coachdesk.views.labels import how_text, label, moment_text

_LONGEST_NAME: Final = 48


def number_text(number: int, planned: int | None) -> str:
    """Return which session of how many it is."""
    if planned is None:
        return QCoreApplication.translate("sessions", "Session {number}").replace("{number}", str(number))
    text = QCoreApplication.translate("sessions", "Session {number} of {planned}")
    return text.replace("{number}", str(number)).replace("{planned}", str(planned))


def session_number(session: Session, engagement: Engagement) -> str:
    """Return which session of its engagement it is."""
    return number_text(session.number, engagement.sessions_planned)


def clock_text(began_at: datetime, now: datetime, planned_minutes: int | None) -> str:
    """Return how long a session has been going on, and how much is left of what was planned."""
    spent = max(0, int((now - began_at).total_seconds() // 60))
    if planned_minutes is None:
        return QCoreApplication.translate("sessions", "{spent} min").replace("{spent}", str(spent))
    left = planned_minutes - spent
    text = (
        QCoreApplication.translate("sessions", "{spent} min, {left} left")
        if left >= 0
        else QCoreApplication.translate("sessions", "{spent} min, {left} over")
    )
    return text.replace("{spent}", str(spent)).replace("{left}", str(abs(left)))


def differing(caption: str, typed: str, stored: str) -> list[str]:
    """Return a line with the words typed into a field, none where it holds no others than the stored ones."""
    if not typed.strip() or typed.strip() == stored.strip():
        return []
    line = QCoreApplication.translate("sessions", "{caption}: {words}")
    return [line.replace("{caption}", caption).replace("{words}", typed.strip())]


def shortened(name: str) -> str:
    """Return a name as it fits into a caption."""
    return name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME]}…"


def left_text(document: SharedDocument, today: date, *, is_named: bool) -> str:
    """Return when and how words left, among others if it was so, and for whom where that `is_named`."""
    text = QCoreApplication.translate("sessions", "{when}, {how}")
    if is_named:
        text = QCoreApplication.translate("sessions", "{when}, {how}, for {name}")
    how = how_text(document)
    if document.kind is SharedKind.BOOKLET:
        how = f"{label(document.kind)}, {how}"
    text = text.replace("{when}", moment_text(document.shared_at, today)).replace("{how}", how)
    return text.replace("{name}", shortened(document.for_whom))


def received_by(names: str, count: int) -> str:
    """Return the title of what goes to one client, or to several."""
    text = QCoreApplication.translate("sessions", "What {name} receives")
    if count > 1:
        text = QCoreApplication.translate("sessions", "What {name} receive")
    return text.replace("{name}", shortened(names))
