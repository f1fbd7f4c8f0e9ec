"""Faults 26 and 27 at the desk itself: an automatic lock is never refused, and loses no word."""

import logging
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NoReturn

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog

from coachdesk.crypto import vault
from coachdesk.documents.protect import Wish
from coachdesk.errors import StoppedError
from coachdesk.lock import Reason
from coachdesk.models.clock import Clock
from coachdesk.models.entities.sharing import Protection
from coachdesk.models.store import Store
from coachdesk.models.store_thread import Pause
from coachdesk.theme import Theme
from coachdesk.views.protection_dialog import ProtectionDialog
from tests import making
from tests.drivers.coach import NOTES
from tests.drivers.guarded import Guarded, OpenAgain, visible_windows
from tests.drivers.keyboard import focused, wait_until
from tests.drivers.practice import PASSPHRASE, make_vault
from tests.faults.test_full_disk import LONG, limit_pages

TOO_LONG = "Zoë " * 5_000
ODD = "  Zoë:\tλόγος 👩‍🏫\n\n * and\n"


@pytest.fixture
def open_again(tmp_path: Path, theme: Theme, clock: Clock, qapp: QApplication) -> Iterator[OpenAgain]:
    """Return what opens the desk under guard, each time on the same vault."""
    folder = make_vault(
        tmp_path / "MyPractice.coachdesk",
        clock,
        lambda store: making.a_session(store, making.an_engagement(store, called="")),
    )
    opened: list[Guarded] = []

    def open_desk(**more: object) -> Guarded:
        for former in opened:
            former.clear()
        opened[:] = [Guarded(qapp, folder, theme, clock, **more)]  # type: ignore[arg-type]  # its last jobs
        return opened[0]

    yield open_desk
    for left in opened:
        left.clear()


def expect_warning(caplog: pytest.LogCaptureFixture) -> None:
    wait_until(lambda: "words are left that the vault does not take" in caplog.messages, "for the log")
    caplog.clear()


def expect_stumbling(caplog: pytest.LogCaptureFixture) -> None:
    """Want nothing but bugs that the way out went past in the log."""
    told = [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]
    assert told
    assert all("stumbled" in text for text in told)
    caplog.clear()


def stumble(*_args: object) -> NoReturn:
    raise RuntimeError("an object of Qt is already deleted")


def body(store: Store) -> str:
    """Return the one note as it is stored."""
    found: str = store.value("SELECT body FROM private_note")
    return found


def remembered(store: Store) -> int:
    """Return how many places are kept in mind."""
    return int(store.value("SELECT count(*) FROM remembered WHERE key = 'resting place'"))


@pytest.mark.fault(26)
def test_a_draft_comes_back_byte_for_byte_with_the_cursor_in_it(open_again: OpenAgain) -> None:
    first = open_again()
    first.coach.open_session()
    first.coach.paste(NOTES, ODD)
    cursor = focused().textCursor()  # type: ignore[attr-defined]  # the editor's
    cursor.setPosition(5)
    cursor.setPosition(9, cursor.MoveMode.KeepAnchor)
    focused().setTextCursor(cursor)  # type: ignore[attr-defined]
    first.lock()
    second = open_again()
    wait_until(lambda: focused().accessibleName() == NOTES, "for the note")
    found = focused().textCursor()  # type: ignore[attr-defined]
    assert (found.anchor(), found.position()) == (5, 9)
    assert (second.window.place, second.practice.do(body)) == ("session", ODD)


def test_words_no_one_can_save_wait_where_they_were_typed(open_again: OpenAgain) -> None:
    first = open_again()
    first.coach.keys.press("Ctrl+N")
    first.coach.paste("Name", TOO_LONG)
    first.lock()
    second = open_again()
    second.practice.settle()
    second.coach.keys.go_to("Name")
    assert (second.window.place, focused().text()) == ("client-edit", TOO_LONG)  # type: ignore[attr-defined]
    assert second.practice.do(remembered) == 1


def test_the_place_is_forgotten_once_all_is_saved(open_again: OpenAgain) -> None:
    first = open_again()
    first.coach.keys.press("Ctrl+2")
    first.lock()
    second = open_again()
    second.practice.settle()
    assert (second.window.place, second.practice.do(remembered)) == ("clients", 0)


