"""Controls for faults whose tests are elsewhere: a protection is taken away, and the fault shows."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from coachdesk.crypto import connection, database, folder_lock, keystore, slots, vault
from coachdesk.crypto.backups import restoring
from coachdesk.crypto.backups.making import back_up
from coachdesk.crypto.backups.reading import open_with_passphrase
from coachdesk.crypto.connection import (
    Access,
    Connection,
    WrongKeyError,
    find_damage,
    mapped_errors,
    open_database,
)
from coachdesk.crypto.folder_lock import FolderLock
from coachdesk.crypto.keyfile import DamagedKeyFileError, parse
from coachdesk.crypto.pages import Pages
from coachdesk.crypto.salvage import salvage
from coachdesk.crypto.secret import Secret
from coachdesk.errors import DamagedVaultError, DiskFullError, ReadOnlyError, VaultInUseError
from tests.conftest import NOW
from tests.crypto.conftest import CHEAP, PASSPHRASE, Files, files
from tests.crypto.ruins import COUNTS, KEY, SALT, make, rows_of, ruin
from tests.crypto.test_vault import OTHER
from tests.faults.disks import read_only_disk, small_disk

__all__ = ["files"]

FIRST_BYTES = 16


def rows_read(path: Path, table: str) -> int:
    """Count the rows that a program sees which reads a table until it can't."""
    seen = 0
    with closing(open_database(path, KEY, SALT, access=Access.READ_ONLY)) as opened:
        try:
            with mapped_errors():
                for _row in opened.execute(f"SELECT id FROM {table} NOT INDEXED"):  # noqa: S608  (our own)
                    seen += 1
        except DamagedVaultError:
            pass
    return seen


@pytest.mark.fault(10, control=True)
def test_reading_to_the_ruined_page_would_lose_all_behind_it(tmp_path: Path) -> None:
    source, target = tmp_path / "practice.db", tmp_path / "saved.db"
    make(source)
    ruin(source, _page_that_stops_a_reader(source, tmp_path))
    with Pages(source, KEY, SALT) as pages, closing(open_database(target, KEY, SALT, create=True)) as saved:
        salvage(pages, saved, lambda _done, _total: None)
        kept = len(rows_of(saved, "note"))
    assert rows_read(source, "note") + 100 < kept


def _page_that_stops_a_reader(source: Path, folder: Path) -> int:
    """Return a page whose loss stops who reads the notes in their first third."""
    for page in range(2, source.stat().st_size // connection.PAGE_BYTES):
        attempt = Path(shutil.copy(source, folder / "attempt.db"))
        ruin(attempt, page)
        if rows_read(attempt, "note") < COUNTS["note"] / 3:
            return page
    raise AssertionError


@contextmanager
def keys_with_the_salt_of(path: Path, master: Secret) -> Iterator[tuple[Secret, bytes]]:
    """Lend the keys as SQLCipher itself has them: the salt is read from the file."""
    with DERIVED(master) as (key, _salt):
        yield key, path.read_bytes()[:FIRST_BYTES]


DERIVED = database.keys_of


@pytest.mark.fault(11, control=True)
def test_with_the_salt_in_the_file_alone_ruined_first_bytes_would_lose_it(
    files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "keys_of", lambda master: keys_with_the_salt_of(files.database, master))
    vault.unlock(files.folder, PASSPHRASE).close()
    files.database.write_bytes(bytes(FIRST_BYTES) + files.database.read_bytes()[FIRST_BYTES:])
    with pytest.raises(WrongKeyError):
        vault.unlock(files.folder, PASSPHRASE)


@pytest.mark.fault(12, control=True)
def test_without_a_look_before_an_empty_file_would_become_a_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "_refuse_what_is_no_database", lambda _path: None)
    path = tmp_path / "practice.db"
    path.touch()
    with closing(open_database(path, KEY, SALT)) as opened:
        opened.execute("CREATE TABLE note (text TEXT)")
    assert path.stat().st_size > 0


def crashed(files: Files, to: Path) -> Path:
    """Return a vault that a crash left in the middle of a big save, without its journal."""
    with vault.unlock(files.folder, PASSPHRASE) as opened, closing(opened.connect()) as writing:
        writing.execute("CREATE TABLE note (text TEXT) STRICT")
        writing.executemany("INSERT INTO note VALUES (?)", [("before " * 200,)] * 200)
        writing.execute("PRAGMA cache_size = 5")
        writing.execute("BEGIN IMMEDIATE")
        writing.execute("UPDATE note SET text = replace(text, 'before', 'behind')")
        shutil.copytree(files.folder, to)
        writing.execute("ROLLBACK")
    (to / "practice.db-journal").unlink()
    return to


