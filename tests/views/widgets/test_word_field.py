import pytest
from PySide6.QtCore import QStringListModel, Qt
from pytestqt.qtbot import QtBot

from coachdesk.views.widgets.word_field import word_field


@pytest.mark.parametrize(("key", "done"), [(Qt.Key.Key_Return, "kept"), (Qt.Key.Key_Escape, "left")])
def test_enter_keeps_and_escape_leaves(qtbot: QtBot, key: Qt.Key, done: str) -> None:
    deeds: list[str] = []
    offered = QStringListModel()
    field = word_field(offered, keep=lambda: deeds.append("kept"), leave=lambda: deeds.append("left"))
    qtbot.addWidget(field)
    with qtbot.waitExposed(field):
        field.show()
    field.setFocus()
    qtbot.keyClick(field, key)
    assert deeds == [done]


def test_words_are_offered_by_any_part_of_them(qtbot: QtBot) -> None:
    offered = QStringListModel(["An easy Yes", "Money"])
    field = word_field(offered, keep=lambda: None, leave=lambda: None)
    qtbot.addWidget(field)
    completer = field.completer()
    completer.setCompletionPrefix("yes")
    assert completer.completionCount() == 1
    assert completer.currentCompletion() == "An easy Yes"
