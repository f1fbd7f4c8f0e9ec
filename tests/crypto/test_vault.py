import errno
import json
import shutil
from contextlib import closing
from pathlib import Path

import pytest

from coachdesk.crypto import keystore, vault
from coachdesk.crypto import opened as opened_module
from coachdesk.crypto.connection import WrongKeyError
from coachdesk.crypto.kdf import Cost
from coachdesk.crypto.keystore import Copies
from coachdesk.crypto.vault import NoVaultError, OpenedVault
from coachdesk.errors import (
    DamagedVaultError,
    DiskFullError,
    InvalidInputError,
    KnownError,
    NewerVaultError,
    ReadOnlyError,
    StorageError,
    VaultInUseError,
    WrongPassphraseError,
    WrongWordsError,
)
from tests.crypto.conftest import CHEAP, PASSPHRASE, Files, make_files
from tests.crypto.test_keyfile import edited

OTHER = "another quiet passphrase"
FILES = {".lock", "practice.db", "practice.keys", "practice.keys.bak"}
PAGE = 4096


def snapshot(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != ".lock"}


def test_a_new_vault_has_these_files_and_no_more(files: Files) -> None:
    assert {path.name for path in files.folder.iterdir()} == FILES


def test_folder_and_files_belong_to_their_owner_alone(files: Files) -> None:
    assert files.folder.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in files.folder.iterdir()} == {0o600}


def test_an_empty_folder_is_taken_and_closed_to_others(tmp_path: Path) -> None:
    folder = tmp_path / "empty"
    folder.mkdir(mode=0o755)
    make_files(folder)
    assert folder.stat().st_mode & 0o777 == 0o700


def test_the_passphrase_opens_it(files: Files) -> None:
    with vault.unlock(files.folder, PASSPHRASE) as opened, closing(opened.connect()) as connection:
        rows = dict(connection.execute("SELECT key, value FROM vault_meta"))
    assert rows == {"vault_id": opened.vault_id, "format": "1", "generation": "0"}
    assert opened.copies is Copies.ALIKE


def test_it_is_marked_as_ours(opened: OpenedVault) -> None:
    with closing(opened.connect()) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (0x436F4465,)


@pytest.mark.parametrize("wrong", ["", "x", PASSPHRASE + " ", PASSPHRASE.title(), "y" * 10_000, "🦔🌧️🚲🎻🧦"])
def test_no_other_passphrase_opens_it(files: Files, wrong: str) -> None:
    before = snapshot(files.folder)
    with pytest.raises(WrongPassphraseError):
        vault.unlock(files.folder, wrong)
    assert snapshot(files.folder) == before


def test_after_a_refusal_the_lock_is_free(files: Files) -> None:
    with pytest.raises(WrongPassphraseError):
        vault.unlock(files.folder, "x")
    vault.unlock(files.folder, PASSPHRASE).close()


def test_only_one_may_have_it_open(files: Files, opened: OpenedVault) -> None:
    with pytest.raises(VaultInUseError):
        vault.unlock(files.folder, PASSPHRASE)
    with pytest.raises(VaultInUseError):
        vault.unlock_with_words(files.folder, files.words)


@pytest.mark.parametrize("name", ["practice.db", "practice.keys", "letter.txt"])
def test_a_folder_in_use_is_refused_and_left_alone(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"mine")
    with pytest.raises(InvalidInputError, match="in use already"):
        vault.create(tmp_path, PASSPHRASE, cost=CHEAP)
    assert snapshot(tmp_path) == {name: b"mine"}


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(KnownError):
        vault.create(tmp_path / "file", PASSPHRASE, cost=CHEAP)
    with pytest.raises(StorageError):
        vault.create(tmp_path / "file" / "inside", PASSPHRASE, cost=CHEAP)


def test_a_folder_that_can_not_be_read_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_self: Path) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refuse)
    with pytest.raises(ReadOnlyError):
        vault.create(tmp_path, PASSPHRASE, cost=CHEAP)


def test_a_short_passphrase_makes_nothing(tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError):
        vault.create(tmp_path / "new", "short", cost=CHEAP)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("step", ["create_database", "set_passphrase", "connect"])
