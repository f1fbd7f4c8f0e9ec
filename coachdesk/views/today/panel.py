"""Today: the sessions of the day, and what is open between coach and clients."""

from datetime import date
from functools import partial
from typing import Final

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from coachdesk.models.day_sessions import monday_of
from coachdesk.models.entities.change import Kind
from coachdesk.models.entities.session import SessionState
from coachdesk.models.put_off import put_off, take_up_again
from coachdesk.models.ritual_times import DayRitual, open_ritual_again, settle_ritual, times_of
from coachdesk.models.store import Store
from coachdesk.models.today import Thing, TodayPage, key_of, today_page
from coachdesk.views.backup_word import BackupWord
from coachdesk.views.context import Context
from coachdesk.views.kit_word import KitWord
from coachdesk.views.labels import day_text, relative_day, short_day
from coachdesk.views.today.backup_line import BackupLine
from coachdesk.views.today.between_card import AT_ONCE, BetweenCard
from coachdesk.views.today.session_card import SessionCard
from coachdesk.views.today.week_strip import WeekStrip
from coachdesk.views.undo import Undo
from coachdesk.views.widgets.buttons import link, secondary
from coachdesk.views.widgets.card import Card
from coachdesk.views.widgets.empty import EmptyState
from coachdesk.views.widgets.page import Page, ScrollColumn, bring_into_sight
from coachdesk.views.widgets.text import heading, muted, set_text

_SIDES: Final = (27, 20)


