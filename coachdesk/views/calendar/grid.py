"""A month or a week of days with their sessions, walked through with the arrows."""

from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from coachdesk.models.lists.days import CalendarDay, DayTable
from coachdesk.models.lists.rows import Role
from coachdesk.models.session_calendar import Entry
from coachdesk.theme import Theme
from coachdesk.views.calendar.carrying import Carrying
from coachdesk.views.calendar.cells import DayDelegate
from coachdesk.views.calendar.span import Scale
from coachdesk.views.calendar.wording import day_spoken

_STEPS: Final = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -7,
    Qt.Key.Key_Down: 7,
}
_PAGES: Final = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class DayGrid(QTableView):
    """`wanted` carries the day to go to, `turned` how many months or weeks, `entered` the day to open.

    `double_clicked` carries a day, `dropped` a session and the day that it was dragged to.
    """

    wanted = Signal(object)
    turned = Signal(int)
    home_wanted = Signal()
    entered = Signal(object)
    opened = Signal(object)
    dropped = Signal(object, object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.table = DayTable(day_spoken, self)
        self.cells = DayDelegate(theme, self)
        self._carrying = Carrying[Entry]()
        self.setModel(self.table)
        self.setItemDelegate(self.cells)
        self.setAccessibleName(self.tr("Days"))
        self.setProperty("look", "days")
        self._dress()
        theme.changed.connect(self.viewport().update)

    def _dress(self) -> None:
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().setHighlightSections(False)
        for header in (self.verticalHeader(), self.horizontalHeader()):
            header.setMinimumSectionSize(20)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)

    def show_days(self, days: tuple[CalendarDay, ...], on: date, scale: Scale) -> None:
        """Show these days, the keyboard on one of them."""
        self.cells.scale = scale
        self.table.show(days)
        self.setCurrentIndex(self.table.place_of(on))

    @property
    def day(self) -> CalendarDay | None:
        """The day that the keyboard is on."""
        found: CalendarDay | None = self.currentIndex().data(Role.ROW)
        return found

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        key, here = Qt.Key(event.key()), self.day
        is_plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if here is None or not is_plain:
            event.ignore()
        elif key in _STEPS:
            self._step(here.day, self._in_reading_order(_STEPS[key]))
        elif key in _PAGES:
            self.turned.emit(_PAGES[key])
        elif key == Qt.Key.Key_Home:
            self.home_wanted.emit()
        elif key in _ENTER:
            self.entered.emit(here)
        else:
            event.ignore()

    def _in_reading_order(self, days: int) -> int:
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        return -days if is_mirrored and abs(days) == 1 else days

    def _step(self, day: date, days: int) -> None:
        self.wanted.emit(day + timedelta(days=days))

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: D102
        super().mousePressEvent(event)
        spot = event.position().toPoint()
        index = self.indexAt(spot)
        if index.isValid():
            self.wanted.emit(index.data(Role.ROW).day)
        entry = self._entry_at(index, spot)
        self._carrying.press(entry if entry is not None and entry.can_move else None, spot)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: D102
        entry = self._carrying.to(event.position().toPoint())
        if entry is not None:
            self.cells.dragged = entry.id
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            self.aim(event.globalPosition().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: D102
        entry, day = self._carrying.let_go(), self.land()
        self.cells.dragged = None
        self.viewport().unsetCursor()
        if entry is not None and day is not None:
            self.dropped.emit(entry, day)
        super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: D102
        spot = event.position().toPoint()
        index = self.indexAt(spot)
        entry = self._entry_at(index, spot)
        if entry is not None:
            self.opened.emit(entry)
        elif index.isValid():
            self.entered.emit(index.data(Role.ROW))

    def _entry_at(self, index: QModelIndex, spot: QPoint) -> Entry | None:
        day: CalendarDay | None = index.data(Role.ROW)
        return None if day is None else self.cells.entry_at(day, self.visualRect(index), spot)

    def aim(self, spot: QPoint) -> None:
        """Let the day at this spot of the screen stand out: what is carried would go there."""
        index = self.indexAt(self.viewport().mapFromGlobal(spot))
        self.cells.target = index.data(Role.ROW).day if index.isValid() else None
        self.viewport().update()

    def land(self) -> date | None:
        """Return the day that stands out, which looks like the others from now on."""
        day, self.cells.target = self.cells.target, None
        self.viewport().update()
        return day
