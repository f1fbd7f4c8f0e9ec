import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from coachdesk.theme import Theme
from coachdesk.views.agreements.voices import Voices, VoiceText


@pytest.fixture
def page(theme: Theme, qtbot: QtBot) -> QWidget:
    shown = QWidget()
    column = QVBoxLayout(shown)
    column.addWidget(Voices())
    column.addStretch(1)
    qtbot.addWidget(shown)
    shown.resize(480, 900)
    shown.show()
    return shown


@pytest.fixture
def voices(page: QWidget) -> Voices:
    return page.findChildren(Voices)[0]


def bar_is_shown(field: VoiceText) -> bool:
    return field.verticalScrollBar().isVisible() or field.verticalScrollBar().maximum() > 0


@pytest.mark.parametrize("words", ["and a few words more " * 20, "\n".join("abcdefgh")])
def test_a_text_of_some_lines_needs_no_scroll_bar(voices: Voices, words: str, qtbot: QtBot) -> None:
    low = voices.agreed.field.height()
    voices.agreed.show_words(words, read_only=False)
    qtbot.waitUntil(lambda: voices.agreed.field.height() > low)
    assert not bar_is_shown(voices.agreed.field)


def test_a_narrower_text_grows(page: QWidget, voices: Voices, qtbot: QtBot) -> None:
    voices.agreed.show_words("and a few words more " * 12, read_only=False)
    qtbot.waitUntil(lambda: not bar_is_shown(voices.agreed.field))
    wide = voices.agreed.field.height()
    page.resize(340, 900)
    qtbot.waitUntil(lambda: voices.agreed.field.height() > wide and not bar_is_shown(voices.agreed.field))


def test_a_long_text_scrolls(voices: Voices, qtbot: QtBot) -> None:
    voices.agreed.show_words("\n".join(["word"] * 60), read_only=False)
    qtbot.waitUntil(lambda: bar_is_shown(voices.agreed.field))
    assert voices.agreed.field.minimumHeight() < 400
