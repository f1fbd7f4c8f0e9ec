from collections.abc import Callable
from contextlib import closing
from datetime import timedelta

import pytest

from coachdesk.crypto.backups import contents, making
from coachdesk.crypto.backups.archive import read_keys, read_label
from coachdesk.crypto.backups.making import BackupMaker, SpoiledBackupError
from coachdesk.crypto.backups.manifest import DamagedBackupError
from coachdesk.crypto.backups.reading import EarlierKeyError
from coachdesk.crypto.backups.shelf import Backup
from coachdesk.crypto.backups.watch import Progress, Stage
from coachdesk.crypto.connection import Connection, DatabaseError
from coachdesk.crypto.opened import OpenedVault
from coachdesk.errors import DamagedVaultError, DiskFullError, StoppedError
from tests.crypto.backups.conftest import MADE_AT, NOTES, flip, raising, write_notes
from tests.crypto.conftest import Files
from tests.faults.disks import Pending

Leftovers = Callable[[], list[str]]


def test_a_backup_is_named_for_its_moment_and_generation(backup: Backup) -> None:
    assert backup.path.name == "CoachDesk-2026-05-14-080000-1.coachdesk-backup"
    assert (backup.made_at, backup.generation, backup.is_sound) == (MADE_AT, 1, True)
    assert backup.path.stat().st_mode & 0o777 == 0o600


def test_it_says_whose_it_is_and_how_much_it_holds(
    backup: Backup, opened: OpenedVault, maker: BackupMaker
) -> None:
    label = read_label(backup.path)
    assert (label.vault_id, label.generation, label.made_at) == (opened.vault_id, 1, MADE_AT)
    assert maker.inventory(backup.path).rows == {"note": NOTES, "vault_meta": 3}


def test_it_carries_the_key_file(backup: Backup, files: Files) -> None:
    assert read_keys(backup.path) == files.keys.read_bytes()


def test_without_a_readable_key_file_the_words_still_open_it(
    maker: BackupMaker, connection: Connection, files: Files
) -> None:
    for path in (files.keys, files.copy):
        path.write_bytes(b"")
    assert read_keys(maker.make(connection, MADE_AT).path) is None


def test_nothing_else_is_left_behind(backup: Backup, leftovers: Leftovers) -> None:
    assert backup.path.is_file()
    assert leftovers() == []


def test_all_its_stages_are_told(maker: BackupMaker, connection: Connection) -> None:
    told: list[Progress] = []
    maker.make(connection, MADE_AT, told.append)
    assert [stage for stage in Stage if any(one.stage is stage for one in told)] == [
        Stage.COPYING,
        Stage.PACKING,
        Stage.CHECKING,
    ]


@pytest.mark.parametrize("stage", [Stage.COPYING, Stage.PACKING, Stage.CHECKING])
def test_it_can_be_stopped_at_every_stage_and_leaves_nothing(
    maker: BackupMaker, connection: Connection, leftovers: Leftovers, stage: Stage
) -> None:
    def stop(progress: Progress) -> None:
        if progress.stage is stage:
            raise StoppedError

    with pytest.raises(StoppedError):
        maker.make(connection, MADE_AT, stop)
    assert (leftovers(), maker.shelf.backups()) == ([], ())


