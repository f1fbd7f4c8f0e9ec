import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from coachdesk.views.shortcuts import add_shortcuts


class Window(QWidget):
    """A page with a field, and another field beside the page."""

    def __init__(self) -> None:
        super().__init__()
        self.page, self.inside, self.outside = QWidget(), QLineEdit(), QLineEdit()
        QVBoxLayout(self.page).addWidget(self.inside)
        column = QVBoxLayout(self)
        column.addWidget(self.page)
        column.addWidget(self.outside)


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    window = Window()
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return window


@pytest.mark.parametrize(("name", "done"), [("inside", ["added"]), ("outside", [])])
def test_a_key_acts_wherever_on_its_page_the_keyboard_is(window: Window, name: str, done: list[str]) -> None:
    did: list[str] = []
    add_shortcuts(window.page, [("Add", "Ctrl+E", lambda: did.append("added"))])
    field = getattr(window, name)
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert did == done


def test_an_action_needs_no_key(window: Window) -> None:
    did: list[str] = []
    (action,) = add_shortcuts(window.page, [("Add", "", lambda: did.append("added"))])
    action.trigger()
    assert (action.text(), action.shortcut().isEmpty(), did) == ("Add", True, ["added"])
