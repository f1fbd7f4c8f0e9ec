import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from coachdesk.crypto import vault
from coachdesk.crypto.connection import PAGE_BYTES, Connection
from coachdesk.crypto.health import CutShortError, quick_look
from coachdesk.crypto.opened import OpenedVault
from coachdesk.crypto.survey import LostRows
from coachdesk.errors import DamagedVaultError, InvalidInputError
from tests.crypto.conftest import PASSPHRASE, Files
from tests.crypto.ruins import ruin


@pytest.fixture
def full(files: Files) -> Iterator[OpenedVault]:
    """Return a vault with a table of some pages."""
    with vault.unlock(files.folder, PASSPHRASE) as opened:
        with closing(opened.connect()) as connection:
            connection.execute("CREATE TABLE note (id TEXT PRIMARY KEY, words TEXT) STRICT")
            connection.executemany(
                "INSERT INTO note VALUES (?, ?)", [(f"{n}", "y" * 3000) for n in range(40)]
            )
        yield opened


def save_notes(opened: OpenedVault, folder: Path) -> tuple[LostRows, ...]:
    found: list[tuple[LostRows, ...]] = []
    opened.examiner().save_readable(folder, lambda _connection, lost: found.append(lost))
    return found[0]


def pages_of(files: Files) -> int:
    return files.database.stat().st_size // PAGE_BYTES


def test_a_whole_vault_has_no_problems_and_nothing_lost(full: OpenedVault) -> None:
    assert (full.examiner().problems(), full.examiner().lost()) == ((), ())


def test_problems_are_found_beside_the_connection_that_writes(files: Files, full: OpenedVault) -> None:
    ruin(files.database, pages_of(files))
    with closing(full.connect()) as connection:
        connection.execute("BEGIN IMMEDIATE")
        assert len(full.examiner().problems()) == 2


def test_a_vault_that_does_not_open_has_problems_too(files: Files) -> None:
    ruin(files.database, 1)
    with vault.unlock_damaged(files.folder, PASSPHRASE) as opened:
        assert opened.examiner().problems() == (
            "cipher_integrity_check: wrong-key",
            "integrity_check: wrong-key",
        )


def test_a_check_may_be_stopped_between_its_parts(full: OpenedVault) -> None:
    def stop(done: int, _total: int) -> None:
        if done:
            raise InvalidInputError

    with pytest.raises(InvalidInputError):
        full.examiner().problems(stop)


def test_what_can_be_read_is_a_vault_of_its_own(files: Files, full: OpenedVault, tmp_path: Path) -> None:
    ruin(files.database, pages_of(files))
    [lost] = save_notes(full, tmp_path / "New")
    with vault.unlock_with_words(tmp_path / "New", files.words) as saved, closing(saved.connect()) as opened:
        assert saved.vault_id == full.vault_id
        [count] = opened.execute("SELECT count(*) FROM note").fetchone()
        assert count == 40 - len(lost.keys) < 40
        assert opened.execute("PRAGMA application_id").fetchone() == (0x436F4465,)


def test_a_vault_that_lost_its_name_gets_it_back(files: Files, full: OpenedVault, tmp_path: Path) -> None:
    with closing(full.connect()) as connection:
        sql = "SELECT rootpage FROM sqlite_schema WHERE name = 'vault_meta'"
        [root] = connection.execute(sql).fetchone()
    ruin(files.database, root)
    save_notes(full, tmp_path / "New")
    vault.unlock(tmp_path / "New", PASSPHRASE).close()


def test_it_is_no_vault_before_all_of_it_is_done(full: OpenedVault, tmp_path: Path) -> None:
    def look(_connection: Connection, _lost: tuple[LostRows, ...]) -> None:
        names.extend(path.name for path in (tmp_path / "New").iterdir())

    names: list[str] = []
    full.examiner().save_readable(tmp_path / "New", look)
    assert "practice.db" not in names
    assert "practice.db.unfinished" not in [path.name for path in (tmp_path / "New").iterdir()]


def test_what_fails_at_the_end_leaves_nothing(full: OpenedVault, tmp_path: Path) -> None:
    def fail(_connection: Connection, _lost: tuple[LostRows, ...]) -> None:
        raise InvalidInputError

    with pytest.raises(InvalidInputError):
        full.examiner().save_readable(tmp_path / "New", fail)
    assert not (tmp_path / "New").exists()


def test_the_first_look_finds_a_table_whose_first_page_is_ruined(files: Files, full: OpenedVault) -> None:
    with closing(full.connect()) as connection:
        sql = "SELECT rootpage FROM sqlite_schema WHERE name = 'note'"
        [root] = connection.execute(sql).fetchone()
    full.close()
    ruin(files.database, root)
    with vault.unlock(files.folder, PASSPHRASE) as opened:
        assert opened.first_look == ("the first page of note does not decrypt",)


def test_the_first_look_finds_nothing_in_a_whole_vault(full: OpenedVault) -> None:
    with closing(full.connect()) as connection:
        assert quick_look(connection) == ()
    full.examiner().insist_on_all_pages()


@pytest.mark.parametrize("cut", [1, 5])
def test_missing_pages_are_said_to_be_missing(files: Files, full: OpenedVault, cut: int) -> None:
    full.close()
    os.truncate(files.database, files.database.stat().st_size - cut * PAGE_BYTES)
    with pytest.raises(CutShortError, match="a part of it is missing"):
        vault.unlock(files.folder, PASSPHRASE)


def test_other_damage_is_not_taken_for_missing_pages(files: Files, full: OpenedVault) -> None:
    full.close()
    ruin(files.database, 1)
    with pytest.raises(DamagedVaultError) as failed:
        vault.unlock(files.folder, PASSPHRASE)
    assert not isinstance(failed.value, CutShortError)
