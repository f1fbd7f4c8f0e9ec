"""The calendar and its coach's hands: page object of the days, their sessions, and names to plan with."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from coachdesk.models.store import Store
from coachdesk.views.calendar.panel import CalendarPanel
from coachdesk.views.context import Context

CONTROL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


class Calendar:
    """Presses keys, and drags with the mouse."""

    def __init__(self, context: Context, qtbot: QtBot, settle: Callable[[], None]) -> None:
        self.context = context
        self.settle = settle
        self.panel = CalendarPanel(context)
        qtbot.addWidget(self.panel)
        self.panel.resize(900, 640)
        with qtbot.waitActive(self.panel):
            self.panel.show()
            self.panel.activateWindow()
        self.panel.refresh()
        settle()
        self.panel.focus_first()

    def press(self, *keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for key in keys:
            QTest.keyClick(QApplication.focusWidget() or self.panel, key, modifier)
            self.settle()

    def do(self, job: Callable[[Store], object]) -> None:
        self.context.workspace.run(job)
        self.settle()
        self.panel.refresh()
        self.settle()

    @property
    def day(self) -> date:
        found = self.panel.grid.day
        assert found is not None
        return found.day

    def on(self, day: date) -> list[str]:
        found = [entry for one in self.panel.grid.table.days if one.day == day for entry in one.entries]
        return [f"{entry.starts_at.astimezone():%H:%M} {entry.names[0]}" for entry in found]

    def spot(self, day: date, line: int = 0) -> QPoint:
        """Return where a session of a day stands in the grid."""
        grid = self.panel.grid
        cell = grid.visualRect(grid.table.place_of(day))
        high = grid.fontMetrics().lineSpacing()
        return QPoint(cell.left() + 20, cell.top() + 12 + high + line * high)

    def drag(self, day: date, to: date) -> None:
        """Drag the first session of a day to another."""
        self._lift(self.panel.grid.viewport(), self.spot(day))
        self.move(self.spot(to))
        self.drop(self.spot(to))

    def lift_name(self, at: int = 0) -> None:
        """Press the mouse on a name, and begin to move it."""
        names = self.panel.pane.unplanned.list
        self._lift(names.viewport(), names.visualRect(self.panel.pane.unplanned.rows.index(at)).center())

    def move(self, spot: QPoint) -> None:
        """Move the mouse to a spot of the grid."""
        QTest.mouseMove(self._window, self.panel.grid.viewport().mapTo(self.panel, spot))

    def drop(self, spot: QPoint) -> None:
        """Let it go at a spot of the grid."""
        grid = self.panel.grid.viewport()
        QTest.mouseRelease(self._window, LEFT, pos=grid.mapTo(self.panel, spot))
        self.settle()

    def drag_name(self, to: date, at: int = 0) -> None:
        """Drag a name to a day."""
        self.lift_name(at)
        self.move(self.spot(to))
        self.drop(self.spot(to))

    def _lift(self, on: QWidget, spot: QPoint) -> None:
        here = on.mapTo(self.panel, spot)
        QTest.mousePress(self._window, LEFT, pos=here)
        QTest.mouseMove(self._window, here + QPoint(8, 8))

    @property
    def _window(self) -> QWindow:
        found = self.panel.windowHandle()
        assert found is not None
        return found

    def names(self) -> list[str]:
        """Return the names with whom nothing is planned, as they are read out."""
        rows = self.panel.pane.unplanned.rows
        return [rows.index(at).data(Qt.ItemDataRole.AccessibleTextRole) for at in range(rows.rowCount())]

    def kept(self) -> list[tuple[str, str]]:
        """Return the state of each session that is not deleted, and day and hour in UTC."""
        found: list[list[tuple[str, str]]] = []
        self.context.workspace.run(_states, found.append)
        self.settle()
        return found[0]


def _states(store: Store) -> list[tuple[str, str]]:
    rows = store.db.execute(
        "SELECT state, planned_at FROM session WHERE deleted_at IS NULL ORDER BY planned_at"
    )
    return [(row[0], row[1][:13]) for row in rows]