def test_who_quits_begins_with_today(open_again: OpenAgain) -> None:
    first = open_again()
    first.coach.keys.press("Ctrl+2")
    first.practice.window.close()
    assert open_again().window.place == "today"


def test_a_full_disk_covers_what_it_does_not_take(
    open_again: OpenAgain, caplog: pytest.LogCaptureFixture
) -> None:
    guarded = full_of_words(open_again)
    guarded.lock_in_vain()
    expect_warning(caplog)
    assert (visible_windows(), guarded.ended) == (["Cover"], [])


def test_nothing_opens_before_the_cover(open_again: OpenAgain, caplog: pytest.LogCaptureFixture) -> None:
    guarded = full_of_words(open_again)
    cover = guarded.lock_in_vain()
    expect_warning(caplog)
    guarded.practice.window.show()
    cover.close()
    wait_until(lambda: visible_windows() == ["Cover"], "for the cover alone")
    expect_warning(caplog)


def test_the_passphrase_alone_shows_the_words_again(
    open_again: OpenAgain, caplog: pytest.LogCaptureFixture
) -> None:
    guarded = full_of_words(open_again)
    cover = guarded.lock_in_vain()
    expect_warning(caplog)
    cover.passphrase.line.setText("something else")
    cover.try_passphrase()
    wait_until(lambda: cover.isEnabled() and not cover.show_words.isEnabled(), "for the pause")
    assert visible_windows() == ["Cover"]
    cover.show_words.setEnabled(True)
    cover.passphrase.line.setText(PASSPHRASE)
    cover.try_passphrase()
    wait_until(lambda: visible_windows() == ["MainWindow"], "for the desk")
    assert guarded.coach.text_of(NOTES) == LONG


def test_it_locks_as_soon_as_there_is_room(open_again: OpenAgain, caplog: pytest.LogCaptureFixture) -> None:
    guarded = full_of_words(open_again)
    cover = guarded.lock_in_vain()
    expect_warning(caplog)
    give_room(guarded)
    cover.again.click()
    wait_until(lambda: guarded.is_left, "for the end")
    assert open_again().practice.do(body) == LONG


def full_of_words(open_again: OpenAgain) -> Guarded:
    """Return a desk whose note is too long for the disk."""
    guarded = open_again()
    guarded.coach.open_session()
    limit_pages(guarded.coach)
    guarded.coach.paste(NOTES, LONG)
    return guarded


def give_room(guarded: Guarded) -> None:
    guarded.practice.do(lambda store: store.db.execute("PRAGMA max_page_count = 100000").fetchall())


@pytest.mark.fault(27)
def test_a_save_under_way_is_finished_behind_the_curtain(open_again: OpenAgain) -> None:
    guarded = open_again()
    guarded.coach.open_session()
    guarded.practice.context.workspace.run(lambda _store: time.sleep(0.3))
    guarded.coach.keys.go_to(NOTES)
    focused().insertPlainText("one")  # type: ignore[attr-defined]  # the editor's
    guarded.guard.lock(Reason.SCREEN)
    assert (visible_windows(), guarded.ended) == ([], [])
    wait_until(lambda: guarded.is_left, "for the end")
    assert open_again().practice.do(body) == "one"


@pytest.mark.fault(27, control=True)
def test_control_an_end_that_waits_for_nothing_loses_the_save(open_again: OpenAgain, tmp_path: Path) -> None:
    guarded = open_again()
    guarded.coach.open_session()
    guarded.coach.keys.go_to(NOTES)
    focused().insertPlainText("one")  # type: ignore[attr-defined]  # the editor's
    at_once = shutil.copytree(tmp_path / "MyPractice.coachdesk", tmp_path / "AtOnce.coachdesk")
    (at_once / ".lock").unlink()
    with vault.unlock(at_once, PASSPHRASE) as opened, closing(opened.connect()) as connection:
        assert connection.execute("SELECT body FROM private_note").fetchall() == []
        assert connection.execute("SELECT body FROM draft").fetchall() == []


@pytest.mark.fault(27)
def test_what_takes_long_is_stopped(open_again: OpenAgain) -> None:
    guarded = open_again()
    stopped = threading.Event()

    def import_all(_store: Store, pause: Pause) -> None:
        try:
            while True:
                pause()
        except StoppedError:
            stopped.set()
            raise

    guarded.practice.context.workspace.run_long(import_all)
    guarded.lock()
    assert stopped.is_set()


