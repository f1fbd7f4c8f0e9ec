import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from coachdesk.crypto import vault
from coachdesk.crypto.backups import restoring
from coachdesk.crypto.backups.manifest import DamagedBackupError
from coachdesk.crypto.backups.reading import OpenedBackup, open_with_passphrase, open_with_words
from coachdesk.crypto.backups.restoring import restore
from coachdesk.crypto.backups.shelf import Backup
from coachdesk.crypto.backups.watch import Progress, Stage
from coachdesk.errors import DamagedVaultError, InvalidInputError, StoppedError, StorageError
from tests.crypto.backups.conftest import NOTES, raising
from tests.crypto.conftest import CHEAP, PASSPHRASE, Files

NEW = "another river of words"


@pytest.fixture
def opened_backup(backup: Backup) -> Iterator[OpenedBackup]:
    with open_with_passphrase(backup.path, PASSPHRASE) as opened:
        yield opened


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "Restored.coachdesk"


def notes_in(folder: Path, passphrase: str) -> int:
    with vault.unlock(folder, passphrase) as opened, closing(opened.connect()) as connection:
        return int(connection.execute("SELECT count(*) FROM note").fetchone()[0])


def test_a_vault_comes_back_with_key_files_of_its_own(
    opened_backup: OpenedBackup, files: Files, target: Path
) -> None:
    restore(opened_backup, target, NEW, cost=CHEAP)
    assert notes_in(target, NEW) == NOTES
    assert (target / "practice.keys").read_bytes() != files.keys.read_bytes()
    assert {path.name for path in target.iterdir()} == {
        "practice.db",
        "practice.keys",
        "practice.keys.bak",
        ".lock",
    }


def test_the_words_stay_the_same(backup: Backup, files: Files, target: Path) -> None:
    with open_with_words(backup.path, files.words) as opened:
        restore(opened, target, NEW, cost=CHEAP)
    vault.unlock_with_words(target, files.words).close()


def test_a_restored_vault_is_whole(opened_backup: OpenedBackup, target: Path) -> None:
    restore(opened_backup, target, NEW, cost=CHEAP)
    assert vault.check(target, NEW).problems == ()


def test_what_is_there_already_is_left_alone(opened_backup: OpenedBackup, files: Files) -> None:
    before = files.database.read_bytes()
    with pytest.raises(InvalidInputError, match="in use already"):
        restore(opened_backup, files.folder, NEW, cost=CHEAP)
    assert files.database.read_bytes() == before


def test_a_short_passphrase_makes_nothing(opened_backup: OpenedBackup, target: Path) -> None:
    with pytest.raises(InvalidInputError):
        restore(opened_backup, target, "short", cost=CHEAP)
    assert not target.exists()


@pytest.mark.parametrize("stage", [Stage.CHECKING, Stage.RESTORING])
def test_a_stopped_one_leaves_nothing(opened_backup: OpenedBackup, target: Path, stage: Stage) -> None:
    def stop(progress: Progress) -> None:
        if progress.stage is stage:
            raise StoppedError

    with pytest.raises(StoppedError):
        restore(opened_backup, target, NEW, cost=CHEAP, watch=stop)
    assert not target.exists()


def test_what_is_half_copied_is_no_vault(opened_backup: OpenedBackup, target: Path, files: Files) -> None:
    def look(progress: Progress) -> None:
        if progress.stage is Stage.RESTORING:
            with pytest.raises(vault.NoVaultError):
                vault.unlock_with_words(target, files.words)

    restore(opened_backup, target, NEW, cost=CHEAP, watch=look)


def test_a_full_disk_leaves_nothing(
    opened_backup: OpenedBackup, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fsync", raising(OSError(28, "No space left on device")))
    with pytest.raises(StorageError):
        restore(opened_backup, target, NEW, cost=CHEAP)
    assert not target.exists()


def test_a_backup_damaged_inside_makes_no_vault(
    opened_backup: OpenedBackup, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coachdesk.crypto.backups.contents.find_damage", lambda _connection, check: (check,))
    with pytest.raises(DamagedBackupError):
        restore(opened_backup, target, NEW, cost=CHEAP)
    assert not target.exists()


def test_what_was_written_is_read_again(
    opened_backup: OpenedBackup, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(restoring, "find_damage", lambda _connection, check: (check,))
        with pytest.raises(DamagedVaultError):
            restore(opened_backup, target, NEW, cost=CHEAP)
    monkeypatch.setattr(restoring, "row_counts", lambda _connection: {})
    with pytest.raises(DamagedVaultError):
        restore(opened_backup, target, NEW, cost=CHEAP)
    assert not target.exists()
