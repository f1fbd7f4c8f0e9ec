import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit, QPlainTextEdit

from coachdesk.incoming import size_of
from coachdesk.models.attachments import PART_BYTES
from coachdesk.models.entities.people import Engagement
from coachdesk.models.entities.session import Session
from tests.drivers.files import FilesDriver, mime_of
from tests.drivers.keyboard import wait_until
from tests.drivers.sessions import focused
from tests.making import a_session


def a_picture() -> QImage:
    image = QImage(8, 6, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkCyan)
    return image


def test_without_files_it_is_one_line_that_says_what_to_do(files: FilesDriver) -> None:
    assert files.strip.add.text() == "Add a file…"
    assert files.strip.hint.isVisible()
    assert files.strip.height() < 50


def test_the_button_asks_for_files_and_takes_them_in(
    files: FilesDriver, now: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = (files.file("a.txt", b"1"), files.file("b.txt", b"2"))
    monkeypatch.setattr(files.strip, "_ask", lambda _parent, _title: chosen)
    files.coach.press(files.strip.add)
    files.settle()
    assert [one.name for one in files.kept(now)] == ["a.txt", "b.txt"]
    assert files.names == ["a.txt", "b.txt"]


def test_the_key_asks_for_files_from_anywhere_on_the_page(
    files: FilesDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = (files.file("a.txt"),)
    monkeypatch.setattr(files.strip, "_ask", lambda _parent, _title: chosen)
    notes = files.coach.view.notes.edit
    notes.setFocus()
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(notes, Qt.Key.Key_A, both)
    files.settle()
    assert files.names == ["a.txt"]


def test_the_dialog_may_be_left(files: FilesDriver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([], ""))
    files.strip.choose()
    files.settle()
    assert files.names == []


def test_files_dropped_on_the_page_are_taken_in(files: FilesDriver, now: Session) -> None:
    assert files.drop(files.coach.view, files.file("a.txt", b"1"), files.file("b.txt", b"2"))
    assert [one.name for one in files.kept(now)] == ["a.txt", "b.txt"]


def test_files_dropped_on_a_field_go_to_the_page(files: FilesDriver) -> None:
    view = files.coach.view
    fields: list[QPlainTextEdit | QLineEdit] = view.findChildren(QPlainTextEdit)
    fields += view.findChildren(QLineEdit)
    taken = []
    for number, field in enumerate(fields):
        files.coach.view.lead_to(field)
        files.settle()
        before = words_in(field)
        if files.coach.is_in_sight(field):
            taken.append(files.drop(field, files.file(f"{number}.txt", bytes([65 + number]))))
            assert words_in(field) == before
    assert len(taken) > 5
    assert len(files.names) == len(taken)


def words_in(field: QPlainTextEdit | QLineEdit) -> str:
    return field.toPlainText() if isinstance(field, QPlainTextEdit) else field.text()


def test_while_files_are_dragged_a_sign_says_what_a_drop_does(files: FilesDriver) -> None:
    assert files.drag(files.coach.view, mime_of(files.file("a.txt")))
    sign = files.coach.view.drop_zone.sign
    assert sign is not None
    assert sign.isVisible()
    files.drag_away()
    assert not sign.isVisible()


def test_beside_the_page_nothing_is_taken(files: FilesDriver) -> None:
    assert not files.drop(files.coach.panel.title, files.file("a.txt"))
    assert files.coach.view.drop_zone.sign is None


def test_words_that_are_dragged_are_left_to_the_fields(files: FilesDriver) -> None:
    words = QMimeData()
    words.setText("three boats")
    files.drag(files.coach.view, words)
    assert files.coach.view.drop_zone.sign is None


def test_words_may_still_be_dropped_on_a_field(files: FilesDriver) -> None:
    words = QMimeData()
    words.setText("three boats")
    assert files.coach.view.notes.edit.canInsertFromMimeData(words)
    assert files.coach.view.check_in.focus.canInsertFromMimeData(words)


def test_words_dropped_on_the_page_are_not_taken(files: FilesDriver) -> None:
    words = QMimeData()
    words.setText("three boats")
    assert not files.strip.takes(words)
    assert not files.strip.takes(None)


def test_copied_files_are_pasted(files: FilesDriver) -> None:
    files.paste(mime_of(files.file("a.txt")))
    assert files.names == ["a.txt"]


def test_a_copied_picture_is_pasted_with_the_time_as_its_name(files: FilesDriver) -> None:
    mime = QMimeData()
    mime.setImageData(a_picture())
    files.paste(mime)
    [chip] = files.chips
    assert chip.attachment.media_type == "image/png"
    assert chip.attachment.name.startswith("Picture 2026-05-14 ")


def test_a_chip_says_name_kind_and_size(files: FilesDriver) -> None:
    chip = files.add("Flipchart & Co.pdf", b"%PDF-1.7 " + bytes(2000))
    assert chip.facts.text().startswith("PDF, 2")
    assert chip.button.accessibleName().startswith("Flipchart & Co.pdf, PDF, 2")


@pytest.mark.parametrize("name", ["x" * 80 + ".txt", "👩‍👧" * 20 + ".txt", "רשימת השיחות של הלקוחה.txt"])
def test_an_awkward_name_is_shown_and_said_in_full(files: FilesDriver, name: str) -> None:
    chip = files.add(name)
    assert chip.button.accessibleName().startswith(chip.attachment.name)
    assert chip.width() < files.strip.width()


def test_enter_opens_the_page_of_a_file(files: FilesDriver) -> None:
    chip = files.add()
    went: list[str] = []
    files.coach.vault.context.navigation.file_requested.connect(went.append)
    files.press(chip.button, Qt.Key.Key_Return)
    assert went == [chip.attachment.id]


def test_delete_removes_with_undo_and_the_keyboard_stays(files: FilesDriver, now: Session) -> None:
    chip = files.add()
    files.press(chip.button, Qt.Key.Key_Delete)
    assert (files.names, files.kept(now)) == ([], ())
    assert focused(files.coach.panel) is files.strip.add
    notice = files.coach.vault.notices[-1]
    assert notice.action_text == "Undo"
    assert notice.on_action is not None
    notice.on_action()
    files.settle()
    assert files.names == ["Flipchart.txt"]


def test_after_a_removal_the_keyboard_is_on_the_file_beside(files: FilesDriver) -> None:
    first = files.add("a.txt", b"1")
    second = files.add("b.txt", b"2")
    files.press(second.button, Qt.Key.Key_Delete)
    assert focused(files.coach.panel) is first.button


def test_f2_renames_and_the_ending_stays(files: FilesDriver, now: Session) -> None:
    chip = files.add()
    files.press(chip.button, Qt.Key.Key_F2)
    assert chip.field.selectedText() == "Flipchart"
    QTest.keyClicks(chip.field, "Boats")
    files.press(chip.field, Qt.Key.Key_Return)
    assert files.kept(now)[0].name == "Boats.txt"
    assert (chip.button.text(), focused(files.coach.panel)) == ("Boats.txt", chip.button)


def test_f2_chooses_all_of_a_name_with_emoji_but_its_ending(files: FilesDriver) -> None:
    chip = files.add("👩 plan 👋.txt")
    files.press(chip.button, Qt.Key.Key_F2)
    assert chip.field.selectedText() == "👩 plan 👋"


def test_esc_leaves_the_name_as_it_was(files: FilesDriver, now: Session) -> None:
    chip = files.add()
    files.menu(chip, "rename")
    QTest.keyClicks(chip.field, "Boats")
    files.press(chip.field, Qt.Key.Key_Escape)
    assert files.kept(now)[0].name == "Flipchart.txt"
    assert not files.coach.view.is_dirty


def test_a_name_that_is_being_typed_is_saved_when_the_page_is_left(files: FilesDriver, now: Session) -> None:
    chip = files.add()
    files.menu(chip, "rename")
    QTest.keyClicks(chip.field, "Boats")
    assert files.coach.view.is_dirty
    files.coach.leave()
    assert files.kept(now)[0].name == "Boats.txt"
    assert not files.coach.view.is_dirty


def test_a_name_that_could_not_be_saved_stays_in_its_field(files: FilesDriver) -> None:
    chip = files.add()
    files.menu(chip, "rename")
    chip.field.setText("Boats.txt")
    files.coach.vault.refuse_writes(refuse=True)
    files.press(chip.field, Qt.Key.Key_Return)
    assert (chip.field.isVisible(), chip.field.text()) == (True, "Boats.txt")
    assert files.coach.view.is_dirty
    files.coach.vault.refuse_writes(refuse=False)
    files.press(chip.field, Qt.Key.Key_Return)
    assert files.names == ["Boats.txt"]


def test_the_same_content_again_is_said_and_not_kept(files: FilesDriver, now: Session) -> None:
    files.add("a.txt", b"same")
    files.add("b.txt", b"same")
    assert files.strip.problem.said == "This file is here already, as “a.txt”."
    assert len(files.kept(now)) == 1


def test_what_can_not_be_added_is_named_with_the_reason(files: FilesDriver, now: Session) -> None:
    (files.folder / "pictures").mkdir()
    files.strip.add_files([files.folder / "pictures", files.folder / "gone.txt", files.file("a.txt")])
    files.settle()
    said = files.strip.problem.said.splitlines()
    assert said[0].startswith("pictures was not added. This is a folder")
    assert said[1].startswith("gone.txt was not added. This file can't be read: No such file")
    assert [one.name for one in files.kept(now)] == ["a.txt"]


@contextmanager
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Let every file stop after its first part until the event says go on."""
    go_on = threading.Event()

    @contextmanager
    def lend(path: Path) -> Iterator[Iterator[bytes]]:
        def pieces() -> Iterator[bytes]:
            content = path.read_bytes()
            yield content[:PART_BYTES]
            while not go_on.wait(0.005):
                yield b""
            yield content[PART_BYTES:]

        yield pieces()

    monkeypatch.setattr("coachdesk.views.file_keeper.pieces_of", lend)
    yield go_on
    go_on.set()


def test_progress_is_shown_while_the_notes_are_saved(
    files: FilesDriver, now: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    with held(monkeypatch) as go_on:
        files.strip.add_files([files.file("big.bin", bytes(2 * PART_BYTES))])
        wait_until(lambda: [row.bar.value() for row in files.strip.uploads.values()] == [500], "for half")
        files.coach.type_note("three boats")
        files.coach.panel.flush()
        wait_until(lambda: files.coach.saved.startswith("Saved"), "for the notes")
        assert files.strip.uploads
        go_on.set()
    files.settle()
    assert (files.names, files.strip.uploads) == (["big.bin"], {})


def test_cancel_keeps_nothing(files: FilesDriver, now: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    with held(monkeypatch) as go_on:
        files.strip.add_files([files.file("big.bin", bytes(2 * PART_BYTES))])
        wait_until(lambda: [row.bar.value() for row in files.strip.uploads.values()] == [500], "for half")
        [row] = files.strip.uploads.values()
        row.cancel.click()
        go_on.set()
        files.settle()
    assert (files.names, files.kept(now), files.strip.problem.said) == ([], (), "")
    assert files.coach.vault.do(lambda store: store.value("SELECT count(*) FROM attachment_part")) == 0


def test_a_file_goes_to_the_session_it_was_added_to(
    files: FilesDriver, now: Session, engagement: Engagement, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = files.coach.vault.do(lambda store: a_session(store, engagement, days=7))
    with held(monkeypatch) as go_on:
        files.strip.add_files([files.file("big.bin", bytes(PART_BYTES + 1))])
        wait_until(lambda: bool(files.strip.uploads), "for its line")
        files.coach.panel.open(other.id)
        wait_until(lambda: files.coach.panel.view is not None and not files.strip.uploads, "for the other")
        go_on.set()
    files.settle()
    assert (files.names, len(files.kept(now)), files.kept(other)) == ([], 1, ())


def test_a_copy_is_explained_before_there_is_one(files: FilesDriver, monkeypatch: pytest.MonkeyPatch) -> None:
    chip = files.add(content=bytes(range(256)) * 5000)
    target = files.folder / "copy.bin"
    monkeypatch.setattr(files.strip.question, "_ask", lambda _parent, _name: target)
    files.menu(chip, "copy")
    assert "outside the vault" in files.strip.question.text.text()
    assert focused(files.coach.panel) is files.strip.question.stay
    files.press(files.strip.question.choose, Qt.Key.Key_Return)
    wait_until(lambda: bool(files.coach.vault.notices), "for the copy")
    assert target.read_bytes() == bytes(range(256)) * 5000
    assert files.coach.vault.notices[-1].text == "Saved as copy.bin. That copy is outside the vault."


def test_esc_leaves_the_file_in_the_vault(files: FilesDriver) -> None:
    chip = files.add()
    files.menu(chip, "copy")
    files.press(files.strip.question.stay, Qt.Key.Key_Escape)
    assert files.strip.question.isHidden()
    assert focused(files.coach.panel) is chip.button


def test_a_copy_that_fails_is_told_and_nothing_is_written(
    files: FilesDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    chip = files.add()
    files.do(lambda store: store.db.execute("UPDATE attachment_part SET content = x'00'"))
    target = files.folder / "copy.bin"
    monkeypatch.setattr(files.strip.question, "_ask", lambda _parent, _name: target)
    files.menu(chip, "copy")
    files.strip.question.choose.click()
    wait_until(lambda: bool(files.coach.vault.notices), "for the reason")
    assert "its content has changed" in files.coach.vault.notices[-1].text
    assert list(files.folder.glob("*copy*")) == []


def _look_later(go_on: threading.Event, path: Path) -> int:
    assert go_on.wait(10)
    return size_of(path)


def test_a_failure_out_of_sight_becomes_a_notice(files: FilesDriver) -> None:
    files.coach.panel.hide()
    files.strip.add_files([files.folder / "gone.txt"])
    files.settle()
    assert files.coach.vault.failures[-1].startswith("gone.txt was not added.")


def test_a_failure_is_told_where_the_coach_has_gone_on_to_another_session(
    files: FilesDriver, engagement: Engagement, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = files.coach.vault.do(lambda store: a_session(store, engagement, days=7))
    with held(monkeypatch) as go_on:
        files.strip.add_files([files.file("big.bin", bytes(PART_BYTES + 1))])
        wait_until(lambda: bool(files.strip.uploads), "for its line")
        files.coach.panel.open(other.id)
        panel = files.coach.panel
        wait_until(lambda: panel.view is not None and not files.strip.uploads, "for the other session")
        files.coach.vault.refuse_writes(refuse=True)
        go_on.set()
        files.settle()
    assert files.strip.problem.said == ""
    assert files.coach.vault.failures[-1].startswith("big.bin was not added.")


def test_tab_goes_through_the_files_as_they_stand(files: FilesDriver) -> None:
    first, second = files.add("a.txt", b"1"), files.add("b.txt", b"2")
    files.strip.add.setFocus()
    stops = []
    for _ in range(4):
        QTest.keyClick(focused(files.coach.panel), Qt.Key.Key_Tab)
        stops.append(focused(files.coach.panel))
    assert stops == [first.button, first.more, second.button, second.more]


def test_a_file_that_comes_back_stands_where_it_was(files: FilesDriver) -> None:
    first = files.add("a.txt", b"1")
    files.add("b.txt", b"2")
    files.press(first.button, Qt.Key.Key_Delete)
    undo = files.coach.vault.notices[-1].on_action
    assert undo is not None
    undo()
    files.settle()
    assert files.names == ["a.txt", "b.txt"]
    assert files.chips[0].x() < files.chips[1].x()
