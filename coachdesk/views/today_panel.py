"""Today: the sessions of the day, and what is open between coach and clients."""

from datetime import date, timedelta
from html import escape
from typing import Final

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from coachdesk.delivery import is_gone
from coachdesk.documents.text import short
from coachdesk.models.entities.change import Change
from coachdesk.models.entities.session import SessionState
from coachdesk.models.store import Store
from coachdesk.models.today import DaySession, DuePromise, TodayPage, Waiting, today_page
from coachdesk.views.backup_word import BackupWord
from coachdesk.views.between_card import AT_ONCE, BetweenCard
from coachdesk.views.context import Context
from coachdesk.views.kit_word import KitWord
from coachdesk.views.labels import day_text, label, time_text
from coachdesk.views.widgets.buttons import primary, quiet, secondary
from coachdesk.views.widgets.card import Card
from coachdesk.views.widgets.empty import EmptyState
from coachdesk.views.widgets.page import Page, ScrollColumn
from coachdesk.views.widgets.text import Quote, body, heading, muted, text_label

_LONGEST_PURPOSE: Final = 180
_LONGEST_TIP: Final = 2_000


class TodayPanel(Page):
    """The first page after unlocking."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._context = context
        self._shown: TodayPage | None = None
        self._first: QWidget | None = None
        self._in_sight = AT_ONCE
        self.plan = secondary(self.tr("Plan a session"), self._on_plan)
        self.header.addWidget(self.plan)
        self._scroll = ScrollColumn()
        if context.backups is not None:
            self.body.addWidget(BackupWord(context, context.backups))
        self.kit_word = KitWord(context)
        self.body.addWidget(self.kit_word)
        self.body.addWidget(self._scroll)
        context.workspace.changed.connect(self._on_changed)

    def refresh(self) -> None:
        """Read the day again."""
        day = self._context.workspace.today()

        def read(store: Store) -> TodayPage:
            return today_page(store, day=day)

        self._context.workspace.run(read, self._show, origin=self)
        self.kit_word.refresh()

    def focus_first(self) -> None:
        """Put the keyboard on the first thing to do."""
        if self._first is not None and not is_gone(self._first):
            self._first.setFocus()
        else:
            self.plan.setFocus()

    def _on_changed(self, _change: Change, origin: object) -> None:
        if origin is not self and self.isVisible():
            self.refresh()

    def _on_plan(self) -> None:
        self._context.navigation.session_plan_requested.emit("")

    def _show(self, page: TodayPage) -> None:
        if page == self._shown:
            return
        had_keyboard = self.has_keyboard
        self._shown = page
        self.name(day_text(self._context.workspace.today()), self._in_short(page))
        _clear(self._scroll.column)
        self._first = None
        self.plan.setVisible(page.clients > 0)
        content = self._columns(page) if page.clients else self._nobody_yet()
        self._scroll.column.addWidget(content)
        self._scroll.column.addStretch(1)
        content.show()  # what is not shown yet would lose the keyboard when the window comes to the front
        if had_keyboard:
            self.focus_first()

    def _in_short(self, page: TodayPage) -> str:
        if not page.clients:
            return ""
        sessions = self.tr("%n session(s)", "", len(page.sessions))
        between = len(_not_on_a_card(page)) + len(page.waiting)
        return self.tr("{sessions}, {between}").format(
            sessions=sessions, between=self.tr("%n thing(s) between you and your clients", "", between)
        )

    def _nobody_yet(self) -> QWidget:
        nobody = EmptyState(
            self.tr("A quiet desk"),
            self.tr("Your day will stand here: sessions, and what you and your clients promised each other."),
            self.tr("Add your first client"),
            lambda: self._context.navigation.client_edit_requested.emit(""),
        )
        self._first = nobody.action
        return nobody

    def _columns(self, page: TodayPage) -> QWidget:
        columns = QWidget()
        row = QHBoxLayout(columns)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(22)
        row.addLayout(self._sessions(page), 27)
        row.addLayout(self._between(page), 20)
        return columns

    def _sessions(self, page: TodayPage) -> QVBoxLayout:
        column = _column(heading(self.tr("Sessions"), 3))
        for session in page.sessions:
            column.addWidget(self._session_card(session))
        if not page.sessions:
            card = Card()
            card.body.addWidget(muted(self.tr("Nothing is planned for today.")))
            column.addWidget(card)
        column.addStretch(1)
        return column

    def _session_card(self, session: DaySession) -> QWidget:
        card = Card()
        top = QHBoxLayout()
        top.setSpacing(14)
        time = text_label(time_text(session.starts_at), "h2", wrap=False)
        top.addWidget(time, alignment=Qt.AlignmentFlag.AlignTop)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(text_label(session.client_name, "h2"))
        names.addWidget(muted(self._facts(session)))
        names.addStretch(1)
        top.addLayout(names, 1)
        ways = QVBoxLayout()
        ways.setSpacing(2)
        ways.addWidget(self._session_button(session))
        ways.addWidget(self._brief_button(session))
        ways.addStretch(1)
        top.addLayout(ways)
        card.body.addLayout(top)
        if session.purpose:
            card.body.addWidget(_in_short(session.purpose, card))
        if session.commitment or session.pledge:
            card.body.addLayout(self._last_promises(session))
        return card

    def _session_button(self, session: DaySession) -> QWidget:
        weight = secondary if session.state is SessionState.HELD else primary
        button = weight(self.tr("Open"))
        button.setAccessibleDescription(session.client_name)
        button.clicked.connect(lambda: self._context.navigation.session_requested.emit(session.id, ""))
        self._first = self._first or button
        return button

    def _brief_button(self, session: DaySession) -> QWidget:
        button = quiet(self.tr("Brief"))
        button.setAccessibleDescription(session.client_name)
        button.clicked.connect(lambda: self._context.navigation.brief_requested.emit(session.id))
        return button

    def _facts(self, session: DaySession) -> str:
        number = (
            self.tr("session {number} of {planned}")
            if session.sessions_planned
            else self.tr("session {number}")
        ).format(number=session.number, planned=session.sessions_planned)
        parts = (session.pronouns, label(session.mode), number, session.organisation)
        return " · ".join(part for part in parts if part)

    def _last_promises(self, session: DaySession) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        columns = (
            (
                self.tr("{name} promised").replace("{name}", session.called),
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

    def _between(self, page: TodayPage) -> QVBoxLayout:
        column = _column(heading(self.tr("Between you"), 3))
        things: tuple[DuePromise | Waiting, ...] = (*_not_on_a_card(page), *page.waiting)
        card = BetweenCard(self._context, things, at_first=self._in_sight)
        card.grown.connect(self._on_grown)
        column.addWidget(card)
        column.addSpacing(8)
        column.addWidget(heading(self.tr("This week"), 3))
        column.addWidget(self._week(page))
        column.addStretch(1)
        return column

    def _on_grown(self, count: int) -> None:
        self._in_sight = count

    def _week(self, page: TodayPage) -> QWidget:
        card = Card()
        row = QHBoxLayout()
        for at, count in enumerate(page.week):
            row.addWidget(self._week_day(page.monday + timedelta(days=at), count), 1)
        card.body.addLayout(row)
        return card

    def _week_day(self, day: date, count: int) -> QWidget:
        role = "strong" if day == self._context.workspace.today() else "muted"
        name = QLocale().dayName(day.isoweekday(), QLocale.FormatType.ShortFormat)
        shown = text_label(f"{name}\n{day.day}\n{'•' * min(count, 5) or ' '}", role, wrap=False)
        shown.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        spoken = self.tr("{day}: {sessions}").format(
            day=day_text(day), sessions=self.tr("%n session(s)", "", count)
        )
        shown.setAccessibleName(spoken)
        shown.setToolTip(spoken)
        return shown


def _not_on_a_card(page: TodayPage) -> list[DuePromise]:
    """Return the promises to and of clients who don't come today; the others stand on their cards."""
    coming = {session.client_id for session in page.sessions}
    return [promise for promise in page.promises if promise.client_id not in coming]


def _column(title: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(10)
    column.addWidget(title)
    return column


def _clear(layout: QLayout) -> None:
    while layout.count():
        item = layout.takeAt(0)
        if item is not None and (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()


def _in_short(purpose: str, card: Card) -> Quote:
    """Return a purpose in some three lines, and the whole of it where the mouse rests."""
    quote = Quote(short(purpose, _LONGEST_PURPOSE), card)
    quote.setToolTip(f"<p>{escape(purpose[:_LONGEST_TIP])}</p>")
    return quote
