"""Faults 17, 27, 28 and 29: what befalls a backup costs no other one, and everything comes back."""

import hashlib
import json
import shutil
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from coachdesk.backup_keeper import BackupKeeper
from coachdesk.crypto import vault
from coachdesk.crypto.backups import reading
from coachdesk.crypto.backups.making import BackupMaker
from coachdesk.crypto.backups.manifest import DamagedBackupError, NewerBackupError
from coachdesk.crypto.backups.reading import OpenedBackup, open_with_passphrase, open_with_words
from coachdesk.crypto.backups.restoring import restore
from coachdesk.crypto.backups.watch import Progress, Stage
from coachdesk.crypto.connection import Connection, Cursor
from coachdesk.crypto.opened import OpenedVault
from coachdesk.errors import DamagedVaultError, DiskFullError, KnownError
from coachdesk.models.clock import Clock
from coachdesk.models.document_check import altered_documents
from coachdesk.opening import connect
from coachdesk.sample.vault import PASSPHRASE
from tests.conftest import NOW
from tests.drivers.first_start import Entrance
from tests.drivers.keyboard import wait_until
from tests.drivers.practice import CHEAP, make_vault
from tests.drivers.practice import PASSPHRASE as VAULT_PASSPHRASE
from tests.faults.disks import small_disk

DATA = Path(__file__).resolve().parents[1] / "data"
NEW = "another river of words"
Snapshot = dict[str, list[str]]


@pytest.fixture
def old(tmp_path: Path) -> Iterator[OpenedVault]:
    """Open a copy of the vault of the first release."""
    folder = tmp_path / "old.coachdesk"
    shutil.copytree(DATA / "v1.coachdesk", folder)
    with vault.unlock(folder, PASSPHRASE) as opened:
        yield opened


@pytest.fixture
def maker(old: OpenedVault) -> BackupMaker:
    return old.backup_maker()


@pytest.fixture
def backup(old: OpenedVault, maker: BackupMaker) -> Path:
    with closing(old.connect()) as connection:
        return maker.make(connection, NOW).path


def snapshot(connection: Connection) -> Snapshot:
    """Return a fingerprint of every row of every table."""
    tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    return {
        table: sorted(
            hashlib.sha256(repr(row).encode()).hexdigest()
            for row in connection.execute(f'SELECT * FROM "{table}"')  # noqa: S608  (a name just read)
        )
        for table in tables
    }


def content_of(folder: Path, passphrase: str) -> Snapshot:
    with vault.unlock(folder, passphrase) as opened, closing(opened.connect()) as connection:
        return snapshot(connection)


def pdfs_are_whole(folder: Path, passphrase: str) -> bool:
    with vault.unlock(folder, passphrase) as opened, closing(opened.connect()) as connection:
        kept = connection.execute("SELECT sha256, pdf FROM version_pdf").fetchall()
    return bool(kept) and all(hashlib.sha256(pdf).hexdigest() == digest for digest, pdf in kept)


# 29: the restore drill


@pytest.mark.fault(29)
@pytest.mark.parametrize("way_in", ["passphrase", "words"])
def test_everything_comes_back_from_the_backup_alone(
    old: OpenedVault, backup: Path, tmp_path: Path, way_in: str
) -> None:
    with closing(old.connect()) as connection:
        before = snapshot(connection)
    words = " ".join(old.recovery_words())
    alone = Path(shutil.copy(backup, tmp_path / "alone.coachdesk-backup"))
    old.close()
    shutil.rmtree(old.folder)
    by_words = way_in == "words"
    with open_with_words(alone, words) if by_words else open_with_passphrase(alone, PASSPHRASE) as opened:
        restore(opened, tmp_path / "Back.coachdesk", NEW, cost=CHEAP)
    assert content_of(tmp_path / "Back.coachdesk", NEW) == before
    assert pdfs_are_whole(tmp_path / "Back.coachdesk", NEW)


@pytest.mark.fault(29)
def test_a_restored_old_vault_opens_today_with_every_document_as_signed(backup: Path, tmp_path: Path) -> None:
    back = tmp_path / "Back.coachdesk"
    with open_with_passphrase(backup, PASSPHRASE) as opened:
        restore(opened, back, NEW, cost=CHEAP)
    kept = json.loads((DATA / "v1.json").read_text(encoding="utf-8"))["tables"]
    with vault.unlock(back, NEW) as unlocked, closing(connect(unlocked)) as connection:
        for table, facts in kept.items():
            count = connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608  (our own name)
            assert (table, count) == (table, facts["rows"])
        assert altered_documents(connection) == ()


@pytest.mark.fault(29)
def test_a_rehearsal_of_an_old_vault_finds_all_documents_and_changes_nothing(backup: Path) -> None:
    before = backup.read_bytes()
    with open_with_passphrase(backup, PASSPHRASE) as opened:
        assert opened.check(inspect=altered_documents) == ()
    assert (backup.read_bytes(), list(backup.parent.iterdir())) == (before, [backup])


# 28: the backup itself is hit


def flip(path: Path, at: int) -> None:
    raw = bytearray(path.read_bytes())
    raw[at] ^= 1
    path.write_bytes(raw)


def try_out(path: Path) -> OpenedBackup:
    with open_with_passphrase(path, PASSPHRASE) as opened:
        opened.check()
        return opened


