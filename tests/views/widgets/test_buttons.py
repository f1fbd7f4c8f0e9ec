import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from coachdesk.views.widgets.buttons import primary, rename, toggle


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_it_is_pressed_by_the_keys_that_people_try(qtbot: QtBot, key: Qt.Key) -> None:
    pressed: list[str] = []
    button = primary("Go on", lambda: pressed.append("pressed"))
    qtbot.addWidget(button)
    QTest.keyClick(button, key)
    assert pressed == ["pressed"]


def test_a_chip_keeps_room_for_what_it_says_later(qtbot: QtBot) -> None:
    short, long = toggle("only one"), toggle("only one with a much longer name")
    for chip in (short, long):
        qtbot.addWidget(chip)
    rename(short, long.text())
    assert short.minimumWidth() == long.minimumWidth()
