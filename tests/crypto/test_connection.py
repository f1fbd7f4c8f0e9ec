import errno
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3

from coachdesk.crypto import connection as module
from coachdesk.crypto.connection import (
    Access,
    Connection,
    DatabaseError,
    WrongKeyError,
    find_damage,
    mapped_errors,
    open_database,
)
from coachdesk.crypto.secret import Secret
from coachdesk.errors import BugError, DamagedVaultError, ReadOnlyError, StorageError, VaultInUseError

KEY, SALT = Secret(bytes(range(32))), bytes(range(16))
PAGE = 4096


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a database of a few pages, closed."""
    made = tmp_path / "practice.db"
    with closing(open_database(made, KEY, SALT, create=True)) as new:
        new.execute("CREATE TABLE note (id INTEGER PRIMARY KEY, words TEXT) STRICT")
        new.executemany("INSERT INTO note (words) VALUES (?)", [("y" * 500,)] * 100)
    return made


@pytest.fixture
def connection(path: Path) -> Iterator[Connection]:
    with closing(open_database(path, KEY, SALT)) as opened:
        yield opened


def value(connection: Connection, sql: str) -> Any:  # noqa: ANN401  (any cell)
    return connection.execute(sql).fetchone()[0]


@pytest.mark.parametrize(
    ("pragma", "expected"),
    [
        ("locking_mode", "exclusive"),
        ("journal_mode", "delete"),
        ("synchronous", 3),
        ("fullfsync", 1),
        ("foreign_keys", 1),
        ("trusted_schema", 0),
        ("secure_delete", 1),
        ("page_size", "4096"),
        ("cipher_status", "1"),
    ],
)
def test_settings_are_in_force(connection: Connection, pragma: str, expected: object) -> None:
    assert value(connection, f"PRAGMA {pragma}") == expected


def test_temporary_data_stays_in_memory(path: Path) -> None:
    with closing(open_database(path, KEY, SALT)) as opened:
        opened.set_authorizer(None)
        assert value(opened, "PRAGMA temp_store") == 2


def test_the_salt_is_the_one_given(path: Path) -> None:
    assert path.read_bytes()[:16] == SALT


def test_transactions_are_left_to_the_caller(connection: Connection) -> None:
    assert connection.isolation_level is None
    assert not connection.in_transaction


def test_a_new_file_belongs_to_its_owner_alone(path: Path) -> None:
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_new_one_takes_the_place_of_no_file(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(StorageError, match="exists"):
        open_database(path, KEY, SALT, create=True)
    assert path.read_bytes() == before


@pytest.mark.parametrize("sql", ["VACUUM", "PRAGMA integrity_check", "PRAGMA cipher_integrity_check"])
def test_the_authorizer_lets_upkeep_pass(connection: Connection, sql: str) -> None:
    connection.execute(sql).fetchall()
    assert value(connection, "SELECT count(*) FROM note") == 100


def test_the_authorizer_lets_the_search_index_pass(connection: Connection) -> None:
    connection.execute(
        "CREATE VIRTUAL TABLE found USING fts5(words, content='note', content_rowid='id', prefix='1 2')"
    )
    connection.execute("INSERT INTO found(rowid, words) VALUES (1, 'a quiet river')")
    connection.execute("INSERT INTO found(found) VALUES ('optimize')")
    sql = "SELECT snippet(found, 0, '[', ']', '…', 5) FROM found WHERE found MATCH 'riv*'"
    assert connection.execute(sql).fetchall()
    connection.execute("INSERT INTO found(found) VALUES ('rebuild')")
    assert not connection.execute(sql).fetchall()


def test_the_backup_api_copies_under_another_key(connection: Connection, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    other = Secret(bytes(32))
    with closing(open_database(copy, other, SALT, create=True)) as target:
        connection.backup(target)
    with closing(open_database(copy, other, SALT)) as opened:
        assert value(opened, "SELECT count(*) FROM note") == 100


@pytest.mark.parametrize(
    "sql",
    [
        "ATTACH 'other.db' AS other KEY ''",
        "ATTACH ':memory:' AS other",
        "VACUUM INTO 'other.db'",
        "PRAGMA key = 'x'",
        "PRAGMA rekey = 'x'",
        "PRAGMA REKEY = 'x'",
        "PRAGMA hexkey = '00'",
        "PRAGMA hexrekey = '00'",
        "PRAGMA textkey = 'x'",
        "PRAGMA temp_store = FILE",
        "PRAGMA temp_store_directory = '.'",
        "PRAGMA cipher_log = 'log'",
        "PRAGMA cipher_migrate",
        "PRAGMA cipher_salt",
        "SELECT load_extension('x')",
        "SELECT sqlcipher_export('main')",
    ],
)
def test_what_would_open_or_export_a_second_database_is_denied(
    connection: Connection, sql: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(DatabaseError, match=r"not authorized|prohibited|authorization denied"):
        connection.execute(sql).fetchall()
    assert {path.name for path in tmp_path.iterdir()} <= {"practice.db", "practice.db-journal"}


def ruined(path: Path, content: bytes | None) -> None:
    path.unlink()
    if content is not None:
        path.write_bytes(content)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "practice.db, is missing"),
        (b"", "cut short"),
        (b"x", "cut short"),
        (b"words " * 100, "cut short"),
        (b"x" * 3 * PAGE, "other keys"),
        (b"SQLite format 3\0" + bytes(2 * PAGE - 16), "not encrypted"),
        (b"\0" * PAGE, "other keys"),
    ],
)
@pytest.mark.parametrize("access", [Access.WRITE, Access.READ_ONLY])
def test_what_is_no_database_is_said_and_left_alone(
    path: Path, content: bytes | None, message: str, access: Access
) -> None:
    ruined(path, content)
    with pytest.raises(DamagedVaultError, match=message):
        open_database(path, KEY, SALT, access=access)
    assert list(path.parent.iterdir()) == ([] if content is None else [path])
    assert content is None or path.read_bytes() == content


@pytest.mark.parametrize("cut", [1, PAGE - 1, PAGE, 5 * PAGE])
def test_a_file_cut_short_is_damaged(path: Path, cut: int) -> None:
    path.write_bytes(path.read_bytes()[:-cut])
    with pytest.raises(DamagedVaultError), closing(open_database(path, KEY, SALT)) as opened, mapped_errors():
        opened.execute("SELECT count(words) FROM note").fetchall()


def test_another_key_does_not_open_it(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(WrongKeyError):
        open_database(path, Secret(bytes(32)), SALT)
    assert path.read_bytes() == before


@pytest.mark.parametrize(("key", "salt"), [(Secret(bytes(31)), SALT), (KEY, b""), (KEY, bytes(17))])
def test_a_key_of_another_length_is_our_fault(path: Path, key: Secret, salt: bytes) -> None:
    with pytest.raises(BugError, match="length"):
        open_database(path, key, salt)


def test_ruined_first_bytes_do_not_matter_and_come_back(path: Path) -> None:
    path.write_bytes(bytes(16) + path.read_bytes()[16:])
    with closing(open_database(path, KEY, SALT)) as opened:
        assert value(opened, "SELECT count(*) FROM note") == 100
        opened.execute("PRAGMA user_version = 5")
    assert path.read_bytes()[:16] == SALT


def test_each_check_finds_a_ruined_page(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[5 * PAGE + 100] ^= 1
    path.write_bytes(content)
    with closing(open_database(path, KEY, SALT)) as opened:
        assert find_damage(opened, "cipher_integrity_check") == ("HMAC verification failed for page 6",)
    with closing(open_database(path, KEY, SALT)) as opened:
        assert find_damage(opened, "integrity_check") == (
            "integrity_check: database disk image is malformed",
        )


LONG = "y" * 5000


@pytest.fixture
def ruined_rest(path: Path) -> Path:
    """Return a database in which the rest of the first of two long texts is ruined."""
    with closing(open_database(path, KEY, SALT)) as opened:
        start = path.stat().st_size
        opened.executemany("INSERT INTO note (words) VALUES (?)", [(LONG,), (LONG,)])
    content = bytearray(path.read_bytes())
    for page in range(start // PAGE, len(content) // PAGE):
        content[page * PAGE + 3000] ^= 1
    path.write_bytes(content)
    return path


READS: dict[str, Callable[[Any], object]] = {
    "one": lambda cursor: cursor.fetchone(),
    "many": lambda cursor: cursor.fetchmany(5),
    "all": lambda cursor: cursor.fetchall(),
    "each": list,
    "next": next,
}


@pytest.mark.parametrize("access", Access)
@pytest.mark.parametrize("read", READS.values(), ids=READS)
def test_a_text_whose_rest_is_ruined_is_never_handed_out(
    ruined_rest: Path, access: Access, read: Callable[[Any], object]
) -> None:
    with closing(open_database(ruined_rest, KEY, SALT, access=access)) as opened:
        with pytest.raises(DamagedVaultError):
            read(opened.execute("SELECT words FROM note WHERE length(words) > 600 ORDER BY id"))
        with pytest.raises(DamagedVaultError):  # from then on nothing is to be believed
            opened.execute("SELECT words FROM note WHERE id = 1").fetchone()


def test_without_asking_the_driver_the_text_would_be_wrong(ruined_rest: Path) -> None:
    """The control: a cursor of the driver itself."""
    with closing(open_database(ruined_rest, KEY, SALT)) as opened:
        plain = opened.cursor(sqlcipher3.dbapi2.Cursor)
        [words] = plain.execute("SELECT words FROM note WHERE id = 101").fetchone()
    assert len(words) == len(LONG)
    assert words != LONG


def test_rows_are_read_one_after_another(connection: Connection) -> None:
    rows = connection.execute("SELECT id FROM note ORDER BY id")
    assert (next(rows), rows.fetchmany(2), len(list(rows))) == ((1,), [(2,), (3,)], 97)


def test_a_whole_database_has_no_damage(connection: Connection) -> None:
    assert find_damage(connection, "cipher_integrity_check") == ()
    assert find_damage(connection, "integrity_check") == ()


def test_a_crash_in_the_middle_of_growing_is_rolled_back(path: Path, tmp_path: Path) -> None:
    crashed = tmp_path / "crashed" / "practice.db"
    crashed.parent.mkdir()
    with closing(open_database(path, KEY, SALT)) as opened:
        opened.execute("PRAGMA cache_size = 5")
        opened.execute("BEGIN IMMEDIATE")
        opened.execute("UPDATE note SET words = words || words")
        shutil.copy(path, crashed)
        shutil.copy(f"{path}-journal", f"{crashed}-journal")
    crashed.write_bytes(crashed.read_bytes() + b"torn")
    with closing(open_database(crashed, KEY, SALT)) as opened:
        assert value(opened, "SELECT max(length(words)) FROM note") == 500
        assert find_damage(opened, "integrity_check") == ()


def test_a_second_program_is_refused(
    connection: Connection, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_BUSY_TIMEOUT_S", 0)
    connection.execute("UPDATE note SET words = 'z'")
    with pytest.raises(VaultInUseError, match="Another program"):
        open_database(path, KEY, SALT)


def test_reading_beside_leaves_the_lock_where_it_is(connection: Connection, path: Path) -> None:
    connection.execute("UPDATE note SET words = 'z'")
    with closing(open_database(path, KEY, SALT, access=Access.BESIDE)) as beside:
        assert value(beside, "SELECT words FROM note") == "z"
    assert not _another_process_may_write(path)
    path.open("rb").close()  # what it is that lets go
    assert _another_process_may_write(path) is (sys.platform != "win32")


def _another_process_may_write(path: Path) -> bool:
    script = """
