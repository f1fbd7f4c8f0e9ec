"""The calendar: a month or a week, its sessions by day, moving them, and planning by name."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coachdesk.models.entities.change import Kind
from coachdesk.models.lists.days import WEEK, CalendarDay, by_day
from coachdesk.models.session_calendar import Entry, Moved, entries, move_back, move_to
from coachdesk.models.without_plan import Unplanned, without_plan
from coachdesk.views.calendar.day_pane import DayPane
from coachdesk.views.calendar.grid import DayGrid
from coachdesk.views.calendar.move_bar import MoveBar
from coachdesk.views.calendar.span import Scale, first_shown, span_text, stepped, weeks_shown
from coachdesk.views.context import Context
from coachdesk.views.labels import moment_text
from coachdesk.views.names import names_text
from coachdesk.views.undo import Undo
from coachdesk.views.widgets.buttons import IconButton, secondary
from coachdesk.views.widgets.page import Page
from coachdesk.views.widgets.problem import announce
from coachdesk.views.widgets.saver import Job
from coachdesk.views.widgets.segments import Segments
from coachdesk.views.widgets.text import muted, set_text

_MATTERS: Final = (Kind.SESSION, Kind.CLIENT, Kind.ENGAGEMENT)
_PANE_WIDTHS: Final = (196, 250)


class CalendarPanel(Page):
    """Arrows walk through the days, Enter opens one; sessions and names are dragged there, or put by keys."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._context = context
        self._day = self._around = context.workspace.today()
        self._cut: Entry | Unplanned | None = None
        self.undo = Undo(context, self)
        self.undo.turn_to(Kind.SESSION)  # what the form plans is taken back here
        self.cut = self._action(
            self.tr("Pick up the session or the name"), QKeySequence.StandardKey.Cut, self._on_cut
        )
        self.put = self._action(self.tr("Put it on this day"), QKeySequence.StandardKey.Paste, self._on_put)
        self.scale = Segments(
            self.tr("Shown"), ((Scale.MONTH, self.tr("Month")), (Scale.WEEK, self.tr("Week")))
        )
        self.earlier = IconButton(context.theme, "chevron-left", self.tr("Earlier"), partial(self._turn, -1))
        self.home = secondary(self.tr("Today"), self._go_home)
        self.later = IconButton(context.theme, "chevron-right", self.tr("Later"), partial(self._turn, 1))
        self.grid = DayGrid(context.theme)
        self.pane = DayPane(context.theme)
        self.pane.setMinimumWidth(_PANE_WIDTHS[0])
        self.pane.setMaximumWidth(_PANE_WIDTHS[1])
        self.bar = MoveBar(context)
        self.help = muted("")
        self._lay_out()
        self._connect()
        self._say_how()

    def _lay_out(self) -> None:
        for part in (self.scale, self.earlier, self.home, self.later):
            self.header.addWidget(part)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.grid, 1)
        left.addWidget(self.help)
        row = QHBoxLayout()
        row.setSpacing(18)
        row.addLayout(left, 3)
        row.addWidget(self.pane, 1)
        self.body.addWidget(self.bar)
        self.body.addLayout(row, 1)

    def _connect(self) -> None:
        self.scale.chosen.connect(lambda _scale: self._go_around(self._day))
        self.grid.wanted.connect(self._go_to)
        self.grid.turned.connect(self._turn)
        self.grid.home_wanted.connect(self._go_home)
        self.grid.entered.connect(self._on_entered)
        self.grid.dropped.connect(self._ask)
        names = self.pane.unplanned.list
        names.carried.connect(self.grid.aim)
        names.dropped.connect(self._on_name_dropped)
        for opened in (self.grid.opened, self.pane.opened):
            opened.connect(self._open)
        self.pane.plan_wanted.connect(self._plan)
        self.bar.moved.connect(self._move)
        self.bar.left.connect(self._leave_cut)
        self.keep_up(self._context.workspace.changed, *_MATTERS, own_too=True)

    def _action(self, text: str, keys: QKeySequence.StandardKey, act: object) -> QAction:
        action = QAction(text, self)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(act)
        self.addAction(action)
        return action

    @property
    def commands(self) -> Sequence[QAction]:
        """Moving a session and planning by keyboard, undo and redo."""
        return (self.cut, self.put, *self.undo.commands)

    @property
    def session_at_hand(self) -> str:
        """The id of the session that the keyboard is on."""
        entry = self.pane.current()
        return "" if entry is None else entry.id

    def refresh(self) -> None:
        """Read the days again, and with whom nothing is planned."""
        self._read_days()
        today = self._context.workspace.today()
        job = partial(without_plan, day=today)
        self._context.workspace.run(job, partial(self._show_names, today), origin=self)

    def _read_days(self) -> None:
        scale = Scale(self.scale.value)
        first = first_shown(self._around, scale)
        job = partial(entries, first=first, days=weeks_shown(scale) * WEEK)
        self._context.workspace.run(job, partial(self._show, self._around, scale), origin=self)

    def focus_first(self) -> None:
        """Put the keyboard on the days."""
        self.grid.setFocus()

    def _show(self, around: date, scale: Scale, found: tuple[Entry, ...]) -> None:
        if (around, scale) != (self._around, self.scale.value):
            return
        first, of_day = first_shown(around, scale), by_day(found)
        today = self._context.workspace.today()
        days = [first + timedelta(days=at) for at in range(weeks_shown(scale) * WEEK)]
        shown = tuple(
            CalendarDay(
                day=day,
                entries=of_day.get(day, ()),
                is_today=day == today,
                is_aside=scale is Scale.MONTH and day.month != around.month,
            )
            for day in days
        )
        self.name(span_text(around, scale))
        self.grid.show_days(shown, self._day, scale)
        self._show_day()

    def _show_day(self) -> None:
        day = self.grid.day
        if day is not None:
            self.pane.show_day(day)

    def _show_names(self, today: date, found: tuple[Unplanned, ...]) -> None:
        """Show with whom nothing is planned; who was picked up may be among them no longer."""
        had_keyboard = self.pane.unplanned.list.hasFocus()
        self.pane.unplanned.show_names(found, today)
        if had_keyboard and not found:
            self.grid.setFocus()
        if isinstance(self._cut, Unplanned) and self._cut not in found:
            self._mark(None)
        if self._cut is None:
            self._say_how()

    def _go_to(self, day: date) -> None:
        """Go to a day: one that is in sight leaves the others where they are."""
        self._day = day
        place = self.grid.table.place_of(day)
        if place.isValid():
            self.grid.setCurrentIndex(place)
            self._show_day()
        else:
            self._go_around(day)

    def _go_around(self, day: date) -> None:
        self._day = self._around = day
        self._read_days()

    def _turn(self, steps: int) -> None:
        scale = Scale(self.scale.value)
        around = self._day if scale is Scale.WEEK else self._around.replace(day=1)
        turned = stepped(around, scale, steps)
        if scale is Scale.MONTH:  # on the same day of that month, or on its last
            turned = min(turned + timedelta(days=self._day.day - 1), _last_of(turned))
        self._go_around(turned)

    def _go_home(self) -> None:
        self._go_around(self._context.workspace.today())

    def _on_entered(self, day: CalendarDay) -> None:
        """Go on to the sessions of a day, or plan one where there is none."""
        if day.entries:
            self.pane.list.setFocus()
        else:
            self._plan(day.day)

    def _plan(self, day: date, whom: Unplanned | None = None) -> None:
        """Open the form for a day; nothing is planned before it is confirmed there."""
        self._go_to(day)
        if whom is not None:
            self._leave_cut()
        engagement = "" if whom is None else whom.engagement_id
        self._context.navigation.session_plan_on_requested.emit(engagement, day.isoformat())

    def _on_name_dropped(self, whom: Unplanned) -> None:
        day = self.grid.land()
        if day is not None:
            self._plan(day, whom)

    def _open(self, entry: Entry) -> None:
        self._context.navigation.session_requested.emit(entry.id, "")

    def _on_cut(self) -> None:
        """Pick up the name or the session at hand; of several on a day, the coach chooses in the list."""
        name = self.pane.unplanned.current()
        if name is not None:
            self._pick_up(name)
            return
        entry, day = self.pane.current(), self.grid.day
        if entry is None and day is not None:
            movable = [one for one in day.entries if one.can_move]
            entry = movable[0] if len(movable) == 1 else None
            if len(movable) > 1:
                self.pane.list.setFocus()
                self._say(
                    self.tr("Choose one of them, and press {keys} again.").replace("{keys}", _keys(self.cut))
                )
        if entry is not None and entry.can_move:
            self._pick_up(entry)
        elif entry is not None:
            self._say(self.tr("What has begun stays where it was."))

    def _pick_up(self, what: Entry | Unplanned) -> None:
        self._mark(what)
        self.grid.setFocus()
        text = self.tr("{name}: go to the day and press {keys}. Esc leaves it.")
        self._say(text.replace("{name}", names_text(what.names)).replace("{keys}", _keys(self.put)))

    def _mark(self, what: Entry | Unplanned | None) -> None:
        """Let what was picked up be seen as such."""
        self._cut = what
        self.grid.cells.cut = what.id if isinstance(what, Entry) else None
        self.grid.viewport().update()
        self.pane.unplanned.mark(what if isinstance(what, Unplanned) else None)

    def _on_put(self) -> None:
        if isinstance(self._cut, Unplanned):
            self._plan(self._day, self._cut)
        elif self._cut is not None:
            self._ask(self._cut, self._day)

    def _ask(self, entry: Entry, day: date) -> None:
        """Ask whether the old time stays on record, unless the session is on that day already."""
        if entry.starts_at.astimezone().date() == day:
            self._leave_cut()
        else:
            self.bar.ask(entry, day)

    def _leave_cut(self) -> None:
        self._mark(None)
        self.grid.setFocus()
        self._say_how()

    def _move(self, entry: Entry, to: datetime, keep_trace: bool) -> None:
        told = self.tr("Moved to {moment}.")
        moment = moment_text(to, self._context.workspace.today())
        self._leave_cut()
        self._go_to(to.astimezone().date())
        self.undo.do(
            partial(move_to, session_id=entry.id, planned_at=to, keep_trace=keep_trace),
            inverse_of=lambda moved: _back(moved, keep_trace=keep_trace),
            text=self.tr("Session moved"),
            told=told.replace("{moment}", moment),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        if event.key() == Qt.Key.Key_Escape and self._cut is not None:
            self._leave_cut()
        else:
            super().keyPressEvent(event)

    def _say_how(self) -> None:
        text = self.tr("Enter opens a day. Drag a session to another day, or use {cut} and {put}.")
        if not self.pane.unplanned.isHidden():
            text = self.tr("Enter opens a day. Drag a session or a name to a day, or use {cut} and {put}.")
        set_text(self.help, text.replace("{cut}", _keys(self.cut)).replace("{put}", _keys(self.put)))

    def _say(self, text: str) -> None:
        set_text(self.help, text)
        announce(self.help, text)


def _back(moved: Moved, *, keep_trace: bool) -> Job:
    return partial(move_back, moved=moved, keep_trace=keep_trace)


def _keys(action: QAction) -> str:
    return action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)


def _last_of(day: date) -> date:
    return stepped(day.replace(day=1), Scale.MONTH, 1) - timedelta(days=1)