def beginnings(opened: Connection) -> set[str]:
    return {text[:6] for (text,) in opened.execute("SELECT text FROM note").fetchall()}


@pytest.mark.fault(13, control=True)
def test_without_its_journal_a_big_save_would_be_half_of_each(files: Files, tmp_path: Path) -> None:
    folder = crashed(files, tmp_path / "Crashed.coachdesk")
    with vault.unlock_damaged(folder, PASSPHRASE) as opened, closing(opened.connect()) as reading:
        assert beginnings(reading) == {"before", "behind"}


@pytest.fixture
def small(files: Files, tmp_path: Path) -> Iterator[Files]:
    """Return a vault on a disk that its key files have filled up."""
    with small_disk(tmp_path / "stick") as stick:
        for path in (files.keys, files.copy):
            shutil.copy(path, stick)
        with pytest.raises(OSError, match="No space"):
            (stick / "photos").write_bytes(bytes(65_536))
        yield Files(stick, files.words)


def write_slot(small: Files) -> None:
    found = keystore.KeyStore(small.folder).unlock(PASSPHRASE)
    slot = slots.seal(found.master, OTHER, CHEAP, found.keys.vault_id)
    keystore.KeyStore(small.folder).put(slot, OTHER, found.master, found.keys.vault_id)


@pytest.mark.fault(17)
def test_a_full_disk_leaves_the_key_files_as_they_are(small: Files) -> None:
    before = (small.keys.read_bytes(), small.copy.read_bytes())
    with pytest.raises(DiskFullError):
        write_slot(small)
    assert (small.keys.read_bytes(), small.copy.read_bytes()) == before


def write_in_place(path: Path, content: bytes, **_: object) -> None:
    """Write as most programs do, on a disk that takes a part of it."""
    with path.open("wb") as file:
        file.write(content[: len(content) // 2])
        file.flush()
        os.fsync(file.fileno())
    raise DiskFullError


@pytest.mark.fault(17, control=True)
def test_written_in_place_the_key_file_would_be_lost(small: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keystore, "write_atomically", write_in_place)
    with pytest.raises(DiskFullError):
        write_slot(small)
    with pytest.raises(DamagedKeyFileError):
        parse(small.keys.read_bytes())


@pytest.mark.fault(18, control=True)
def test_a_lock_that_must_be_written_would_keep_everybody_out(
    files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    with read_only_disk(files.folder):
        vault.unlock(files.folder, PASSPHRASE).close()
        monkeypatch.setattr(vault, "_lock_of", FolderLock)
        with pytest.raises(ReadOnlyError):
            vault.unlock(files.folder, PASSPHRASE)


@pytest.mark.fault(19, control=True)
def test_without_the_systems_lock_a_second_one_would_come_in(
    files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    with vault.unlock(files.folder, PASSPHRASE):
        with pytest.raises(VaultInUseError):
            vault.unlock(files.folder, PASSPHRASE)
        monkeypatch.setattr(folder_lock, "_lock", lambda _descriptor: None)
        vault.unlock(files.folder, PASSPHRASE).close()


def lose_a_row(check: Callable[[Connection, str], tuple[str, ...]]) -> Callable[..., tuple[str, ...]]:
    """Let a row be gone before the restored vault is checked."""

    def after(opened: Connection, name: str) -> tuple[str, ...]:
        opened.execute("DELETE FROM note WHERE rowid = 1")
        return check(opened, name)

    return after


@pytest.mark.fault(29, control=True)
def test_without_counting_again_a_restore_could_lose_a_row(
    files: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with vault.unlock(files.folder, PASSPHRASE) as opened:
        with closing(opened.connect()) as writing:
            writing.execute("CREATE TABLE note (text TEXT) STRICT")
            writing.executemany("INSERT INTO note VALUES (?)", [("one",), ("two",)])
        backup = back_up(opened, NOW).path
    monkeypatch.setattr(restoring, "find_damage", lose_a_row(find_damage))
    with open_with_passphrase(backup, PASSPHRASE) as held:
        with pytest.raises(DamagedVaultError):
            restoring.restore(held, tmp_path / "Back.coachdesk", OTHER, cost=CHEAP)
        monkeypatch.setattr(restoring, "row_counts", lambda _connection: held.inventory.rows)
        restoring.restore(held, tmp_path / "Back.coachdesk", OTHER, cost=CHEAP)
