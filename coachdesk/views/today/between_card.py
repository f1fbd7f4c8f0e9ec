"""What is open between the coach and clients: a few rows at a time, the rest when it is wanted."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial
from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from coachdesk.models.day_sessions import monday_of
from coachdesk.models.feedback_waiting import WaitingFeedback
from coachdesk.models.preferences_due import DuePreference
from coachdesk.models.quiet import QuietClient
from coachdesk.models.ritual_times import DayRitual
from coachdesk.models.today import DuePromise, Thing
from coachdesk.models.waiting import Care, Waiting
from coachdesk.views.context import Context
from coachdesk.views.navigation import Navigation
from coachdesk.views.today.wording import Line, line_of, way_text
from coachdesk.views.widgets.buttons import IconButton, quiet, rename
from coachdesk.views.widgets.card import Card
from coachdesk.views.widgets.tab_order import tab_through
from coachdesk.views.widgets.text import body, muted, rule

AT_ONCE: Final = 10  # as many as one looks at, laid out in a moment
_A_WEEK: Final = timedelta(weeks=1)


class BetweenCard(Card):
    """Says each thing in a line that leads to where it is tended; `grown` tells how many are in sight now.

    `put_off` carries a thing and the day on which it is wanted again, `settled` a ritual and whether it
    is left out.
    """

    grown = Signal(int)
    put_off = Signal(object, object)
    settled = Signal(object, bool)

    def __init__(self, context: Context, things: Sequence[Thing], *, at_first: int = AT_ONCE) -> None:
        super().__init__()
        self._context = context
        self._things = tuple(things)
        self._shown = 0
        self.looks: list[QPushButton] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(self.body.spacing())
        self.body.addLayout(self._rows)
        self.more: QPushButton = quiet("", self._on_more)
        self.body.addWidget(self.more)
        if things:
            self._show_more(at_first)
        else:
            self._rows.addWidget(muted(self.tr("Nothing is open between you and your clients.")))
            self.more.hide()

    def row_with_keyboard(self) -> int:
        """Return the place of the row that the keyboard is on, -1 where it is on none."""
        held = self.window().focusWidget()
        rows = (look.parentWidget() for look in self.looks)
        return next(
            (
                at
                for at, row in enumerate(rows)
                if held is not None and row is not None and row.isAncestorOf(held)
            ),
            -1,
        )

    def take_keyboard(self, at: int) -> None:
        """Put the keyboard on the row at this place, or on the last one before it."""
        self.show()  # what is not shown yet takes no keyboard
        if self.looks:
            self.looks[min(at, len(self.looks) - 1)].setFocus()

    def _show_more(self, count: int) -> QWidget:
        """Add so many rows, as one widget: of each that is added by itself Qt would lay out the page anew."""
        block = QWidget()
        rows = QVBoxLayout(block)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(self.body.spacing())
        for at, thing in enumerate(self._things[self._shown : self._shown + count], self._shown):
            if at:
                rows.addWidget(rule())
            row = ThingRow(self._context, thing)
            row.put_off.connect(partial(self.put_off.emit, thing))
            row.settled.connect(partial(self.settled.emit, thing))
            self.looks.append(row.look)
            rows.addWidget(row)
        self._rows.addWidget(block)
        tab_through(block, self.more)
        self._shown = min(self._shown + count, len(self._things))
        left = len(self._things) - self._shown
        rename(self.more, self.tr("Show more (%n left)", "", left))
        self.more.setHidden(left == 0)
        return block

    def _on_more(self) -> None:
        before = self._shown
        self._show_more(AT_ONCE).show()  # what is not shown yet takes no keyboard
        self.looks[before].setFocus()
        self.grown.emit(self._shown)


class ThingRow(QWidget):
    """One thing: where it is tended, and a way to leave it for another day; a ritual is settled at once."""

    put_off = Signal(object)
    settled = Signal(bool)

    def __init__(self, context: Context, thing: Thing) -> None:
        super().__init__()
        self._today: Callable[[], date] = context.workspace.today
        line = line_of(thing, self._today())
        self.look = quiet(way_text(thing), way_to(thing, context.navigation))
        self.look.setAccessibleDescription(line.text)
        self.later = IconButton(context.theme, "ellipsis", self.tr("Not today"), self._open_menu)
        self.later.setAccessibleDescription(line.text)
        self._is_ritual = isinstance(thing, DayRitual)
        tip = self.tr("T: until tomorrow\nW: until next week")
        if self._is_ritual:
            tip = self.tr("D: it is done\nO: leave it out") + "\n" + tip
        self.look.setToolTip(tip)
        self._lay_out(line)

    def _lay_out(self, line: Line) -> None:
        """Give the words the whole width; what is done with them stands below, beside the day."""
        deeds = QHBoxLayout()
        deeds.setSpacing(4)
        deeds.addWidget(muted(line.due), 1)
        deeds.addWidget(self.look)
        deeds.addWidget(self.later)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(body(line.text))
        column.addLayout(deeds)

    def menu(self) -> QMenu:
        """Return what can be done with a thing besides tending it."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self._is_ritual:
            menu.addAction(self.tr("It is &done") + "\tD", partial(self.settled.emit, False))
            menu.addAction(self.tr("Leave it &out this time") + "\tO", partial(self.settled.emit, True))
            menu.addSeparator()
        menu.addAction(self.tr("Until &tomorrow") + "\tT", self._until_tomorrow)
        menu.addAction(self.tr("Until next &week") + "\tW", self._until_next_week)
        return menu

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        alone = event.modifiers() == Qt.KeyboardModifier.NoModifier
        deed = self._deeds().get(Qt.Key(event.key()))
        if deed is not None and alone:
            deed()
        else:
            super().keyPressEvent(event)

    def _deeds(self) -> dict[Qt.Key, Callable[[], object]]:
        """Return what each key does."""
        deeds: dict[Qt.Key, Callable[[], object]] = {
            Qt.Key.Key_T: self._until_tomorrow,
            Qt.Key.Key_W: self._until_next_week,
        }
        if self._is_ritual:
            deeds[Qt.Key.Key_D] = partial(self.settled.emit, False)
            deeds[Qt.Key.Key_O] = partial(self.settled.emit, True)
        return deeds

    def _open_menu(self) -> None:
        self.menu().popup(self.later.mapToGlobal(QPoint(0, self.later.height())))

    def _until_tomorrow(self) -> None:
        self.put_off.emit(self._today() + timedelta(days=1))

    def _until_next_week(self) -> None:
        self.put_off.emit(monday_of(self._today()) + _A_WEEK)


def way_to(thing: Thing, ways: Navigation) -> Callable[[], object]:
    """Return what leads to where a thing is tended."""
    match thing:
        case DuePromise():
            way, of = ways.promise_requested, str(thing.id)
        case DuePreference():
            way, of = ways.preferences_requested, str(thing.client_id)
        case QuietClient():
            way, of = ways.session_plan_requested, str(thing.engagement_id)
        case DayRitual():
            way, of = ways.rituals_requested, _whose(thing)
        case WaitingFeedback():
            way, of = ways.feedback_requested, str(thing.engagement_id)
        case Waiting():
            return _way_to_waiting(thing, ways)
    return partial(way.emit, of)


def _way_to_waiting(waiting: Waiting, ways: Navigation) -> Callable[[], object]:
    if waiting.care is Care.REVIEW:
        return partial(ways.review_requested.emit, waiting.engagement_id)
    return partial(ways.client_requested.emit, waiting.client_id)


def _whose(due: DayRitual) -> str:
    """Return the engagement that a ritual is for, none where it is for several."""
    return due.engaged[0].engagement_id if len(due.engaged) == 1 else ""
