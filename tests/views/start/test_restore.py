"""Restoring a backup where no vault is open."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from coachdesk.errors import (
    DamagedVaultError,
    DiskFullError,
    InvalidInputError,
    KnownError,
    NewerVaultError,
    WrongWordsError,
)
from coachdesk.models.entities.backup import Restoration, WayIn
from coachdesk.theme import Theme
from coachdesk.views.start.restore_pages import free_folder
from coachdesk.views.start.unlock_window import UnlockWindow
from tests.drivers.start import (
    PASSPHRASE,
    WORDS,
    FakeGateway,
    RestoreDriver,
    StartDriver,
    UnlockDriver,
    press,
)
from tests.views.start.conftest import Wait

ANOTHER = "another river of words"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a vault's folder, with one backup in it."""
    (tmp_path / "My.coachdesk" / "backups").mkdir(parents=True)
    return tmp_path / "My.coachdesk"


@pytest.fixture
def backup(folder: Path) -> Path:
    return folder / "backups" / "CoachDesk-2026-05-14-000412.coachdesk-backup"


class Asking:
    """Chooses a file as the coach would, and remembers where that began."""

    def __init__(self, answer: Path) -> None:
        self.answer = answer
        self.began: list[Path] = []

    def __call__(self, _parent: object, _title: str, begin: Path) -> Path:
        self.began.append(begin)
        return self.answer


@pytest.fixture
def ask(backup: Path) -> Asking:
    return Asking(backup)


@pytest.fixture
def door(
    gateway: FakeGateway, theme: Theme, folder: Path, ask: Asking, qtbot: QtBot
) -> Iterator[UnlockWindow]:
    window = UnlockWindow(gateway, theme, folder, ask_backup=ask)
    qtbot.addWidget(window)
    window.show()
    yield window
    window.close()


@pytest.fixture
def restore(door: UnlockWindow, wait: Wait) -> RestoreDriver:
    door.front.restore.click()
    return RestoreDriver(door.restoring, wait)


def restored(gateway: FakeGateway) -> list[object]:
    """Return what was restored."""
    return [call[1] for call in gateway.calls if call[0] == "restore"]


def test_choosing_begins_among_the_backups_of_the_vault(
    restore: RestoreDriver, folder: Path, ask: Asking
) -> None:
    restore.steps.backup.choose.click()
    assert ask.began == [folder / "backups"]


def test_the_day_and_the_size_of_a_backup_are_shown_at_once(restore: RestoreDriver) -> None:
    restore.choose_backup()
    assert restore.steps.backup.label_text.startswith("Of 14 May 2026")
    assert "3.0 MiB" in restore.steps.backup.label_text


@pytest.mark.parametrize("error", [DamagedVaultError("It is no backup."), NewerVaultError()])
def test_what_is_no_backup_is_said_before_anything_is_typed(
    restore: RestoreDriver, gateway: FakeGateway, wait: Wait, error: KnownError
) -> None:
    gateway.failures["read_label"] = error
    restore.steps.backup.choose.click()
    wait(lambda: restore.steps.backup.problem == error.text())
    assert restore.steps.backup.label.isHidden()


def test_a_backup_comes_back_with_the_passphrase_of_its_day(
    restore: RestoreDriver, gateway: FakeGateway, backup: Path, folder: Path, qtbot: QtBot
) -> None:
    restore.choose_backup()
    restore.go_on("Step 2 of 4")
    restore.type_passphrase(PASSPHRASE)
    restore.go_on("Step 3 of 4")
    restore.go_on("Step 4 of 4")
    with qtbot.waitSignal(restore.steps.restored) as told:
        restore.steps.on.click()
    new = folder.with_name("Restored.coachdesk")
    assert told.args == [new]
    way_in = WayIn(secret=PASSPHRASE)
    assert restored(gateway) == [Restoration(backup=backup, way_in=way_in, folder=new, passphrase=PASSPHRASE)]


def test_the_words_ask_for_a_new_passphrase(
    restore: RestoreDriver, gateway: FakeGateway, backup: Path, folder: Path, qtbot: QtBot
) -> None:
    restore.go_to_the_end_by_words(" ".join(WORDS), ANOTHER)
    with qtbot.waitSignal(restore.steps.restored):
        restore.steps.on.click()
    [wanted] = restored(gateway)
    assert isinstance(wanted, Restoration)
    assert (wanted.way_in.is_words, wanted.way_in.secret.split()) == (True, list(WORDS))
    assert wanted.passphrase == ANOTHER


def test_nothing_typed_is_kept_once_it_is_done(restore: RestoreDriver, qtbot: QtBot) -> None:
    restore.go_to_the_end_by_words(" ".join(WORDS), ANOTHER)
    with qtbot.waitSignal(restore.steps.restored):
        restore.steps.on.click()
    assert restore.secrets() == ["", "", "", ""]


def test_nothing_typed_is_kept_by_who_leaves(restore: RestoreDriver, door: UnlockWindow) -> None:
    restore.choose_backup()
    restore.go_on("Step 2 of 4")
    restore.type_passphrase(PASSPHRASE)
    for _ in range(2):
        press(door, Qt.Key.Key_Escape)
    assert door.front.isVisible()
    assert restore.secrets() == ["", "", "", ""]


