"""A session of the day: who comes, when, what for, and what both promised last time."""

from html import escape
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout

from coachdesk.documents.text import short
from coachdesk.models.day_sessions import DaySession
from coachdesk.views.kind_text import kind_if_special
from coachdesk.views.labels import label, time_text
from coachdesk.views.names import names_text
from coachdesk.views.navigation import Navigation
from coachdesk.views.widgets.buttons import primary, quiet, secondary
from coachdesk.views.widgets.card import Card
from coachdesk.views.widgets.text import Quote, body, muted, text_label
from coachdesk.views.zone_text import there_text

_LONGEST_PURPOSE: Final = 180
_LONGEST_TIP: Final = 2_000


class SessionCard(Card):
    """Leads to the session and to its brief; the one that `is_next` stands out of the day."""

    def __init__(self, session: DaySession, ways: Navigation, *, is_next: bool = False) -> None:
        super().__init__()
        self._session = session
        weight = primary if is_next else secondary
        self.open: QPushButton = weight(self.tr("Open"), lambda: ways.session_requested.emit(session.id, ""))
        self.open.setAccessibleDescription(names_text(session.names))
        self.brief: QPushButton = quiet(self.tr("Brief"), lambda: ways.brief_requested.emit(session.id))
        self.brief.setAccessibleDescription(session.client_name)
        self.body.addLayout(self._top())
        if session.purpose:
            self.body.addWidget(_in_short(session.purpose, self))
        if session.commitment or session.pledge:
            self.body.addLayout(self._last_promises())

    def _top(self) -> QHBoxLayout:
        session = self._session
        top = QHBoxLayout()
        top.setSpacing(14)
        time = text_label(time_text(session.starts_at), "h2", wrap=False)
        top.addWidget(time, alignment=Qt.AlignmentFlag.AlignTop)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(text_label(names_text(session.names), "h2"))
        names.addWidget(muted(self._facts()))
        names.addStretch(1)
        top.addLayout(names, 1)
        ways = QVBoxLayout()
        ways.setSpacing(2)
        ways.addWidget(self.open)
        ways.addWidget(self.brief)
        ways.addStretch(1)
        top.addLayout(ways)
        return top

    def _facts(self) -> str:
        session = self._session
        number = (
            self.tr("session {number} of {planned}")
            if session.sessions_planned
            else self.tr("session {number}")
        ).format(number=session.number, planned=session.sessions_planned)
        pronouns = session.pronouns if len(session.names) == 1 else ""
        kind = kind_if_special(session.kind, received=session.received)
        there = there_text(session.starts_at, session.called, session.zones)
        parts = (there, pronouns, kind, label(session.mode), number, session.organisation)
        return " · ".join(part for part in parts if part)

    def _last_promises(self) -> QGridLayout:
        session = self._session
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        columns = (
            (
                self.tr("{name} promised").replace("{name}", names_text(session.called)),
                session.commitment,
                session.commitment_known_by,
            ),
            (self.tr("You promised"), session.pledge, ""),
        )
        for at, (caption, what, known_by) in enumerate(columns):
            grid.setColumnStretch(at, 1)
            grid.addWidget(text_label(caption, "label"), 0, at)
            grid.addWidget(body(what or self.tr("nothing open")), 1, at, Qt.AlignmentFlag.AlignTop)
            if known_by:
                grid.addWidget(muted(self.tr("We will know: {sign}").format(sign=known_by)), 2, at)
        return grid


def _in_short(purpose: str, card: Card) -> Quote:
    """Return a purpose in some three lines, and the whole of it where the mouse rests."""
    quote = Quote(short(purpose, _LONGEST_PURPOSE), card)
    quote.setToolTip(f"<p>{escape(purpose[:_LONGEST_TIP])}</p>")
    return quote
