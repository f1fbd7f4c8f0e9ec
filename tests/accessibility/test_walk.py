"""The walk itself finds what it is there to find."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.accessibility import walk

Show = Callable[..., QWidget]


@pytest.fixture
def show(qtbot: QtBot) -> Show:
    """Return what shows a window with these widgets in it."""

    def shown(*widgets: QWidget) -> QWidget:
        window = QWidget()
        qtbot.addWidget(window)
        column = QVBoxLayout(window)
        for widget in widgets:
            column.addWidget(widget)
        window.show()
        window.activateWindow()
        widgets[0].setFocus()
        return window

    return shown


def test_a_field_without_a_name_is_found(show: Show) -> None:
    assert walk.unnamed(show(QLineEdit())) == ["QLineEdit “” in QWidget"]


def test_a_button_that_speaks_another_name_is_found(show: Show) -> None:
    button = QPushButton("&Save")
    button.setAccessibleName("Delete")
    assert walk.misnamed(show(button)) == ["QPushButton “Delete” in QWidget shows “&Save”"]


def test_a_field_that_speaks_another_name_than_its_caption_is_found(show: Show) -> None:
    field, caption = QLineEdit(), QLabel("Name")
    field.setAccessibleName("Phone")
    caption.setBuddy(field)
    assert walk.misnamed(show(field, caption)) == ["QLineEdit “Phone” in QWidget shows “Name”"]


def test_a_label_that_could_show_markup_is_found(show: Show) -> None:
    assert walk.rich(show(QLabel("Mira"))) == ["QLabel “Mira” in QWidget"]


def test_a_field_that_swallows_tab_is_found(show: Show) -> None:
    assert walk.out_of_reach(show(QPlainTextEdit(), QLineEdit())) == ["QLineEdit “” in QWidget"]


def test_a_field_that_tab_passes_over_is_found(show: Show) -> None:
    class Jumper(QLineEdit):
        def focusNextPrevChild(self, _forwards: bool) -> bool:  # noqa: N802
            other.setFocus()
            return True

    other = QLineEdit()
    window = show(Jumper(), QPushButton("Passed over"), other)
    assert walk.out_of_reach(window) == ["QPushButton “Passed over” in QWidget"]


def test_words_without_room_are_found(show: Show) -> None:
    button = QPushButton("A long way to say no")
    window = show(button)
    button.setFixedWidth(30)
    assert walk.cut_off(window) == ["QPushButton “A long way to say no” in QWidget"]


def test_what_lies_beyond_the_edge_is_found(show: Show) -> None:
    window = show(QLabel("near"))
    far = QLineEdit(window)
    far.setGeometry(window.width() - 10, 0, 100, 20)
    far.show()
    assert walk.cut_off(window) == ["QLineEdit “” in QWidget"]
