from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from coachdesk.crypto import vault
from coachdesk.crypto.connection import PAGE_BYTES
from coachdesk.crypto.opened import OpenedVault
from coachdesk.crypto.twin import twin_folder
from coachdesk.errors import DamagedVaultError, InvalidInputError, StorageError
from tests.crypto.conftest import PASSPHRASE, Files

NOW = datetime(2026, 5, 14, 8, 0, tzinfo=UTC)


def test_a_copy_beside_opens_with_the_same_passphrase_and_words(files: Files, opened: OpenedVault) -> None:
    with closing(opened.connect()) as connection:
        files.database.unlink()
        copy = opened.copy_aside(connection)
        folder = copy.own_file.path.parent
        copy.close()
    opened.close()
    assert folder.parent == files.folder.parent
    assert folder.name.startswith(f"{files.folder.stem} rescued ")
    vault.unlock(folder, PASSPHRASE).close()
    vault.unlock_with_words(folder, files.words).close()


def test_the_copy_is_held_as_long_as_the_vault(files: Files, opened: OpenedVault) -> None:
    with closing(opened.connect()) as connection:
        copy = opened.copy_aside(connection)
    copy.close()
    with pytest.raises(Exception, match="open already"):
        vault.unlock(copy.own_file.path.parent, PASSPHRASE)


def test_where_the_folder_is_gone_nothing_is_made(files: Files, opened: OpenedVault) -> None:
    with closing(opened.connect()) as connection:
        files.folder.rename(files.folder.with_name("pulled out"))
        with pytest.raises(StorageError):
            opened.copy_aside(connection)
    assert [path.name for path in files.folder.parent.iterdir()] == ["pulled out"]


def test_a_ruined_page_is_not_copied_as_if_it_were_whole(files: Files, opened: OpenedVault) -> None:
    with closing(opened.connect()) as connection:
        connection.execute("CREATE TABLE note (words TEXT) STRICT")
        connection.execute("INSERT INTO note VALUES (?)", ["y" * 9000])
    content = bytearray(files.database.read_bytes())
    content[-PAGE_BYTES + 100] ^= 1
    files.database.write_bytes(content)
    with closing(opened.connect()) as connection, pytest.raises(DamagedVaultError):
        opened.copy_aside(connection)
    assert list(files.folder.parent.glob("* rescued *")) == []


def test_a_vault_without_key_files_has_a_twin_for_its_words(files: Files, tmp_path: Path) -> None:
    files.keys.unlink()
    files.copy.unlink()
    with twin_folder(tmp_path / "Twin", files.folder) as lock:
        pass
    lock.release()
    assert [path.name for path in (tmp_path / "Twin").iterdir()] == [".lock"]


def test_a_folder_with_something_in_it_is_no_place(files: Files, tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError), twin_folder(files.folder, tmp_path):
        pass


def test_key_files_that_can_not_be_read_are_said(files: Files, tmp_path: Path) -> None:
    files.keys.unlink()
    files.keys.mkdir()
    with pytest.raises(StorageError), twin_folder(tmp_path / "Twin", files.folder):
        pass
    assert not (tmp_path / "Twin").exists()