def test_a_wrong_passphrase_is_said_where_it_was_typed(restore: RestoreDriver, wait: Wait) -> None:
    restore.choose_backup()
    restore.go_on("Step 2 of 4")
    restore.type_passphrase("wrong")
    restore.steps.on.click()
    wait(lambda: restore.steps.opening.problem.startswith("That passphrase does not open"))
    restore.type_passphrase(PASSPHRASE)
    assert restore.steps.opening.problem == ""


def test_a_wrong_word_is_selected(restore: RestoreDriver, gateway: FakeGateway, wait: Wait) -> None:
    restore.choose_backup()
    restore.go_on("Step 2 of 4")
    restore.type_words("abandon abelity able")
    gateway.failures["check_way_in"] = WrongWordsError("Word {place} is none.", "Compare it.", place=2)
    restore.steps.on.click()
    words = restore.steps.opening.form.words
    wait(lambda: words.textCursor().selectedText() == "abelity")
    assert restore.steps.opening.problem.startswith("Word 2 is none.")


def test_a_used_folder_is_said_where_it_was_typed(
    restore: RestoreDriver, gateway: FakeGateway, folder: Path, wait: Wait
) -> None:
    error = InvalidInputError("There is something in this folder already.", "Choose another.")
    gateway.place = lambda place: error if place == folder else None
    restore.go_to_the_end(PASSPHRASE, steps_before_the_end=1)
    restore.steps.target.path.setText(str(folder))
    restore.steps.on.click()
    wait(lambda: restore.steps.target.problem == error.text())


@pytest.mark.parametrize("error", [DiskFullError(), DamagedVaultError("It is damaged inside.")])
def test_what_stood_in_the_way_is_said_and_may_be_tried_again(
    restore: RestoreDriver, gateway: FakeGateway, wait: Wait, qtbot: QtBot, error: KnownError
) -> None:
    restore.go_to_the_end(PASSPHRASE)
    gateway.failures["restore"] = error
    restore.steps.on.click()
    wait(lambda: restore.steps.restoring.problem == error.text())
    with qtbot.waitSignal(restore.steps.restored):
        restore.steps.on.click()


def test_how_far_it_has_come_is_shown_and_it_can_be_stopped(
    restore: RestoreDriver, gateway: FakeGateway, door: UnlockWindow, wait: Wait
) -> None:
    restore.go_to_the_end(PASSPHRASE)
    gateway.gate.clear()
    restore.steps.on.click()
    wait(lambda: restore.steps.busy.text() == "Putting it into the new folder… 40 %")
    assert door.focusWidget() is restore.steps.restoring.stop
    press(door, Qt.Key.Key_Space)
    gateway.gate.set()
    wait(lambda: restore.steps.restoring.problem.startswith("This was stopped before it was done."))
    assert not restore.steps.restoring.stop.isVisible()


def test_closing_the_window_stops_it(
    restore: RestoreDriver, gateway: FakeGateway, door: UnlockWindow
) -> None:
    restore.go_to_the_end(PASSPHRASE)
    done: list[Path] = []
    restore.steps.restored.connect(done.append)
    gateway.gate.clear()
    restore.steps.on.click()
    door.background.finishing.connect(gateway.gate.set)
    door.close()
    assert restore.steps.restoring.was_stopped
    assert done == []


def test_the_welcome_offers_it_too(start: StartDriver, wait: Wait, qtbot: QtBot) -> None:
    start.window.welcome.backup.click()
    driver = RestoreDriver(start.window.restoring, wait)
    driver.go_to_the_end(PASSPHRASE)
    with qtbot.waitSignal(start.window.restored) as told:
        driver.steps.on.click()
    assert told.args == [start.window.restoring.target.folder()]
    assert start.window.restoring.target.folder().name == "MyPractice.coachdesk"


def test_a_damaged_vault_offers_a_backup_beside_the_problem(
    unlock: UnlockDriver, gateway: FakeGateway, wait: Wait
) -> None:
    gateway.failures["unlock"] = DamagedVaultError()
    unlock.type(PASSPHRASE)
    wait(unlock.front.restore_here.isVisible)
    assert not unlock.front.restore.isVisible()
    unlock.front.restore_here.click()
    assert unlock.window.restoring.backup.isVisible()


def test_a_wrong_passphrase_offers_no_backup_beside_it(unlock: UnlockDriver, wait: Wait) -> None:
    unlock.type("wrong")
    wait(lambda: bool(unlock.front.problem))
    assert not unlock.front.restore_here.isVisible()
    assert unlock.front.restore.isVisible()


def test_a_folder_that_is_free_is_offered(tmp_path: Path) -> None:
    used = InvalidInputError("Used.", "Choose another.")
    wanted, elsewhere = tmp_path / "Restored.coachdesk", tmp_path / "Documents"
    elsewhere.mkdir()

    def offered(is_used: Callable[[Path], bool]) -> Path:
        return free_folder(lambda place: used if is_used(place) else None, wanted, elsewhere)

    assert offered(lambda _place: False) == wanted
    assert offered(lambda place: place == wanted) == tmp_path / "Restored 2.coachdesk"
    assert offered(lambda place: place.parent == tmp_path) == elsewhere / wanted.name
    assert offered(lambda _place: True) == wanted
