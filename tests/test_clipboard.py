from collections.abc import Iterator
from typing import cast

import pytest
from PySide6.QtCore import QMimeData, QObject, Qt
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coachdesk.clipboard import clear_if_from_here, clear_if_ours, mark_private
from coachdesk.theme import Theme
from coachdesk.views.context import Context
from coachdesk.views.sessions.notes.editor import MarkdownEdit
from coachdesk.views.start.passphrase_field import PassphraseField
from coachdesk.views.start.word_grid import WordGrid


@pytest.fixture
def clipboard(qapp: QApplication) -> Iterator[QClipboard]:
    used = QGuiApplication.clipboard()
    used.clear()
    yield used
    used.clear()


def private(text: str) -> QMimeData:
    copied = QMimeData()
    copied.setText(text)
    return mark_private(copied)


def test_words_from_the_notes_are_marked_and_can_be_pasted(
    clipboard: QClipboard, context: Context, qtbot: QtBot
) -> None:
    edit = MarkdownEdit(context)
    qtbot.addWidget(edit)
    edit.setPlainText("She looks tired")
    edit.selectAll()
    edit.copy()
    copied = clipboard.mimeData()
    assert copied.text() == "She looks tired"
    assert bytes(copied.data("x-kde-passwordManagerHint").data()) == b"secret"
    assert any("ExcludeClipboardContentFromMonitorProcessing" in kind for kind in copied.formats())


def test_what_is_ours_is_taken_back(clipboard: QClipboard) -> None:
    clipboard.setMimeData(private("She looks tired"))
    clear_if_ours(clipboard)
    assert clipboard.text() == ""


@pytest.mark.parametrize("text", ["a letter", "words for the client"])
def test_what_is_not_private_stays(clipboard: QClipboard, text: str) -> None:
    clipboard.setMimeData(private("She looks tired"))
    clipboard.setText(text)
    clear_if_ours(clipboard)
    assert clipboard.text() == text


@pytest.mark.parametrize("keys", [Qt.Key.Key_C, Qt.Key.Key_X])
def test_a_passphrase_in_sight_can_not_be_copied(
    clipboard: QClipboard, theme: Theme, qtbot: QtBot, keys: Qt.Key
) -> None:
    field = PassphraseField(theme)
    qtbot.addWidget(field)
    field.line.setText("heron quarry lemon tide")
    field.eye.click()
    field.select_all()
    QTest.keyClick(field.line, keys, Qt.KeyboardModifier.ControlModifier)
    assert (clipboard.text(), field.text()) == ("", "heron quarry lemon tide")


def test_a_passphrase_can_be_pasted(clipboard: QClipboard, theme: Theme, qtbot: QtBot) -> None:
    field = PassphraseField(theme)
    qtbot.addWidget(field)
    clipboard.setText("heron quarry lemon tide")
    QTest.keyClick(field.line, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert field.text() == "heron quarry lemon tide"


def test_the_words_of_the_kit_can_not_be_selected(qtbot: QtBot) -> None:
    grid = WordGrid()
    qtbot.addWidget(grid)
    grid.show_words(tuple(f"word{number}" for number in range(24)))
    selects = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    assert len(grid.labels) == 48
    assert not any(label.textInteractionFlags() & selects for label in grid.labels)


class HeldHere(QObject):
    """A clipboard that knows whose words it holds, as offscreen there is none."""

    def __init__(self, *, is_from_here: bool) -> None:
        super().__init__()
        self.words = QMimeData()
        self.words.setText("mira@example.org")
        self.is_from_here = is_from_here

    def mimeData(self, _mode: QClipboard.Mode) -> QMimeData:  # noqa: N802
        return self.words

    def ownsClipboard(self) -> bool:  # noqa: N802
        return self.is_from_here

    def ownsSelection(self) -> bool:  # noqa: N802
        return False

    def clear(self, _mode: QClipboard.Mode) -> None:
        self.words.clear()


@pytest.mark.parametrize(("is_from_here", "left"), [(True, ""), (False, "mira@example.org")])
def test_what_was_copied_here_is_taken_back_before_others_come(is_from_here: bool, left: str) -> None:
    clipboard = HeldHere(is_from_here=is_from_here)
    clear_if_from_here(cast("QClipboard", clipboard))
    assert clipboard.words.text() == left
