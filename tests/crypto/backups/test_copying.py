from contextlib import closing
from pathlib import Path

import pytest

from coachdesk.crypto.backups import copying
from coachdesk.crypto.backups.copying import copy_database
from coachdesk.crypto.connection import Connection, Cursor, open_database
from coachdesk.crypto.opened import OpenedVault
from coachdesk.crypto.secret import Secret
from coachdesk.errors import BugError, DamagedVaultError
from tests.crypto.backups.conftest import NOTES, flip, raising
from tests.crypto.conftest import Files

KEY, SALT = Secret(b"k" * 32), b"s" * 16


def silent(_done: int, _total: int) -> None:
    return


def count(path: Path) -> int:
    with closing(open_database(path, KEY, SALT)) as copy:
        return int(copy.execute("SELECT count(*) FROM note").fetchone()[0])


@pytest.fixture(autouse=True)
def small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copying, "STEP_PAGES", 8)


def test_the_copy_holds_what_the_vault_holds(connection: Connection, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    copy_database(connection, tmp_path / "copy", KEY, SALT, lambda done, total: told.append((done, total)))
    assert count(tmp_path / "copy") == NOTES
    assert len(told) > 5
    assert told == sorted(told)
    assert told[-1][0] < told[-1][1]


def test_what_is_saved_between_two_steps_is_in_the_copy(connection: Connection, tmp_path: Path) -> None:
    def save(_done: int, _total: int) -> None:
        connection.execute("INSERT INTO note (words) VALUES ('typed meanwhile')")

    copy_database(connection, tmp_path / "copy", KEY, SALT, save)
    assert count(tmp_path / "copy") == connection.execute("SELECT count(*) FROM note").fetchone()[0] > NOTES


def test_whoever_is_told_can_stop_it(connection: Connection, tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        copy_database(connection, tmp_path / "copy", KEY, SALT, raising(KeyboardInterrupt()))
    connection.execute("INSERT INTO note (words) VALUES ('goes on')")


@pytest.mark.parametrize("page", [5, 60, -2])
def test_a_damaged_page_is_found_and_never_copied_as_zeros(
    files: Files, opened: OpenedVault, connection: Connection, tmp_path: Path, page: int
) -> None:
    connection.close()
    flip(files.database, page * 4096 + 100)
    with closing(opened.connect()) as fresh, pytest.raises(DamagedVaultError):
        copy_database(fresh, tmp_path / "copy", KEY, SALT, silent)


def test_without_the_look_at_the_cipher_it_would_be_copied(
    files: Files, opened: OpenedVault, connection: Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    connection.close()
    flip(files.database, 60 * 4096 + 100)
    monkeypatch.setattr(Cursor, "_proven", lambda _cursor, rows: rows)
    with closing(opened.connect()) as fresh:
        copy_database(fresh, tmp_path / "copy", KEY, SALT, silent)


def test_no_transaction_may_be_open(connection: Connection, tmp_path: Path) -> None:
    connection.execute("BEGIN IMMEDIATE")
    with pytest.raises(BugError):
        copy_database(connection, tmp_path / "copy", KEY, SALT, silent)
    connection.execute("ROLLBACK")


def test_no_transaction_may_be_left_open_between_steps(connection: Connection, tmp_path: Path) -> None:
    with pytest.raises(BugError):
        copy_database(
            connection, tmp_path / "copy", KEY, SALT, lambda _done, _total: connection.execute("BEGIN")
        )
