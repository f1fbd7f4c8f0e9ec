"""Words that several parts of a session's page share."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from PySide6.QtCore import QCoreApplication, QLocale

from coachdesk.models.entities.people import Client, Engagement
from coachdesk.models.entities.session import Session, SessionState
from coachdesk.models.entities.sharing import SharedDocument, SharedKind
from coachdesk.models.session_clock import planned_end
from coachdesk.models.session_kinds import is_fee_due
from coachdesk.models.session_pages import SessionPage
from coachdesk.views.kind_text import kind_if_special
from coachdesk.views.labels import how_text, label, moment_text
from coachdesk.views.names import names_text, shortened
from coachdesk.views.zone_text import there_text

_CENTS: Final = 100
_LONGEST_IN_CAPTION: Final = 14  # of each, where several stand beside the one of the coach


def number_text(number: int, planned: int | None) -> str:
    """Return which session of how many it is."""
    if planned is None:
        return QCoreApplication.translate("sessions", "Session {number}").replace("{number}", str(number))
    text = QCoreApplication.translate("sessions", "Session {number} of {planned}")
    return text.replace("{number}", str(number)).replace("{planned}", str(planned))


def session_number(session: Session, engagement: Engagement) -> str:
    """Return which session of its engagement it is."""
    return number_text(session.number, engagement.sessions_planned)


def clock_text(session: Session, now: datetime) -> str:
    """Return how long a session has been going on, and how much is left of what was planned."""
    began_at, until = session.began_at or now, planned_end(session)
    spent = max(0, int((now - began_at).total_seconds() // 60))
    if until is None:
        return QCoreApplication.translate("sessions", "{spent} min").replace("{spent}", str(spent))
    left = int(-((now - until).total_seconds() // 60))
    text = (
        QCoreApplication.translate("sessions", "{spent} min, {left} left")
        if left >= 0
        else QCoreApplication.translate("sessions", "{spent} min, {left} min over")
    )
    return text.replace("{spent}", str(spent)).replace("{left}", str(abs(left)))


def fee_text(session: Session, engagement: Engagement) -> str:
    """Return what is to be paid for a session that did not take place; nothing where it is not paid for."""
    if not is_fee_due(session):
        return ""
    if not engagement.fee_minor:
        return QCoreApplication.translate("sessions", "The fee is due, unless you agreed otherwise.")
    text = QCoreApplication.translate("sessions", "The fee of {amount} is due, unless you agreed otherwise.")
    amount = QLocale().toString(engagement.fee_minor / _CENTS, "f", 2)
    return text.replace("{amount}", f"{amount} {engagement.currency}".strip())


def session_facts(page: SessionPage, today: date) -> str:
    """Return which session it is, when, of what kind, how, and what became of it."""
    session = page.session
    at = session.began_at or session.planned_at
    parts = (
        session_number(session, page.engagement),
        "" if at is None else moment_with_there(at, page.clients, today),
        kind_if_special(session.kind, received=session.received),
        label(session.mode),
        *(client.pronouns for client in page.clients if len(page.clients) == 1),
        _what_became(session),
    )
    return " · ".join(part for part in parts if part)


def moment_with_there(at: datetime, clients: Sequence[Client], today: date) -> str:
    """Return day and time on the coach's clock, and the time of clients elsewhere."""
    zones = [client.time_zone for client in clients]
    there = there_text(at, [client.called for client in clients], zones)
    return ", ".join(part for part in (moment_text(at, today), there) if part)


def _what_became(session: Session) -> str:
    if session.state not in (SessionState.PLANNED, SessionState.HELD):
        return label(session.state)
    if session.handed_out_at is not None:
        return QCoreApplication.translate("sessions", "handed out")
    return "" if session.closed_at is None else QCoreApplication.translate("sessions", "closed")


def title_text(page: SessionPage) -> str:
    """Return whose session it is; of many, the first two and how many others."""
    names = [client.display_name for client in page.clients]
    return names_text(names) if len(names) > 1 else page.names


def called_text(page: SessionPage) -> str:
    """Return what the clients are called, as it fits into a caption."""
    return names_text([client.called for client in page.clients], _LONGEST_IN_CAPTION)


def differing(caption: str, typed: str, stored: str) -> list[str]:
    """Return a line with the words typed into a field, none where it holds no others than the stored ones."""
    if not typed.strip() or typed.strip() == stored.strip():
        return []
    line = QCoreApplication.translate("sessions", "{caption}: {words}")
    return [line.replace("{caption}", caption).replace("{words}", typed.strip())]


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
