import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from coachdesk.views.files.text_view import TextView, decoded

LETTER = "Zoë, Łukasz and Minh Anh"


@pytest.fixture
def view(qtbot: QtBot) -> TextView:
    shown = TextView("The text")
    qtbot.addWidget(shown)
    return shown


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_is_read_however_it_is_written(encoding: str) -> None:
    assert decoded(LETTER.encode(encoding)) == LETTER


def test_older_texts_are_read_as_western_european() -> None:
    assert decoded("Zoë — “yes”".encode("cp1252")) == "Zoë — “yes”"


def test_a_letter_that_is_cut_in_half_at_the_end_is_left_out() -> None:
    assert decoded("Zoë".encode()[:-1]) == "Zo"


def test_a_long_text_comes_a_little_at_a_time(view: TextView, qtbot: QtBot) -> None:
    text = "\n".join(f"line {number}" for number in range(20_000))
    view.show_text(text)
    assert not view.is_complete
    qtbot.waitUntil(lambda: view.is_complete)
    assert view.toPlainText() == text


def test_a_line_without_end_is_broken(view: TextView, qtbot: QtBot) -> None:
    view.show_text("x" * 4500)
    qtbot.waitUntil(lambda: view.is_complete)
    assert [len(line) for line in view.toPlainText().split("\n")] == [2000, 2000, 500]


def test_the_next_text_replaces_one_that_is_still_coming(view: TextView, qtbot: QtBot) -> None:
    view.show_text("x\n" * 200_000)
    view.show_text("short")
    qtbot.waitUntil(lambda: view.is_complete)
    assert view.toPlainText() == "short"


def test_what_is_copied_is_marked_as_private(view: TextView) -> None:
    view.show_text("three boats")
    view.selectAll()
    view.copy()
    copied = QGuiApplication.clipboard().mimeData()
    assert (copied.text(), copied.hasFormat("application/x-coachdesk-private")) == ("three boats", True)
