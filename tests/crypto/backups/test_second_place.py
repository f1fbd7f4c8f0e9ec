import os
from datetime import timedelta
from pathlib import Path

import pytest

from coachdesk.crypto.backups.making import BackupMaker
from coachdesk.crypto.backups.manifest import DamagedBackupError
from coachdesk.crypto.backups.second_place import AbsentPlaceError, copy_to_second_place
from coachdesk.crypto.backups.shelf import Backup, Shelf
from coachdesk.crypto.connection import Connection
from coachdesk.errors import DiskFullError, StorageError
from tests.crypto.backups.conftest import MADE_AT, raising


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def test_the_copy_is_the_same_to_the_last_bit(backup: Backup, stick: Path) -> None:
    copy = copy_to_second_place(backup.path, stick)
    assert copy.read_bytes() == backup.path.read_bytes()
    assert list(stick.iterdir()) == [copy]


def test_a_system_that_remembers_what_it_wrote_is_asked_to_forget(
    backup: Backup, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    monkeypatch.setattr(os, "posix_fadvise", lambda *facts: asked.append(facts[3]), raising=False)
    monkeypatch.setattr(os, "POSIX_FADV_DONTNEED", 4, raising=False)
    copy_to_second_place(backup.path, stick)
    monkeypatch.delattr(os, "posix_fadvise")
    copy_to_second_place(backup.path, stick)
    assert asked == [4]


def test_a_copy_that_does_not_read_back_is_removed(
    backup: Backup, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "coachdesk.crypto.backups.second_place.check_checksum", raising(DamagedBackupError(name="copy"))
    )
    with pytest.raises(DamagedBackupError):
        copy_to_second_place(backup.path, stick)
    assert list(stick.iterdir()) == []


def test_a_missing_stick_is_told_calmly(backup: Backup, stick: Path) -> None:
    with pytest.raises(AbsentPlaceError, match="not there right now"):
        copy_to_second_place(backup.path, stick / "unplugged")


def test_a_full_stick_is_told(backup: Backup, stick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.fsync", raising(OSError(28, "No space left on device")))
    with pytest.raises(DiskFullError):
        copy_to_second_place(backup.path, stick)
    assert list(stick.iterdir()) == []


def test_a_backup_that_is_gone_is_told(backup: Backup, stick: Path) -> None:
    backup.path.unlink()
    with pytest.raises(StorageError):
        copy_to_second_place(backup.path, stick)


def test_the_stick_thins_out_but_only_this_vaults(
    maker: BackupMaker, connection: Connection, backup: Backup, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("KEPT_LAST", "KEPT_DAYS", "KEPT_WEEKS", "KEPT_MONTHS"):
        monkeypatch.setattr(f"coachdesk.crypto.backups.rotation.{name}", 1)
    strangers = [stick / "CoachDesk-2020-01-01-000000-1.coachdesk-backup", stick / "holiday.jpg"]
    for path in strangers:
        path.touch()
    copy_to_second_place(backup.path, stick)
    later = maker.make(connection, MADE_AT + timedelta(hours=1))
    copy = copy_to_second_place(later.path, stick)
    assert set(stick.iterdir()) == {copy, *strangers}
    assert len(Shelf(stick).backups()) == 2


def test_what_a_pulled_stick_has_left_goes_after_a_day(backup: Backup, stick: Path) -> None:
    old, fresh = stick / ".CoachDesk-2026-05.0a1b.tmp", stick / ".CoachDesk-2026-05.0c2d.tmp"
    for path in (old, fresh):
        path.touch()
    os.utime(old, (0, 0))
    copy = copy_to_second_place(backup.path, stick)
    assert set(stick.iterdir()) == {copy, fresh}