def test_a_long_check_can_be_stopped(
    maker: BackupMaker, connection: Connection, leftovers: Leftovers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(contents, "_STEPS_BETWEEN_LOOKS", 1)

    def stop(progress: Progress) -> None:
        if progress == Progress(Stage.CHECKING):
            raise StoppedError

    with pytest.raises(StoppedError):
        maker.make(connection, MADE_AT, stop)
    assert leftovers() == []


def test_a_bug_in_a_check_stays_one(
    maker: BackupMaker, connection: Connection, leftovers: Leftovers, monkeypatch: pytest.MonkeyPatch
) -> None:
    misuse = DatabaseError("bad parameter or other API misuse")
    misuse.sqlite_errorname = "SQLITE_MISUSE"
    monkeypatch.setattr(contents, "find_damage", raising(misuse))
    with pytest.raises(DatabaseError):
        maker.make(connection, MADE_AT)
    assert leftovers() == []


def test_a_full_disk_leaves_nothing_and_keeps_what_was(
    maker: BackupMaker,
    connection: Connection,
    backup: Backup,
    leftovers: Leftovers,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("coachdesk.files.os.fsync", raising(OSError(28, "No space left on device")))
    with pytest.raises(DiskFullError):
        maker.make(connection, MADE_AT + timedelta(days=1))
    assert (leftovers(), maker.shelf.backups()) == ([], (backup,))


def test_none_of_its_files_goes_to_the_disk_all_at_once(
    maker: BackupMaker, connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coachdesk.files._SYNC_BYTES", 128 * 1024)
    write_notes(connection, 400)
    pending = Pending(monkeypatch)
    size = maker.make(connection, MADE_AT).size
    assert pending.most < size / 2
    assert pending.total > 2 * size  # the copy, the backup, and what is unpacked to check it


def test_what_does_not_read_back_is_thrown_away(
    maker: BackupMaker,
    connection: Connection,
    backup: Backup,
    leftovers: Leftovers,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(making, "open_with_vault_key", raising(DamagedBackupError(name="new")))
    with pytest.raises(SpoiledBackupError):
        maker.make(connection, MADE_AT + timedelta(days=1))
    assert (leftovers(), maker.shelf.backups()) == ([], (backup,))


def test_a_damaged_vault_is_found_at_once_and_the_last_good_backup_kept(
    maker: BackupMaker, opened: OpenedVault, connection: Connection, backup: Backup, files: Files
) -> None:
    connection.close()
    flip(files.database, 30 * 4096 + 100)
    with closing(opened.connect()) as fresh, pytest.raises(DamagedVaultError):
        maker.make(fresh, MADE_AT + timedelta(days=1))
    assert maker.shelf.backups() == (backup,)
    assert maker.check(backup.path, MADE_AT) == ()


def test_a_check_finds_a_flipped_bit_and_remembers_it(maker: BackupMaker, backup: Backup) -> None:
    flip(backup.path, 5000)
    with pytest.raises(DamagedBackupError):
        maker.check(backup.path, MADE_AT + timedelta(days=3))
    [one] = maker.shelf.backups()
    assert (one.is_sound, one.check.at) == (False, MADE_AT + timedelta(days=3))


def test_a_check_that_finds_all_well_is_remembered(maker: BackupMaker, backup: Backup) -> None:
    maker.check(backup.path, MADE_AT + timedelta(days=3))
    assert maker.shelf.backups()[0].check.at == MADE_AT + timedelta(days=3)


def test_records_that_are_not_as_signed_are_remembered_too(maker: BackupMaker, backup: Backup) -> None:
    assert maker.check(backup.path, MADE_AT, inspect=lambda _connection: ("altered",)) == ("altered",)
    assert not maker.shelf.backups()[0].is_sound


def test_backups_under_an_earlier_key_are_told_from_damaged_ones(
    maker: BackupMaker, connection: Connection, backup: Backup, files: Files
) -> None:
    from coachdesk.crypto.secret import Secret

    later = BackupMaker(files.folder, "0f" * 16, Secret(bytes(32)))
    with pytest.raises(EarlierKeyError):
        later.check(backup.path, MADE_AT)
    with pytest.raises(DamagedBackupError):
        later.inventory(backup.path)
    assert maker.shelf.backups()[0].is_sound


def fill(maker: BackupMaker, connection: Connection, count: int) -> int:
    """Make backups, hour by hour, and return how many are left."""
    for hour in range(count):
        maker.make(connection, MADE_AT + timedelta(hours=hour))
    return len(maker.shelf.backups())


@pytest.fixture
def three_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, count in (("KEPT_LAST", 3), ("KEPT_DAYS", 1), ("KEPT_WEEKS", 1), ("KEPT_MONTHS", 1)):
        monkeypatch.setattr(f"coachdesk.crypto.backups.rotation.{name}", count)


@pytest.mark.usefixtures("three_are_many")
def test_the_oldest_make_room(maker: BackupMaker, connection: Connection) -> None:
    assert fill(maker, connection, 5) == 3


@pytest.mark.usefixtures("three_are_many")
def test_a_vault_that_shrank_removes_none(maker: BackupMaker, connection: Connection) -> None:
    fill(maker, connection, 3)
    connection.execute("DELETE FROM note WHERE id > 5")
    maker.make(connection, MADE_AT + timedelta(days=1))
    assert len(maker.shelf.backups()) == 4


@pytest.mark.usefixtures("three_are_many")
def test_an_older_vault_removes_none(maker: BackupMaker, connection: Connection) -> None:
    write_notes(connection)
    fill(maker, connection, 3)
    connection.execute("UPDATE vault_meta SET value = 1 WHERE key = 'generation'")
    maker.make(connection, MADE_AT + timedelta(days=1))
    assert len(maker.shelf.backups()) == 4


@pytest.mark.usefixtures("three_are_many")
def test_where_the_last_one_can_t_be_read_none_is_removed(maker: BackupMaker, connection: Connection) -> None:
    fill(maker, connection, 3)
    maker.shelf.backups()[0].path.write_bytes(b"")
    maker.make(connection, MADE_AT + timedelta(days=1))
    assert len(maker.shelf.backups()) == 4


def test_a_closed_vault_is_backed_up_too(opened: OpenedVault, connection: Connection) -> None:
    connection.close()
    assert making.back_up(opened, MADE_AT).is_sound
