import logging
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QGuiApplication, QImage

from coachdesk.errors import InternalError
from coachdesk.views.sessions.notes import pasting
from coachdesk.views.sessions.notes.cleaning import LONGEST_HTML
from tests.drivers.notes import NotesDriver

PAGE = "<p>He <b>wants</b> to go</p><ul><li>soon</li></ul>"


def test_marks_are_kept_as_markdown(coach: NotesDriver) -> None:
    coach.paste(html=PAGE, text="He wants to go\nsoon")
    assert coach.text == "He **wants** to go\n\n- soon"


def test_one_undo_takes_it_back(coach: NotesDriver) -> None:
    coach.type("before ")
    coach.paste(html=PAGE, text="He wants to go")
    coach.edit.undo()
    assert coach.text == "before "


def test_it_takes_the_place_of_what_is_selected(coach: NotesDriver) -> None:
    coach.edit.show_text("old words here")
    coach.select("old words")
    coach.paste(html="<i>new</i>", text="new")
    assert coach.text == "*new* here"


def test_what_is_typed_meanwhile_comes_after(coach: NotesDriver) -> None:
    coach.type("a ")
    coach.begin_to_paste(html="<b>b</b>", text="b")
    coach.type_here(" c")
    coach.settle()
    assert coach.text == "a **b** c"


def test_leaving_meanwhile_keeps_the_plain_words(coach: NotesDriver) -> None:
    coach.begin_to_paste(html=PAGE, text="He wants to go")
    coach.save()
    assert coach.text == coach.stored == "He wants to go"


def test_control_without_finishing_they_would_be_lost(
    coach: NotesDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(coach.edit.pasting, "finish", lambda: None)
    coach.begin_to_paste(html=PAGE, text="He wants to go")
    coach.card.flush()
    assert coach.stored == ""
    coach.save()


def test_the_words_alone_can_be_pasted(coach: NotesDriver) -> None:
    copied = QMimeData()
    copied.setHtml(PAGE)
    copied.setText("He wants to go")
    QGuiApplication.clipboard().setMimeData(copied)
    coach.press("Ctrl+Shift+V")
    assert coach.text == "He wants to go"
    QGuiApplication.clipboard().clear()


def test_own_words_come_back_as_they_were(coach: NotesDriver) -> None:
    coach.edit.show_text("**one**\n- two")
    coach.press("Ctrl+A", "Ctrl+C", "Ctrl+V")
    coach.settle()
    assert coach.text == "**one**\n- two"
    QGuiApplication.clipboard().clear()


def test_very_long_pages_come_as_plain_words(coach: NotesDriver) -> None:
    coach.begin_to_paste(html="<b>x</b>" * LONGEST_HTML, text="x " * LONGEST_HTML)
    assert coach.text.startswith("x x")


def test_very_long_words_come_in_pieces_and_go_in_one_step(coach: NotesDriver) -> None:
    text = "A line of words.\n" * 60_000
    coach.begin_to_paste(text=text)
    assert len(coach.text) < len(text)
    coach.wait_until(lambda: coach.text == text)
    coach.edit.undo()
    assert coach.text == ""


def test_leaving_while_pieces_come_keeps_them_all(coach: NotesDriver) -> None:
    text = "A line of words.\n" * 60_000
    coach.begin_to_paste(text=text)
    coach.save()
    assert coach.stored == text


def test_a_picture_is_told_of_and_changes_no_word(coach: NotesDriver) -> None:
    coach.type("words")
    pictures: list[QImage] = []
    coach.edit.image_pasted.connect(pictures.append)
    copied = QMimeData()
    copied.setImageData(QImage(3, 2, QImage.Format.Format_RGB32))
    assert coach.edit.canInsertFromMimeData(copied)
    coach.edit.insertFromMimeData(copied)
    assert [picture.width() for picture in pictures] == [3]
    assert coach.text == "words"


def test_files_are_told_of_and_change_no_word(coach: NotesDriver, tmp_path: Path) -> None:
    files: list[list[Path]] = []
    coach.edit.files_pasted.connect(files.append)
    copied = QMimeData()
    copied.setUrls([QUrl.fromLocalFile(str(tmp_path / "chart.png"))])
    coach.edit.insertFromMimeData(copied)
    assert files == [[tmp_path / "chart.png"]]
    assert coach.text == ""


def test_an_address_is_words(coach: NotesDriver) -> None:
    copied = QMimeData()
    copied.setUrls([QUrl("https://example.org/")])
    coach.edit.insertFromMimeData(copied)
    coach.settle()
    assert coach.text == "https://example.org/"


def test_what_can_not_be_cleaned_comes_plain(
    coach: NotesDriver, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_html: str) -> str:
        raise InternalError

    monkeypatch.setattr(pasting, "markdown_from", fail)
    with caplog.at_level(logging.CRITICAL):
        coach.paste(html=PAGE, text="He wants to go")
    assert coach.text == "He wants to go"