@pytest.mark.fault(28)
@pytest.mark.parametrize("part", range(8))
def test_a_flipped_bit_anywhere_is_found_at_once(backup: Path, part: int) -> None:
    flip(backup, part * backup.stat().st_size // 8 + 40)
    with pytest.raises(DamagedBackupError):
        open_with_passphrase(backup, PASSPHRASE)


@pytest.mark.fault(28, control=True)
def test_without_the_checksum_it_would_be_found_later_or_not_at_all(
    backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flip(backup, -200)  # in the archive's directory, which no checksum of a member covers
    with pytest.raises(KnownError):
        try_out(backup)
    flip(backup, -200)
    at = backup.read_bytes().rindex(b"PK\x01\x02") + 12  # a date that says nothing
    flip(backup, at)
    monkeypatch.setattr(reading, "check_checksum", lambda _path, _tell: None)
    try_out(backup)


@pytest.mark.fault(28)
@pytest.mark.parametrize("share", [0.0, 0.3, 0.999])
def test_a_truncated_one_is_found_at_once(backup: Path, share: float) -> None:
    backup.write_bytes(backup.read_bytes()[: int(share * backup.stat().st_size)])
    with pytest.raises(DamagedBackupError):
        open_with_passphrase(backup, PASSPHRASE)


@pytest.mark.fault(28)
def test_one_of_a_newer_coachdesk_is_refused_politely(backup: Path) -> None:
    raw = backup.read_bytes()
    backup.write_bytes(raw.replace(b'"format":1,"gen', b'"format":2,"gen'))
    with pytest.raises(KnownError) as caught:
        open_with_passphrase(backup, PASSPHRASE)
    assert isinstance(caught.value, NewerBackupError | DamagedBackupError)
    assert backup.stat().st_size == len(raw)


@pytest.mark.fault(28)
def test_one_of_a_damaged_vault_is_never_kept_and_the_last_good_one_is(
    old: OpenedVault, maker: BackupMaker, backup: Path
) -> None:
    flip(old.folder / "practice.db", 150 * 4096 + 77)
    with closing(old.connect()) as connection, pytest.raises(DamagedVaultError):
        maker.make(connection, NOW + timedelta(days=1))
    assert [one.path for one in maker.shelf.backups()] == [backup]
    try_out(backup)


@pytest.mark.fault(28, control=True)
def test_without_the_look_at_the_cipher_zeros_would_pass_for_a_good_copy(
    old: OpenedVault, maker: BackupMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    flip(old.folder / "practice.db", 282 * 4096 + 77)  # the last page of a document: no check misses its link
    with closing(old.connect()) as connection, pytest.raises(DamagedVaultError):
        maker.make(connection, NOW)
    monkeypatch.setattr(Cursor, "_proven", lambda _cursor, rows: rows)
    with closing(old.connect()) as connection:
        assert maker.make(connection, NOW).is_sound


# 17: the disk is full


@pytest.mark.fault(17)
def test_a_really_full_disk_costs_no_backup_that_is_there(
    old: OpenedVault, maker: BackupMaker, backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with small_disk(tmp_path / "disk") as disk:
        monkeypatch.setattr(maker.shelf, "folder", disk)
        with closing(old.connect()) as connection:
            with pytest.raises(DiskFullError):
                maker.make(connection, NOW + timedelta(days=1))
            connection.execute("UPDATE vault_meta SET value = value WHERE key = 'generation'")
        assert list(disk.iterdir()) == []
    try_out(backup)


@pytest.mark.fault(17)
def test_a_restore_to_a_full_disk_leaves_nothing(backup: Path, tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk, open_with_passphrase(backup, PASSPHRASE) as opened:
        with pytest.raises(DiskFullError):
            restore(opened, disk / "Back.coachdesk", NEW, cost=CHEAP)
        assert list(disk.iterdir()) == []


# 27: the vault locks while a backup is made


@pytest.fixture
def folder(tmp_path: Path, clock: Clock) -> Path:
    return make_vault(tmp_path / "MyPractice.coachdesk", clock)


def backups_in(folder: Path) -> list[str]:
    return [path.suffix for path in (folder / "backups").glob("*")]


def open_desk(entrance: Entrance, folder: Path) -> None:
    entrance.settings.vault = folder
    entrance.open()
    entrance.unlock()
    entrance.wait_for("A quiet desk")


def test_quitting_makes_a_backup_of_what_has_changed(entrance: Entrance, folder: Path) -> None:
    open_desk(entrance, folder)
    entrance.quit()
    assert backups_in(folder) == [".coachdesk-backup"]
    with vault.unlock(folder, VAULT_PASSPHRASE) as opened:
        maker = opened.backup_maker()
        assert maker.check(maker.shelf.backups()[0].path, NOW) == ()


@pytest.mark.fault(27)
@pytest.mark.parametrize("stage", [Stage.COPYING, Stage.PACKING, Stage.CHECKING])
def test_quitting_in_the_middle_of_one_leaves_nothing_and_hangs_nowhere(
    entrance: Entrance, folder: Path, monkeypatch: pytest.MonkeyPatch, stage: Stage
) -> None:
    reached = threading.Event()
    real = BackupKeeper._watch  # noqa: SLF001

    def dawdle(keeper: BackupKeeper, progress: Progress) -> None:
        if progress.stage is stage:
            reached.set()
            keeper._stopping.wait(10)  # noqa: SLF001
        real(keeper, progress)

    monkeypatch.setattr(BackupKeeper, "_watch", dawdle)
    open_desk(entrance, folder)
    entrance.keys.press("Ctrl+Shift+K")
    entrance.keys.push("Back up now")
    wait_until(reached.is_set, "for the backup to get there")
    entrance.quit()
    assert backups_in(folder) == []
    vault.unlock(folder, VAULT_PASSPHRASE).close()
