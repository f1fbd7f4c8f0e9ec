"""Writing comfort on the page of a session, beside everything else that is there."""

from pathlib import Path

import attrs
import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QImage, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from coachdesk.models import clients
from coachdesk.models.entities.session import Session
from coachdesk.models.model_headings import Model
from coachdesk.views.sessions.notes.hints import HintMargin
from tests.drivers.files import FilesDriver
from tests.drivers.sessions import SessionDriver


def press(keys: str) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keySequence(focused, QKeySequence(keys))


@pytest.fixture
def polish(coach: SessionDriver, now: Session) -> SessionDriver:
    client = coach.vault.page(now).clients[0]
    speaking = attrs.evolve(client, language="a little English, and Polski")
    coach.vault.do(lambda store: clients.save_client(store, client=speaking))
    return coach


def test_the_key_to_find_works_from_every_field(coach: SessionDriver) -> None:
    coach.view.shared.focus.setFocus()
    press("Ctrl+F")
    assert coach.view.notes.find_bar.field.hasFocus()


def test_notes_are_checked_in_the_language_of_the_client(polish: SessionDriver) -> None:
    polish.vault.settle()
    spelling = polish.view.notes.edit.spelling
    assert spelling.language == "a little English, and Polski"
    assert spelling.dictionary is not None
    assert spelling.dictionary.language == "en"


def test_every_word_stays_while_words_are_looked_up(coach: SessionDriver, now: Session) -> None:
    words = " ".join(f"wrod{chr(97 + number % 26)} depression" for number in range(40))
    for word in words.split(" "):
        coach.type_note(f"{word} ")
        coach.panel.flush()
    coach.vault.settle()
    assert coach.vault.page(now).open_note.note.body == f"{words} "


def test_the_echo_of_headings_leaves_the_cursor_alone(coach: SessionDriver, now: Session) -> None:
    coach.type_note("before")
    headings = coach.view.notes.edit.offered[0].menu()
    assert isinstance(headings, QMenu)
    next(action for action in headings.actions() if action.text() == Model.GROW.value).trigger()
    coach.vault.settle()
    place = coach.view.notes.edit.textCursor().position()
    coach.panel.refresh()
    coach.vault.settle()
    assert coach.view.notes.edit.textCursor().position() == place
    assert coach.vault.session(now).model_headings == "GROW"


def test_only_private_notes_have_hints(coach: SessionDriver) -> None:
    margins = coach.view.findChildren(HintMargin)
    assert [margin.parentWidget() for margin in margins] == [coach.view.notes.edit]


def test_a_picture_that_is_pasted_becomes_a_file(coach: SessionDriver, tmp_path: Path) -> None:
    files = FilesDriver(coach, tmp_path)
    coach.type_note("before")
    picture = QImage(8, 8, QImage.Format.Format_RGB32)
    picture.fill("#888")
    pasted = QMimeData()
    pasted.setImageData(picture)
    coach.view.notes.edit.insertFromMimeData(pasted)
    files.settle()
    assert [chip.attachment.media_type for chip in files.chips] == ["image/png"]
    assert coach.view.notes.edit.toPlainText() == "before"


def test_a_file_that_is_dropped_on_the_notes_is_kept_and_no_word(
    coach: SessionDriver, tmp_path: Path
) -> None:
    files = FilesDriver(coach, tmp_path)
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(files.file("Flipchart.txt")))])
    coach.view.notes.edit.insertFromMimeData(dropped)
    files.settle()
    assert [chip.attachment.name for chip in files.chips] == ["Flipchart.txt"]
    assert coach.view.notes.edit.toPlainText() == ""
