from pathlib import Path
from zipfile import ZipFile

import pytest
from attrs import evolve

from coachdesk.crypto.backups.archive import read_label, unpack_database, write_archive
from coachdesk.crypto.backups.manifest import (
    ChangedBackupError,
    DamagedBackupError,
    Inventory,
    NewerBackupError,
    write_manifest,
)
from coachdesk.crypto.backups.reading import (
    OpenedBackup,
    open_with_passphrase,
    open_with_vault_key,
    open_with_words,
)
from coachdesk.crypto.backups.shelf import Backup
from coachdesk.crypto.connection import Connection
from coachdesk.crypto.recovery import master_from
from coachdesk.errors import BugError, StorageError, WrongPassphraseError, WrongWordsError
from tests.crypto.backups.conftest import NOTES
from tests.crypto.backups.test_archive import repacked
from tests.crypto.conftest import PASSPHRASE, Files, make_files

ROWS = {"note": NOTES, "vault_meta": 3}


def silent(_done: int, _total: int) -> None:
    return


def put_together(
    backup: Backup, signer: str, *, keys: bytes | None = None, rows: int = NOTES, generation: int = 1
) -> Path:
    """Write the backup anew from other parts, as the holder of some words could, with a right checksum."""
    label = evolve(read_label(backup.path), generation=generation)
    database = backup.path.with_name("database")
    with database.open("wb") as target:
        unpack_database(backup.path, label, target, silent)
    with ZipFile(backup.path) as archive:
        keys = archive.read("practice.keys") if keys is None else keys
    inventory = Inventory(rows=ROWS | {"note": rows})
    with master_from(signer) as master, backup.path.open("w+b") as target:
        write_archive(
            target,
            database,
            keys or None,
            lambda members: write_manifest(evolve(label, members=members), inventory, master),
            silent,
        )
    database.unlink()
    return backup.path


@pytest.fixture
def other(tmp_path: Path) -> Files:
    return make_files(tmp_path / "Other.coachdesk")


def check(backup: OpenedBackup) -> None:
    with backup:
        backup.check()


def test_the_passphrase_opens_it(backup: Backup) -> None:
    with open_with_passphrase(backup.path, PASSPHRASE) as opened:
        assert opened.inventory.rows == ROWS
        assert opened.check() == ()


def test_the_words_open_it(backup: Backup, files: Files) -> None:
    check(open_with_words(backup.path, files.words))


def test_closing_wipes_the_key(backup: Backup) -> None:
    opened = open_with_passphrase(backup.path, PASSPHRASE)
    opened.close()
    with pytest.raises(BugError):
        opened.master.reveal()


def test_its_records_can_be_looked_at(backup: Backup) -> None:
    def notes(connection: Connection) -> tuple[str, ...]:
        return (str(connection.execute("SELECT count(*) FROM note").fetchone()[0]),)

    with open_with_passphrase(backup.path, PASSPHRASE) as opened:
        assert opened.check(inspect=notes) == (str(NOTES),)


def test_another_passphrase_is_told_of_the_passphrase_of_that_day(backup: Backup) -> None:
    with pytest.raises(WrongPassphraseError, match="passphrase of its day"):
        open_with_passphrase(backup.path, "heron quarry lemon tide")


def test_another_vaults_words_are_told(backup: Backup, other: Files) -> None:
    with pytest.raises(WrongWordsError, match="do not open this backup"):
        open_with_words(backup.path, other.words)


def test_without_a_key_file_the_passphrase_is_sent_to_the_words(backup: Backup, files: Files) -> None:
    put_together(backup, files.words, keys=b"")
    with pytest.raises(WrongPassphraseError, match="Open it with the words"):
        open_with_passphrase(backup.path, PASSPHRASE)
    check(open_with_words(backup.path, files.words))
    with master_from(files.words) as master:
        check(open_with_vault_key(backup.path, master))


def test_a_key_file_that_is_none_is_damage(backup: Backup, files: Files) -> None:
    put_together(backup, files.words, keys=b"stranger")
    with pytest.raises(DamagedBackupError):
        open_with_passphrase(backup.path, PASSPHRASE)


def test_a_key_file_edited_with_its_checksum_is_seen(backup: Backup, files: Files) -> None:
    import hashlib

    lines = files.keys.read_bytes().splitlines(keepends=True)
    lines[2] = b"hmac-sha256 " + b"0" * 64 + b"\n"
    keys = (
        b"".join(lines[:3]) + b"sha-256 " + hashlib.sha256(b"".join(lines[:3])).hexdigest().encode() + b"\n"
    )
    put_together(backup, files.words, keys=keys)
    with pytest.raises(ChangedBackupError):
        open_with_passphrase(backup.path, PASSPHRASE)
    with master_from(files.words) as master, pytest.raises(ChangedBackupError):
        open_with_vault_key(backup.path, master)


def test_a_manifest_by_another_hand_is_seen(backup: Backup, files: Files, other: Files) -> None:
    put_together(backup, other.words)
    with pytest.raises(ChangedBackupError):
        open_with_passphrase(backup.path, PASSPHRASE)
    with pytest.raises(ChangedBackupError):
        open_with_words(backup.path, files.words)
    with master_from(files.words) as master, pytest.raises(ChangedBackupError):
        open_with_vault_key(backup.path, master)


@pytest.mark.parametrize(("rows", "generation"), [(NOTES + 1, 1), (NOTES, 2)])
def test_what_is_inside_must_be_what_the_manifest_says(
    backup: Backup, files: Files, rows: int, generation: int
) -> None:
    put_together(backup, files.words, rows=rows, generation=generation)
    with pytest.raises(DamagedBackupError):
        check(open_with_words(backup.path, files.words))


def test_damage_inside_is_found_even_where_every_checksum_holds(
    backup: Backup, files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coachdesk.crypto.backups.contents.find_damage", lambda _connection, check: (check,))
    with pytest.raises(DamagedBackupError):
        check(open_with_words(backup.path, files.words))


def test_a_newer_one_is_refused_politely(backup: Backup) -> None:
    def renew(members: dict[str, bytes]) -> None:
        members["manifest.json"] = members["manifest.json"].replace(b'"format":1', b'"format":2')

    with pytest.raises(NewerBackupError, match="made by a newer CoachDesk"):
        open_with_passphrase(repacked(backup.path, renew), PASSPHRASE)


def test_no_room_for_the_copy_is_told(backup: Backup) -> None:
    with open_with_passphrase(backup.path, PASSPHRASE) as opened, pytest.raises(StorageError):
        opened.check(folder=backup.path / "nowhere")


def test_on_a_locked_stick_the_copy_lies_elsewhere(
    backup: Backup, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "nowhere yet"
    monkeypatch.setattr("os.access", lambda _path, _how: False)
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(elsewhere))
    with open_with_passphrase(backup.path, PASSPHRASE) as opened:
        with pytest.raises(StorageError):
            opened.check()
        elsewhere.mkdir()
        assert opened.check() == ()
