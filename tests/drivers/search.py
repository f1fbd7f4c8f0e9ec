"""Page object of the search field and the list below it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from coachdesk.views.search_box import SearchBox
from tests.drivers.clients import Desk


class SearchScreen:
    """A window with the search field, another field and some commands."""

    def __init__(
        self,
        desk: Desk,
        commands: Sequence[QAction] = (),
        of_page: Callable[[], Sequence[QAction]] = tuple,
    ) -> None:
        self.desk = desk
        self.window = QWidget()
        self.window.resize(1024, 700)
        self.box = SearchBox(desk.context, commands, of_page)
        self.other = QLineEdit()
        self.other.setAccessibleName("Other")
        layout = QVBoxLayout(self.window)
        layout.addWidget(self.other)
        layout.addWidget(self.box)
        self.window.show()
        self.window.activateWindow()
        QTest.qWaitForWindowActive(self.window)
        self.other.setFocus()

    def begin(self) -> None:
        """Press Ctrl+K wherever the focus is."""
        QTest.keyClick(self.window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
        self.desk.settle()

    def type(self, text: str) -> None:
        """Type letter by letter and wait for the last answer."""
        self.box.field.setFocus()
        QTest.keyClicks(self.box.field, text)
        self.desk.settle()

    def press(self, *keys: Qt.Key) -> None:
        """Press keys in the field."""
        for key in keys:
            QTest.keyClick(self.box.field, key)
        self.desk.settle()

    def titles(self) -> list[str]:
        """Return the rows as a screen reader says them, while the list is to be seen."""
        if not self.box.results.isVisible():
            return []
        model = self.box.results.model
        return [model.index(at).data(Qt.ItemDataRole.AccessibleTextRole) for at in range(model.rowCount())]

    def summary(self) -> str:
        """Return the line below the rows."""
        return self.box.results.summary.text()

    def focused(self) -> QWidget | None:
        """Return what has the focus."""
        return QApplication.focusWidget()
