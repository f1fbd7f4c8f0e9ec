"""A computer that has nothing but a backup: from the welcome to the desk, by keyboard alone."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from coachdesk.crypto import opened, vault
from coachdesk.gateway import Gateway
from coachdesk.last_seen import LastSeen
from coachdesk.models.clock import Clock
from coachdesk.models.store import Store
from coachdesk.theme import Theme
from coachdesk.views.main_window import MainWindow
from tests import making
from tests.drivers.first_start import Entrance, live_in
from tests.drivers.keyboard import front, wait_until
from tests.drivers.practice import CHEAP, PASSPHRASE, make_vault

ANOTHER = "another river of words"


class Lost:
    """A vault of which a backup and the words of its kit are left."""

    def __init__(self, home: Path, clock: Clock) -> None:
        self.file = home / "stick.coachdesk-backup"
        folder = make_vault(home / "Old.coachdesk", clock, making.an_engagement)
        with vault.unlock(folder, PASSPHRASE) as held:
            self.words = " ".join(held.recovery_words())
            with closing(held.connect()) as connection:
                made = held.backup_maker().make(connection, clock())
            with closing(Store(held.connect(), clock)) as store:
                self.clients = names_of(store)
            shutil.copy(made.path, self.file)
            self.vault_id, self.generation = held.vault_id, held.generation()
        shutil.rmtree(folder)


def names_of(store: Store) -> list[str]:
    return [
        row["display_name"] for row in store.db.query("SELECT display_name FROM client ORDER BY display_name")
    ]


@pytest.fixture
def lost(tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Lost:
    live_in(tmp_path, monkeypatch)
    monkeypatch.setattr(opened, "calibrate", lambda _memory: CHEAP)
    return Lost(tmp_path, clock)


@pytest.fixture
def entrance(lost: Lost, tmp_path: Path, theme: Theme, qapp: QApplication) -> Iterator[Entrance]:
    coming = Entrance(tmp_path, theme, qapp)
    coming.open()
    yield coming
    coming.quit()


@pytest.fixture
def used_on(lost: Lost, tmp_path: Path, clock: Clock) -> None:
    """The vault was used here after the backup was made."""
    LastSeen(tmp_path / "vaults.json").remember(lost.vault_id, lost.generation + 5, clock())


def choose_backup(entrance: Entrance, lost: Lost) -> None:
    entrance.keys.push("Restore a backup…")
    entrance.keys.fill("File", str(lost.file))
    entrance.wait_for("Of 14 May 2026")
    entrance.keys.press("Return")
    entrance.wait_for("What opens it")


def restore(entrance: Entrance) -> None:
    entrance.wait_for("Where your vault lives")
    entrance.keys.press("Return")
    entrance.wait_for("Ready to restore")
    entrance.keys.press("Return")
    entrance.wait_for("Your practice is locked.")


def clients(entrance: Entrance, passphrase: str, clock: Clock) -> list[str]:
    """Unlock the restored vault up to the desk, leave, and return the names of the clients in it."""
    entrance.unlock(passphrase)
    wait_until(lambda: isinstance(front(), MainWindow), "for the desk")
    entrance.quit()
    folder = entrance.settings.vault
    assert folder is not None
    with vault.unlock(folder, passphrase) as held, closing(Store(held.connect(), clock)) as store:
        return names_of(store)


def restore_by_passphrase(entrance: Entrance, lost: Lost) -> None:
    choose_backup(entrance, lost)
    entrance.keys.type(PASSPHRASE)
    entrance.keys.press("Return")
    restore(entrance)


def test_the_passphrase_of_its_day_brings_the_practice_back(
    entrance: Entrance, lost: Lost, clock: Clock
) -> None:
    restore_by_passphrase(entrance, lost)
    assert clients(entrance, PASSPHRASE, clock) == lost.clients != []


@pytest.mark.usefixtures("used_on")
def test_what_was_restored_is_not_asked_about(entrance: Entrance, lost: Lost, clock: Clock) -> None:
    restore_by_passphrase(entrance, lost)
    assert clients(entrance, PASSPHRASE, clock) == lost.clients


@pytest.mark.usefixtures("used_on")
def test_it_would_be_asked_about_if_nobody_had_noted_it(
    entrance: Entrance, lost: Lost, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Gateway, "note_restored", lambda *_: None)
    restore_by_passphrase(entrance, lost)
    entrance.unlock(PASSPHRASE)
    entrance.wait_for("This file is older")


def test_the_words_bring_it_back_with_a_new_passphrase(entrance: Entrance, lost: Lost, clock: Clock) -> None:
    choose_backup(entrance, lost)
    entrance.keys.press("Shift+Tab", "Space")
    entrance.keys.fill("Recovery words", lost.words)
    entrance.keys.push("Next")
    entrance.wait_for("A new passphrase")
    entrance.keys.type(ANOTHER)
    entrance.keys.fill("The same again", ANOTHER)
    entrance.keys.press("Return")
    restore(entrance)
    assert clients(entrance, ANOTHER, clock) == lost.clients != []