import sys
from sqlcipher3 import dbapi2
opened = dbapi2.connect(sys.argv[1], timeout=0)
opened.execute(sys.argv[2])
try:
    opened.execute("BEGIN IMMEDIATE")
except dbapi2.OperationalError:
    sys.exit(1)
"""
    pragma = f"PRAGMA key = \"x'{KEY.reveal().hex()}{SALT.hex()}'\""
    command = [sys.executable, "-c", script, str(path), pragma]
    return subprocess.run(command, check=False).returncode == 0  # noqa: S603  (our own script)


@pytest.mark.parametrize("access", [Access.READ_ONLY, Access.BESIDE])
def test_read_only_can_not_write(path: Path, access: Access) -> None:
    opened = open_database(path, KEY, SALT, access=access)
    with closing(opened), pytest.raises(ReadOnlyError), mapped_errors():
        opened.execute("UPDATE note SET words = 'z'")


def test_our_own_mistakes_in_sql_are_not_blamed_on_the_user(connection: Connection) -> None:
    with pytest.raises(DatabaseError, match="no such table"), mapped_errors():
        connection.execute("SELECT * FROM nowhere")


def test_a_folder_named_like_the_database_is_missing_it(path: Path) -> None:
    path.unlink()
    path.mkdir()
    with pytest.raises(DamagedVaultError, match="missing"):
        open_database(path, KEY, SALT)


def test_names_that_mean_something_in_a_uri_are_only_names(path: Path, tmp_path: Path) -> None:
    odd = tmp_path / "a?mode=memory#100%25 größe" / "practice.db"
    odd.parent.mkdir()
    shutil.copy(path, odd)
    with closing(open_database(odd, KEY, SALT)) as opened:
        assert value(opened, "SELECT count(*) FROM note") == 100


@pytest.mark.parametrize(
    ("demand", "value"),
    [("_LEAST_SQLITE", (99, 0, 0)), ("_TEMP_STORE_IN_MEMORY", frozenset({"TEMP_STORE=9"}))],
)
def test_a_driver_that_falls_short_is_refused(
    path: Path, demand: str, value: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, demand, value)
    with pytest.raises(BugError, match="driver"):
        open_database(path, KEY, SALT)


def test_a_disk_that_fails_is_not_taken_for_damage(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(Path, "open", fail)
    with pytest.raises(StorageError, match="Input/output"):
        open_database(path, KEY, SALT)


def test_sqlite_utils_is_given_the_encrypting_driver() -> None:
    script = """
import coachdesk.crypto.connection
import sqlite_utils.utils as utils
print(utils.sqlite3.__name__, utils.OperationalError.__module__)
"""
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)  # noqa: S603  (our own script)
    assert ran.stdout.split() == ["sqlcipher3", "sqlcipher3.dbapi2"]