@pytest.mark.fault(26)
@pytest.mark.parametrize("within_answer", [False, True])
def test_a_dialog_that_waits_for_an_answer_is_no_obstacle(open_again: OpenAgain, within_answer: bool) -> None:
    guarded = open_again()
    answers: list[object] = []

    def ask(_nothing: object = None) -> None:
        dialog = QFileDialog(guarded.practice.window)
        answers.append(dialog.exec())

    if within_answer:
        guarded.practice.context.workspace.run(lambda _store: None, ask)
    else:
        QTimer.singleShot(0, ask)
    QTimer.singleShot(200, lambda: guarded.guard.lock(Reason.SLEEP))
    wait_until(lambda: guarded.is_left, "for the end")
    assert (answers, visible_windows()) == ([QDialog.DialogCode.Rejected.value], [])


@pytest.mark.fault(26)
def test_a_password_for_a_paper_is_gone_with_its_question(open_again: OpenAgain) -> None:
    guarded = open_again()
    context = guarded.practice.context
    answers: list[Wish] = []
    question = ProtectionDialog(context.theme, context.workspace, guarded.practice.window)
    question.ask(Protection.ENCRYPTED, answers.append)
    question.form.password.line.setText(PASSPHRASE)
    emptied: list[bool] = []
    question.finished.connect(lambda _result: emptied.append(not question.form.password.text()))
    guarded.guard.lock(Reason.SLEEP)
    wait_until(lambda: guarded.is_left, "for the end")
    assert (answers, emptied, visible_windows()) == ([], [True], [])


@pytest.mark.fault(27)
@pytest.mark.parametrize("asked", ["flush", "has_unsaved", "resting"])
def test_a_page_that_stumbles_keeps_no_vault_open(
    open_again: OpenAgain, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, asked: str
) -> None:
    guarded = open_again()
    bug = property(stumble) if asked == "has_unsaved" else stumble
    monkeypatch.setattr(type(guarded.window.page), asked, bug)
    guarded.lock()
    expect_stumbling(caplog)


def test_a_page_that_stumbles_lets_the_others_be_saved(
    open_again: OpenAgain, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    guarded = open_again()
    monkeypatch.setattr(type(guarded.window.page), "flush", stumble)
    guarded.coach.open_session()
    guarded.coach.keys.go_to(NOTES)
    focused().insertPlainText("one")  # type: ignore[attr-defined]  # the editor's
    guarded.lock()
    expect_stumbling(caplog)
    monkeypatch.undo()
    assert open_again().practice.do(body) == "one"


def test_what_stumbles_on_the_way_out_keeps_no_vault_open(
    open_again: OpenAgain, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    guarded = open_again(last_jobs=(stumble,))
    monkeypatch.setattr(type(guarded.practice.desk), "come_to_rest", stumble)
    guarded.lock()
    expect_stumbling(caplog)


def test_asking_twice_leaves_once(open_again: OpenAgain) -> None:
    guarded = open_again()
    guarded.guard.lock(Reason.SLEEP)
    guarded.guard.lock(Reason.SCREEN)
    wait_until(lambda: bool(guarded.ended), "for the end")
    assert guarded.ended == ["closed", "replaced"]


@pytest.mark.fault(27)
def test_the_last_jobs_are_done_before_the_vault_is_closed(open_again: OpenAgain) -> None:
    told: list[object] = []
    guarded: Guarded

    def back_up(reason: Reason) -> None:
        guarded.practice.context.workspace.run(lambda _store: told.append((reason, tuple(guarded.ended))))

    guarded = open_again(last_jobs=(back_up,))
    guarded.lock(Reason.SLEEP)
    assert told == [(Reason.SLEEP, ())]


@pytest.mark.fault(26, control=True)
def test_control_a_lock_without_its_curtain_shows_the_desk(
    open_again: OpenAgain, monkeypatch: pytest.MonkeyPatch
) -> None:
    guarded = open_again()
    monkeypatch.setattr("coachdesk.views.curtain.Curtain.draw", lambda _self: None)
    guarded.guard.lock(Reason.SCREEN)
    assert visible_windows() == ["MainWindow"]
    wait_until(lambda: guarded.is_left, "for the end")
