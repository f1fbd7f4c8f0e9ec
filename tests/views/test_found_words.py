import pytest
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from coachdesk.views.found_words import select_words


@pytest.fixture
def field(qtbot: QtBot) -> QPlainTextEdit:
    made = QPlainTextEdit()
    qtbot.addWidget(made)
    made.resize(300, 120)
    made.show()
    return made


def in_sight(field: QPlainTextEdit) -> bool:
    return field.viewport().rect().contains(field.cursorRect())


@pytest.mark.parametrize(
    ("text", "typed", "found"),
    [
        ("The old lighthouse", "light", "lighthouse"),
        ("Frau Wróblewski kam", "wrob", "Wróblewski"),
        ("👍👍 Łódź, then home", "lodz", "Łódź"),
        ("a co-op in the city", "co-op", "co"),
    ],
)
def test_what_was_looked_for_is_selected(field: QPlainTextEdit, text: str, typed: str, found: str) -> None:
    field.setPlainText(text)
    assert select_words([field], typed) is field
    assert field.textCursor().selectedText() == found


def test_in_a_long_text_it_is_brought_into_sight(field: QPlainTextEdit, qtbot: QtBot) -> None:
    field.setPlainText("rain\n" * 300 + "the lighthouse\n" + "rain\n" * 300)
    select_words([field], "lighthouse")
    qtbot.waitUntil(lambda: in_sight(field) and field.verticalScrollBar().value() > 0)


def test_the_first_field_that_has_it_is_the_one(field: QPlainTextEdit, qtbot: QtBot) -> None:
    other = QPlainTextEdit("nothing of it")
    qtbot.addWidget(other)
    field.setPlainText("a lighthouse")
    assert select_words([other, field], "lighthouse") is field
    assert not other.textCursor().hasSelection()


@pytest.mark.parametrize("typed", ["", "zebra", "…"])
def test_nothing_found_selects_nothing(field: QPlainTextEdit, typed: str) -> None:
    field.setPlainText("a lighthouse")
    assert select_words([field], typed) is None
    assert not field.textCursor().hasSelection()
