"""Fault 14, an older file put back while CoachDesk was closed; and vaults that are opened to read only."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from coachdesk.cli import main
from coachdesk.crypto import vault
from coachdesk.last_seen import LastSeen
from coachdesk.models.clock import Clock
from coachdesk.models.store import Store
from coachdesk.theme import Theme
from tests import making
from tests.drivers.coach import NOTES, Coach
from tests.drivers.first_start import Entrance
from tests.drivers.keyboard import focused, words_in_sight
from tests.drivers.practice import PASSPHRASE, Practice, make_vault
from tests.faults.disks import read_only_disk

OLDER = "It is older than the one that was used here on 14 May"


def planned_session(store: Store) -> None:
    making.a_session(store, making.an_engagement(store, called=""))


@pytest.fixture
def folder(tmp_path: Path, clock: Clock) -> Path:
    return make_vault(tmp_path / "MyPractice.coachdesk", clock, planned_session)


@pytest.fixture
def seen(entrance: Entrance, folder: Path, clock: Clock) -> LastSeen:
    """Return the memory of a computer that has used a newer state of the vault."""
    memory = LastSeen(entrance.home / "vaults.json")
    with vault.unlock(folder, PASSPHRASE) as opened:
        memory.remember(opened.vault_id, opened.generation() + 3, clock())
    entrance.settings.vault = folder
    return memory


def state_of(folder: Path) -> tuple[str, int]:
    with vault.unlock(folder, PASSPHRASE) as opened:
        return opened.vault_id, opened.generation()


@pytest.mark.fault(14)
def test_an_older_file_is_said_to_be_older_before_anything_is_shown(
    entrance: Entrance, seen: LastSeen
) -> None:
    entrance.open()
    entrance.unlock()
    entrance.wait_for(OLDER)
    assert focused().accessibleName() == "Open to read only"
    assert "This week" not in words_in_sight()


@pytest.mark.fault(14)
def test_it_can_be_read_and_nothing_is_written(entrance: Entrance, seen: LastSeen, folder: Path) -> None:
    before = (folder / "practice.db").read_bytes()
    entrance.open()
    entrance.unlock()
    entrance.wait_for(OLDER)
    entrance.keys.press("Return")
    entrance.wait_for("Opened to read only: nothing you type here is saved.")
    entrance.wait_for("This week")
    entrance.quit()
    assert (folder / "practice.db").read_bytes() == before


@pytest.mark.fault(14)
def test_it_can_be_used_from_then_on_and_is_not_called_older_again(
    entrance: Entrance, seen: LastSeen, folder: Path
) -> None:
    entrance.open()
    entrance.unlock()
    entrance.wait_for(OLDER)
    entrance.keys.push("Use this file from now on")
    entrance.wait_for("This week")
    assert "Opened to read only" not in words_in_sight()
    entrance.quit()
    vault_id, generation = state_of(folder)
    assert seen.newer_than(vault_id, generation) is None


@pytest.mark.fault(14)
def test_its_backups_can_be_looked_at(entrance: Entrance, seen: LastSeen) -> None:
    entrance.open()
    entrance.unlock()
    entrance.wait_for(OLDER)
    entrance.keys.push("Show the backups")
    entrance.wait_for("Backups")
    entrance.wait_for("Opened to read only")


@pytest.mark.parametrize("surplus", [0, -3])
def test_the_same_or_a_newer_one_is_nothing_to_speak_of(
    entrance: Entrance, folder: Path, clock: Clock, surplus: int
) -> None:
    vault_id, generation = state_of(folder)
    LastSeen(entrance.home / "vaults.json").remember(vault_id, generation + surplus, clock())
    entrance.settings.vault = folder
    entrance.open()
    entrance.unlock()
    entrance.wait_for("This week")


def test_what_is_used_is_remembered_when_it_is_left(entrance: Entrance, folder: Path) -> None:
    entrance.settings.vault = folder
    entrance.open()
    entrance.unlock()
    entrance.wait_for("This week")
    entrance.quit()
    vault_id, generation = state_of(folder)
    remembered = LastSeen(entrance.home / "vaults.json").of(vault_id)
    assert remembered is not None
    assert remembered.generation == generation


@pytest.mark.fault(14)
def test_the_command_line_remarks_on_it(
    folder: Path,
    tmp_path: Path,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    vault_id, generation = state_of(folder)
    LastSeen(tmp_path / "vaults.json").remember(vault_id, generation + 1, clock())
    monkeypatch.setattr("coachdesk.paths.seen_file", lambda: tmp_path / "vaults.json")
    (tmp_path / "passphrase").write_text(PASSPHRASE, encoding="utf-8")
    assert main(["search", str(folder), "Mira", "--passphrase-file", str(tmp_path / "passphrase")]) == 0
    out, err = capsys.readouterr()
    assert "Mira" in out
    assert err.startswith("This file is older than the one used here on 2026-05-14")


@pytest.mark.fault(14, control=True)
def test_without_the_memory_an_older_file_passes_for_the_newest(entrance: Entrance, seen: LastSeen) -> None:
    """The control."""
    (entrance.home / "vaults.json").unlink()
    entrance.open()
    entrance.unlock()
    entrance.wait_for("This week")


Reader = Callable[[], Coach]


@pytest.fixture
def reader(folder: Path, theme: Theme, clock: Clock) -> Reader:
    """Return what opens the desk on a folder that can't be written."""

    def open_desk() -> Coach:
        practice = Practice(folder, theme, clock)
        practice.begin()
        return Coach(practice)

    return open_desk


@pytest.mark.fault(18)
def test_a_vault_on_a_disk_that_can_not_be_written_is_read(folder: Path, reader: Reader) -> None:
    with read_only_disk(folder):
        coach = reader()
        assert coach.practice.gateway.opened.is_read_only
        assert coach.window.trouble.text.startswith("Opened to read only")
        coach.open_session()
        coach.keys.fill(NOTES, "Words")
        coach.keys.press("Tab")
        assert "Not saved: Opened to read only" in coach.reads
        assert coach.text_of(NOTES) == "Words"
        coach.practice.close_vault()
    with vault.unlock(folder, PASSPHRASE) as opened, closing(Store(opened.connect())) as store:
        assert store.value("SELECT count(*) FROM private_note") == 0


def test_it_says_so_once_and_offers_no_trying(folder: Path, reader: Reader) -> None:
    with read_only_disk(folder):
        coach = reader()
        assert coach.window.trouble.again.isHidden()
        coach.window.trouble.try_again()
        coach.practice.settle()
        assert coach.window.trouble.text.startswith("Opened to read only")
        coach.practice.close_vault()