@pytest.mark.parametrize("failure", [DiskFullError, KeyboardInterrupt])
def test_half_a_creation_leaves_nothing(
    tmp_path: Path, step: str, failure: type[BaseException], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise failure

    monkeypatch.setattr(OpenedVault, step, fail)
    with pytest.raises(failure):
        vault.create(tmp_path / "a" / "b" / "Mine.coachdesk", PASSPHRASE, cost=CHEAP)
    assert list(tmp_path.iterdir()) == []


def test_half_a_creation_keeps_a_folder_that_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise DiskFullError

    monkeypatch.setattr(keystore, "write_atomically", fail)
    with pytest.raises(DiskFullError):
        vault.create(tmp_path, PASSPHRASE, cost=CHEAP)
    assert list(tmp_path.iterdir()) == []


def test_who_comes_second_to_an_empty_folder_takes_nothing_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "Mine.coachdesk"
    really = Path.mkdir

    def another_is_quicker(self: Path, *args: int, **kwargs: bool) -> None:
        monkeypatch.setattr(Path, "mkdir", really)
        make_files(folder)

    monkeypatch.setattr(Path, "mkdir", another_is_quicker)
    with pytest.raises(InvalidInputError):
        vault.create(folder, OTHER, cost=CHEAP)
    vault.unlock(folder, PASSPHRASE).close()


@pytest.mark.parametrize("name", ["", "missing"])
def test_where_no_vault_is_nothing_is_made(tmp_path: Path, name: str) -> None:
    with pytest.raises(NoVaultError, match="no vault in"):
        vault.unlock(tmp_path / name, PASSPHRASE)
    assert list(tmp_path.iterdir()) == []


def test_words_and_database_alone_open_it_elsewhere(files: Files, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    shutil.copy(files.database, elsewhere)
    with vault.unlock_with_words(elsewhere, files.words) as opened:
        opened.set_passphrase(OTHER, cost=CHEAP)
    with vault.unlock(elsewhere, OTHER) as again:
        assert again.vault_id == opened.vault_id
        assert " ".join(again.recovery_words()) == files.words


def test_words_open_it_when_the_key_files_are_damaged(files: Files) -> None:
    for path in (files.keys, files.copy):
        path.write_bytes(b"")
    with vault.unlock_with_words(files.folder, files.words.upper()) as opened:
        opened.set_passphrase(OTHER, cost=CHEAP)
    vault.unlock(files.folder, OTHER).close()


def test_words_of_another_vault_are_told_from_damage(files: Files, tmp_path: Path) -> None:
    other = make_files(tmp_path / "other")
    with pytest.raises(WrongWordsError, match="do not open this vault"):
        vault.unlock_with_words(files.folder, other.words)


def test_right_words_are_not_blamed_for_a_damaged_database(files: Files) -> None:
    files.database.write_bytes(b"x" * 3 * PAGE)
    with pytest.raises(WrongKeyError):
        vault.unlock_with_words(files.folder, files.words)


def test_words_that_are_none_are_refused_and_the_lock_is_free(files: Files) -> None:
    with pytest.raises(WrongWordsError):
        vault.unlock_with_words(files.folder, "one two three")
    vault.unlock(files.folder, PASSPHRASE).close()


def test_a_passphrase_change_shuts_out_the_old_one(files: Files) -> None:
    vault.change_passphrase(files.folder, PASSPHRASE, OTHER, cost=CHEAP)
    vault.unlock(files.folder, OTHER).close()
    with pytest.raises(WrongPassphraseError):
        vault.unlock(files.folder, PASSPHRASE)


def test_a_passphrase_change_leaves_words_and_database_as_they_are(files: Files) -> None:
    before = files.database.read_bytes()
    vault.change_passphrase(files.folder, PASSPHRASE, OTHER, cost=CHEAP)
    assert files.database.read_bytes() == before
    vault.unlock_with_words(files.folder, files.words).close()


def test_each_change_raises_the_generation(files: Files) -> None:
    vault.change_passphrase(files.folder, PASSPHRASE, OTHER, cost=CHEAP)
    assert json.loads(files.keys.read_bytes().splitlines()[1])["generation"] == 2


def test_a_short_new_passphrase_changes_nothing(files: Files) -> None:
    before = snapshot(files.folder)
    with pytest.raises(InvalidInputError):
        vault.change_passphrase(files.folder, PASSPHRASE, "short", cost=CHEAP)
    assert snapshot(files.folder) == before


def test_an_open_vault_changes_its_passphrase_too(files: Files, opened: OpenedVault) -> None:
    opened.change_passphrase(PASSPHRASE, OTHER, cost=CHEAP)
    opened.check_passphrase(OTHER)
    with pytest.raises(WrongPassphraseError):
        opened.change_passphrase(PASSPHRASE, OTHER, cost=CHEAP)


def test_a_newer_key_file_is_not_written_over(files: Files) -> None:
    newer = edited(reader=3)
    files.keys.write_bytes(newer)
    with (
        vault.unlock_with_words(files.folder, files.words) as opened,
        pytest.raises(NewerVaultError),
    ):
        opened.set_passphrase(OTHER, cost=CHEAP)
    assert files.keys.read_bytes() == newer


def test_the_cost_is_measured_where_none_is_given(files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    measured = Cost(memory_kib=128, iterations=1, lanes=2)
    monkeypatch.setattr(opened_module, "calibrate", lambda _memory: measured)
    vault.change_passphrase(files.folder, PASSPHRASE, OTHER)
    assert json.loads(files.keys.read_bytes().splitlines()[1])["slots"][0]["kdf"]["m"] == 128


def test_keys_and_database_of_different_vaults_do_not_meet(files: Files, tmp_path: Path) -> None:
    other = make_files(tmp_path / "other")
    shutil.copy(other.database, files.database)
    with pytest.raises(WrongKeyError):
        vault.unlock(files.folder, PASSPHRASE)


@pytest.mark.parametrize(
    ("sql", "error"),
    [
        ("UPDATE vault_meta SET value = 'aa' WHERE key = 'vault_id'", WrongKeyError),
        ("DELETE FROM vault_meta", DamagedVaultError),
        ("DROP TABLE vault_meta", DamagedVaultError),
    ],
)
def test_a_database_of_another_identity_is_refused(files: Files, sql: str, error: type[KnownError]) -> None:
    with vault.unlock(files.folder, PASSPHRASE) as opened, closing(opened.connect()) as connection:
        connection.execute(sql)
    with pytest.raises(error):
        vault.unlock(files.folder, PASSPHRASE)


def test_a_repaired_key_file_is_reported(files: Files) -> None:
    files.keys.unlink()
    with vault.unlock(files.folder, PASSPHRASE) as opened:
        assert opened.copies is Copies.REPAIRED
    assert files.keys.read_bytes() == files.copy.read_bytes()


def test_a_missing_database_is_said_and_not_made(files: Files) -> None:
    files.database.unlink()
    with pytest.raises(DamagedVaultError, match="missing"):
        vault.unlock(files.folder, PASSPHRASE)
    assert not files.database.exists()


def test_ruined_first_bytes_of_the_database_do_not_matter(files: Files) -> None:
    files.database.write_bytes(bytes(16) + files.database.read_bytes()[16:])
    vault.unlock(files.folder, PASSPHRASE).close()
    vault.unlock_with_words(files.folder, files.words).close()


def test_a_whole_vault_passes_its_check(files: Files) -> None:
    assert vault.check(files.folder, PASSPHRASE) == vault.Health(copies=Copies.ALIKE, problems=())


def test_a_check_finds_a_damaged_page(files: Files) -> None:
    with vault.unlock(files.folder, PASSPHRASE) as opened, closing(opened.connect()) as connection:
        connection.execute("CREATE TABLE note (words TEXT) STRICT")
        connection.executemany("INSERT INTO note VALUES (?)", [("y" * 2000,)] * 50)
    content = bytearray(files.database.read_bytes())
    content[-100] ^= 1
    files.database.write_bytes(content)
    assert any("HMAC" in problem for problem in vault.check(files.folder, PASSPHRASE).problems)


def test_closing_wipes_the_key(files: Files) -> None:
    opened = vault.unlock(files.folder, PASSPHRASE)
    opened.close()
    with pytest.raises(Exception, match="wiped"):
        opened.recovery_words()


def test_no_typed_word_lies_on_disk(files: Files, opened: OpenedVault) -> None:
    canary = "kanarienvogel"
    with closing(opened.connect()) as connection:
        connection.execute("CREATE TABLE note (words TEXT) STRICT")
        connection.execute("CREATE VIRTUAL TABLE found USING fts5(words)")
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany("INSERT INTO note VALUES (?)", [(f"{canary} {n}",) for n in range(2000)])
        connection.execute("INSERT INTO found SELECT words FROM note ORDER BY words DESC")
        on_disk = b"".join(path.read_bytes() for path in files.folder.iterdir())
        connection.execute("COMMIT")
        connection.execute("VACUUM")
        on_disk += b"".join(path.read_bytes() for path in files.folder.iterdir())
    secrets = (canary, PASSPHRASE, files.words, files.words.split()[0] + " ")
    assert [text for text in secrets if text.encode() in on_disk or text.encode("utf-16-le") in on_disk] == []