class TodayPanel(Page):
    """The first page after unlocking. What has not changed since it was read last stays as it is."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._context = context
        self._page: TodayPage | None = None
        self._wanted: date | None = None
        self._in_sight = AT_ONCE
        self.cards: list[SessionCard] = []
        self.between: BetweenCard | None = None
        self.week = WeekStrip(context.theme)
        self.week.chosen.connect(self._on_day)
        self.week.entered.connect(self._enter_day)
        self.undo = Undo(context, self)
        self.undo.turn_to(Kind.SESSION)  # what the form plans is taken back here
        self.plan = secondary(self.tr("Plan a session"), self._on_plan)
        self.header.addWidget(self.plan)
        if context.backups is not None:
            self.body.addWidget(BackupWord(context, context.backups))
        self.kit_word = KitWord(context)
        self.body.addWidget(self.kit_word)
        self._lay_out()
        self.keep_up(context.workspace.changed, *Kind)

    def _lay_out(self) -> None:
        self._of_day, self._of_week = heading(self.tr("Sessions"), 3), heading(self.tr("This week"), 3)
        self.home = link(self.tr("Back to today"), self.week.go_home)
        of_day = QHBoxLayout()
        of_day.addWidget(self._of_day, 1)
        of_day.addWidget(self.home)
        self._sessions, self._things = QVBoxLayout(), QVBoxLayout()
        self._columns = QWidget()
        row = QHBoxLayout(self._columns)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(22)
        row.addLayout(_column(of_day, self._sessions), _SIDES[0])
        between = heading(self.tr("Between you"), 3)
        self.calendar = link(
            self.tr("Calendar"), partial(self._context.navigation.panel_requested.emit, "calendar")
        )
        self.calendar.setToolTip("Ctrl+Shift+C")
        of_week = QHBoxLayout()
        of_week.addWidget(self._of_week, 1)
        of_week_parts: tuple[QWidget, ...] = (self.week.earlier, self.week.later, self.calendar)
        of_week.setSpacing(2)
        for part in of_week_parts:  # no higher than the line of the other heading
            part.setFixedHeight(self._of_week.sizeHint().height())
            of_week.addWidget(part)
        row.addLayout(_column(of_week, self.week, between, self._things), _SIDES[1])
        self.nobody = EmptyState(
            self.tr("A quiet desk"),
            self.tr("Your day will stand here: sessions, and what you and your clients promised each other."),
            self.tr("Add your first client"),
            lambda: self._context.navigation.client_edit_requested.emit(""),
        )
        self._scroll = ScrollColumn()
        for part in (self._columns, self.nobody):
            part.hide()
            self._scroll.column.addWidget(part)
        if self._context.backups is not None:
            self._scroll.column.addWidget(BackupLine(self._context, self._context.backups))
        self._scroll.column.addStretch(1)
        self.body.addWidget(self._scroll)

    def refresh(self) -> None:
        """Read the day again."""
        day = self._context.workspace.today()

        def read(store: Store) -> TodayPage:
            return today_page(store, day=day, shown=self._wanted)

        self._context.workspace.run(read, self._show, origin=self)
        self.kit_word.refresh()

    def begin_day(self) -> None:
        """Go on to the new day, and say how long ago the last backup was."""
        super().begin_day()
        if self._context.backups is not None:
            self._context.backups.refresh()

    @property
    def commands(self) -> tuple[QAction, QAction]:
        """Undo and redo."""
        return self.undo.commands

    @property
    def page(self) -> TodayPage | None:
        """What is shown; None before anything was read."""
        return self._page

    def focus_first(self) -> None:
        """Put the keyboard on the first thing to do."""
        first: QWidget = self.cards[0].open if self.cards else self.plan
        if self.nobody.isVisible() and self.nobody.action is not None:
            first = self.nobody.action
        first.setFocus()
        bring_into_sight(first)

    def _on_plan(self) -> None:
        self._context.navigation.session_plan_requested.emit("")

    def _on_day(self, day: date) -> None:
        """Show the sessions of another day; back on today, the page goes on with the days to come."""
        self._wanted = None if day == self._context.workspace.today() else day
        self.refresh()

    def _enter_day(self) -> None:
        """Go on to the first session of the day that is shown."""
        if self.cards:
            self.cards[0].open.setFocus()

    def _show(self, page: TodayPage) -> None:
        former, self._page = self._page, page
        if page == former:
            return
        had_keyboard = self.has_keyboard
        self.name(day_text(page.day), self._in_short(page))
        self.plan.setVisible(page.clients > 0)
        if former is None or _of_day(page) != _of_day(former):
            self._show_sessions(page)
        if former is None or page.things() != former.things() or page.day != former.day:
            self._show_things(page)
        self._show_week(page)
        # what is not shown yet would lose the keyboard when the window comes to the front
        self.nobody.setVisible(not page.clients)
        self._columns.setVisible(page.clients > 0)
        holder = self.window().focusWidget()
        if had_keyboard and (former is None or holder is None or not holder.isVisible()):
            self.focus_first()

    def _in_short(self, page: TodayPage) -> str:
        if not page.clients:
            return ""
        between = self.tr("%n thing(s) between you and your clients", "", len(page.things()))
        if page.shown != page.day:
            return between
        sessions = self.tr("%n session(s)", "", len(page.sessions))
        return self.tr("{sessions}, {between}").format(sessions=sessions, between=between)

    def _show_sessions(self, page: TodayPage) -> None:
        is_today = page.shown == page.day
        set_text(self._of_day, self.tr("Sessions") if is_today else day_text(page.shown))
        self.home.setHidden(is_today)
        held = self._card_with_keyboard()
        if held >= 0:
            self.plan.setFocus()  # looking for a place by itself, the keyboard would take the page along
        _clear(self._sessions)
        ahead = (session for session in page.sessions if session.state is not SessionState.HELD)
        first = next(ahead, None) if is_today else None
        ways = self._context.navigation
        self.cards = [SessionCard(session, ways, is_next=session is first) for session in page.sessions]
        for card in self.cards:
            self._sessions.addWidget(card)
            card.show()
        if held >= 0 and self.cards:
            self.cards[min(held, len(self.cards) - 1)].open.setFocus()
        if not self.cards:
            nothing = (
                self.tr("Nothing is planned for today.")
                if is_today
                else self.tr("Nothing is planned for this day.")
            )
            self._sessions.addWidget(_word(nothing))

    def _card_with_keyboard(self) -> int:
        holder = self.window().focusWidget()
        found = (at for at, card in enumerate(self.cards) if holder is not None and card.isAncestorOf(holder))
        return next(found, -1)

    def _show_week(self, page: TodayPage) -> None:
        is_this_one = page.monday == monday_of(page.day)
        of_another = self.tr("Week of {day}").replace("{day}", short_day(page.monday, page.day))
        set_text(self._of_week, self.tr("This week") if is_this_one else of_another)
        self.week.show_page(page)

    def _show_things(self, page: TodayPage) -> None:
        held = -1 if self.between is None else self.between.row_with_keyboard()
        _clear(self._things)
        self.between = BetweenCard(self._context, page.things(), at_first=self._in_sight)
        self.between.grown.connect(self._on_grown)
        self.between.put_off.connect(self._on_put_off)
        self.between.settled.connect(self._on_ritual)
        self._things.addWidget(self.between)
        if held >= 0:
            self.between.take_keyboard(held)

    def _on_grown(self, count: int) -> None:
        self._in_sight = count

    def _on_put_off(self, thing: Thing, until: date) -> None:
        day = relative_day(until, self._context.workspace.today())
        self.undo.do(
            partial(put_off, thing=key_of(thing), until=until),
            inverse=partial(take_up_again, thing=key_of(thing)),
            text=self.tr("Put off to another day"),
            told=self.tr("This stands here again {day}.").replace("{day}", day),
        )

    def _on_ritual(self, due: DayRitual, is_skipped: bool) -> None:
        """Note that a ritual of a day was done, or left out, with each client it is still to come with."""
        times = times_of(due, on=self._context.workspace.today(), skipped=is_skipped)
        told = self.tr("Left out this time: {name}") if is_skipped else self.tr("Done: {name}")
        told = told.replace("{name}", due.ritual.name)
        self.undo.do(
            partial(settle_ritual, times=times),
            inverse=partial(open_ritual_again, times=times),
            text=told,
            told=told,
            about=[time.id for time in times],
        )


def _of_day(page: TodayPage) -> tuple[object, ...]:
    """Return what the sessions of a day are shown by."""
    return page.shown == page.day, page.shown, page.sessions


def _column(*parts: QWidget | QLayout) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(10)
    for part in parts:
        if isinstance(part, QLayout):
            column.addLayout(part)
        else:
            column.addWidget(part)
    column.addStretch(1)
    return column


def _word(text: str) -> Card:
    card = Card()
    card.body.addWidget(muted(text))
    return card


def _clear(layout: QVBoxLayout) -> None:
    while layout.count():
        item = layout.takeAt(0)
        if item is not None and (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
