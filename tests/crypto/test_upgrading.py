"""The copy beside the database: whole or not there, and what is whole stays."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from coachdesk.crypto.connection import Connection, open_database
from coachdesk.crypto.secret import Secret
from coachdesk.crypto.upgrading import SafetyCopy
from coachdesk.errors import DamagedVaultError, DiskFullError, StorageError

KEY, OTHER_KEY = Secret(bytes(32)), Secret(bytes([7]) * 32)
ROWS = 400


def open_file(path: Path) -> Connection:
    return open_database(path, KEY, bytes(16))


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "practice.db"
    with closing(open_database(path, KEY, bytes(16), create=True)) as connection:
        connection.execute("CREATE TABLE vault_meta (key TEXT PRIMARY KEY, value TEXT)")
        connection.execute("INSERT INTO vault_meta VALUES ('generation', '5')")
        connection.execute("CREATE TABLE owner (id INTEGER PRIMARY KEY)")
        connection.execute("CREATE TABLE word (id INTEGER PRIMARY KEY, owner REFERENCES owner, text TEXT)")
        connection.executemany("INSERT INTO word (text) VALUES (?)", [("x" * 500,)] * ROWS)
    return path


@pytest.fixture
def copy(database: Path) -> SafetyCopy:
    return SafetyCopy(database, open_file)


def beside(database: Path) -> set[str]:
    return {path.name for path in database.parent.iterdir()} - {database.name}


def change(database: Path, sql: str) -> None:
    with closing(open_file(database)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute(sql)


def ruin(path: Path) -> None:
    """Overwrite a page in the middle."""
    with path.open("r+b") as file:
        file.seek(4096 * 9 + 100)
        file.write(b"ruined")


def raise_generation(database: Path, *, times: int = 1) -> None:
    for _ in range(times):
        change(database, "UPDATE vault_meta SET value = value + 1")


def test_the_copy_is_the_database_byte_for_byte(database: Path, copy: SafetyCopy) -> None:
    copy.make()
    assert (database.parent / "practice.db.before-upgrade").read_bytes() == database.read_bytes()
    assert beside(database) == {"practice.db.before-upgrade"}


def test_a_damaged_database_is_not_copied(database: Path, copy: SafetyCopy) -> None:
    ruin(database)
    with pytest.raises(DamagedVaultError):
        copy.make()
    assert beside(database) == set()


def test_too_little_room_is_told_before_anything_is_written(
    database: Path, copy: SafetyCopy, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = type("Usage", (), {"free": 1_000_000})
    monkeypatch.setattr("shutil.disk_usage", lambda _path: usage)
    with pytest.raises(DiskFullError, match="takes 2 MB of free room"):
        copy.make()
    assert beside(database) == set()


def test_what_a_killed_copying_left_is_cleared(database: Path, copy: SafetyCopy) -> None:
    (database.parent / ".practice.db.before-u.0123456789ab.tmp").touch()
    copy.make()
    assert beside(database) == {"practice.db.before-upgrade"}


def test_a_whole_database_has_no_damage(copy: SafetyCopy) -> None:
    copy.make()
    assert copy.damage() == ()


def test_a_ruined_page_is_damage(database: Path, copy: SafetyCopy) -> None:
    copy.make()
    ruin(database)
    assert copy.damage()


def test_a_new_broken_reference_is_damage(database: Path, copy: SafetyCopy) -> None:
    copy.make()
    change(database, "UPDATE word SET owner = 99 WHERE id = 1")
    assert copy.damage() == ("word",)


def test_a_broken_reference_that_was_there_before_is_none(database: Path, copy: SafetyCopy) -> None:
    change(database, "UPDATE word SET owner = 99 WHERE id = 1")
    copy.make()
    assert copy.damage() == ()


def test_put_back_the_database_is_what_it_was(database: Path, copy: SafetyCopy) -> None:
    before = database.read_bytes()
    copy.make()
    change(database, "DELETE FROM word")
    copy.put_back()
    assert database.read_bytes() == before
    assert beside(database) == set()


def test_the_journal_does_not_outlive_its_database(database: Path, copy: SafetyCopy) -> None:
    copy.make()
    journal = database.with_name("practice.db-journal")
    journal.write_bytes(b"left by a crash")
    copy.put_back()
    assert not journal.exists()


def test_without_a_copy_there_is_nothing_to_settle(database: Path, copy: SafetyCopy) -> None:
    before = database.read_bytes()
    copy.settle()
    assert database.read_bytes() == before


def test_a_whole_database_outlives_its_copy(database: Path, copy: SafetyCopy) -> None:
    copy.make()
    raise_generation(database)
    copy.settle()
    assert beside(database) == set()
    with closing(open_file(database)) as connection:
        assert connection.execute("SELECT value FROM vault_meta").fetchone() == ("6",)


@pytest.mark.parametrize("harm", [ruin, Path.unlink, lambda path: path.write_bytes(b"")])
def test_a_ruined_database_gives_way_to_its_copy(
    database: Path, copy: SafetyCopy, harm: Callable[[Path], None]
) -> None:
    before = database.read_bytes()
    copy.make()
    harm(database)
    copy.settle()
    assert database.read_bytes() == before
    assert beside(database) == set()


def test_a_copy_of_long_ago_does_not_come_back(database: Path, copy: SafetyCopy) -> None:
    copy.make()
    raise_generation(database, times=4)
    ruin(database)
    worked_on = database.read_bytes()
    copy.settle()
    assert database.read_bytes() == worked_on
    assert beside(database) == {"practice.db.before-upgrade"}


def test_a_step_half_written_without_its_journal_is_taken_back(database: Path, copy: SafetyCopy) -> None:
    before = database.read_bytes()
    copy.make()
    change(database, "DELETE FROM word WHERE id > 100")  # whole pages, and no change counted
    copy.settle()
    assert database.read_bytes() == before


def test_a_ruined_copy_does_not_come_back(database: Path, copy: SafetyCopy) -> None:
    copy.make()
    ruin(database)
    ruin(database.with_name("practice.db.before-upgrade"))
    ruined = database.read_bytes()
    copy.settle()
    assert database.read_bytes() == ruined


def test_under_another_key_nothing_is_touched(database: Path, copy: SafetyCopy) -> None:
    copy.make()
    stranger = SafetyCopy(database, lambda path: open_database(path, OTHER_KEY, bytes(16)))
    before = database.read_bytes()
    stranger.settle()
    assert database.read_bytes() == before
    assert beside(database) == {"practice.db.before-upgrade"}


def test_a_way_back_that_was_cut_short_is_finished(database: Path, copy: SafetyCopy) -> None:
    before = database.read_bytes()
    copy.make()
    raise_generation(database)
    database.with_name("practice.db.before-upgrade").rename(database.with_name("practice.db.returning"))
    copy.settle()
    assert database.read_bytes() == before
    assert beside(database) == set()


def test_a_vault_that_cannot_be_written_still_opens(
    database: Path, copy: SafetyCopy, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_path: Path, *, missing_ok: bool = False) -> None:
        raise PermissionError(13, "no")

    copy.make()
    raise_generation(database)
    monkeypatch.setattr(Path, "unlink", refuse)
    copy.settle()
    with pytest.raises(StorageError):
        copy.discard()


def test_a_database_that_lost_its_generation_counts_as_unknown(database: Path, copy: SafetyCopy) -> None:
    before = database.read_bytes()
    copy.make()
    change(database, "DELETE FROM vault_meta")
    ruin(database)
    copy.settle()
    assert database.read_bytes() == before


def test_a_database_that_does_not_open_is_damaged(database: Path, copy: SafetyCopy) -> None:
    copy.make()
    database.unlink()
    assert "is missing" in copy.damage()[0]
