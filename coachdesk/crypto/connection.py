"""The one place that opens a database, always encrypted, never by accident a new one.

Pragmas are SQLCipher's (https://www.zetetic.net/sqlcipher/sqlcipher-api/) and
SQLite's (https://www.sqlite.org/pragma.html); why these, is in `docs/vault-format.md`.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from pathlib import Path
from typing import Any, Final, TypeAlias

import sqlcipher3
from sqlcipher3 import dbapi2

from coachdesk.crypto.kdf import KEY_BYTES, SALT_BYTES
from coachdesk.crypto.own_file import OwnFile
from coachdesk.crypto.secret import Secret
from coachdesk.errors import (
    QT_TRANSLATE_NOOP,
    BugError,
    DamagedVaultError,
    VaultInUseError,
    known_from_os,
    known_from_sqlite,
)

# sqlite_utils takes pysqlite3 where it finds one, and the interpreter's sqlite3,
# which can't encrypt and knows other error classes, where it does not.
sys.modules["pysqlite3"] = sqlcipher3
sys.modules["pysqlite3.dbapi2"] = dbapi2

DatabaseError: TypeAlias = dbapi2.DatabaseError

PAGE_BYTES: Final = 4096
_SOUND: Final = ("1",)  # what `cipher_status` says until a page does not decrypt
_PLAIN_HEADER: Final = b"SQLite format 3"
JOURNAL_SUFFIX: Final = "-journal"
_BUSY_TIMEOUT_S: Final = 1.0
_CACHED_STATEMENTS: Final = 512  # a day's work has more than the usual 128; preparing one takes milliseconds
_LEAST_SQLITE: Final = (3, 51, 3)  # WAL-reset bug before
_TEMP_STORE_IN_MEMORY: Final = frozenset({"TEMP_STORE=2", "TEMP_STORE=3"})
_SETTINGS: Final = {
    "locking_mode": "EXCLUSIVE",
    "journal_mode": "DELETE",
    "synchronous": "EXTRA",
    "fullfsync": "ON",
    "foreign_keys": "ON",
    "trusted_schema": "OFF",
    "temp_store": "MEMORY",
    "secure_delete": "ON",
    "cache_size": "-32000",  # KiB: a search at 100,000 notes stays in memory
}
_FORBIDDEN_PRAGMAS: Final = frozenset(
    {"key", "rekey", "hexkey", "hexrekey", "textkey", "textrekey", "temp_store", "temp_store_directory"}
)
_CIPHER_QUESTIONS: Final = frozenset({"cipher_integrity_check", "cipher_version", "cipher_status"})
_FORBIDDEN_FUNCTIONS: Final = frozenset({"load_extension", "sqlcipher_export"})


class Access(Enum):
    """How a database is opened; the value is what SQLite's file name says of it.

    `BESIDE` reads while another connection of this process has the file to itself: it takes no lock
    and sees each page as it is at that moment (https://www.sqlite.org/uri.html#uriimmutable).
    """

    WRITE = "mode=rw"
    READ_ONLY = "mode=ro"
    BESIDE = "mode=ro&immutable=1"


class Cursor(dbapi2.Cursor):  # type: ignore[misc]  # the driver has no types
    """A cursor that hands out nothing once a page did not decrypt.

    In place of such a page SQLCipher gives SQLite zeros. Where the page is the rest of a long text, no
    error follows: the text would come out wrong, and so would every later one of this connection.
    """

    def fetchone(self) -> Any:  # noqa: D102, ANN401
        return self._proven(super().fetchone())

    def fetchmany(self, *args: int, **kwargs: int) -> Any:  # noqa: D102, ANN401
        return self._proven(super().fetchmany(*args, **kwargs))

    def fetchall(self) -> Any:  # noqa: D102, ANN401
        return self._proven(super().fetchall())

    def __iter__(self) -> Iterator[Any]:
        """Read all rows before the first is seen."""
        return iter(self.fetchall())

    def __next__(self) -> Any:  # noqa: ANN401
        """Return the next row."""
        return self._proven(super().__next__())

    def _proven(self, rows: Any) -> Any:  # noqa: ANN401
        status = dbapi2.Cursor(self.connection)
        if status.execute("PRAGMA cipher_status").fetchone() != _SOUND:
            raise DamagedVaultError
        return rows


class Connection(dbapi2.Connection):  # type: ignore[misc]  # the driver has no types
    """A connection that knows its file, and whether it can still be believed."""

    own_file: OwnFile
    access: Access

    def cursor(self, factory: type[Any] = Cursor) -> Any:  # noqa: ANN401
        """Return a cursor; `execute` uses it as well."""
        return super().cursor(factory)

    @property
    def is_read_only(self) -> bool:
        """Whether it was opened to read only."""
        return self.access is not Access.WRITE

    def insist_on_own_file(self) -> None:
        """Make sure that what is written now ends up in the file at the path.

        Raises:
            ReplacedError: another file is there, or none.
            StorageError: the folder can't be read any more.
        """
        self.own_file.insist()


class WrongKeyError(DamagedVaultError):
    """The first page does not decrypt: it is damaged, or this is another vault's key."""

    code = "wrong-key"
    message = QT_TRANSLATE_NOOP("errors", "The vault's database is damaged, or belongs to other keys.")
    hint = QT_TRANSLATE_NOOP("errors", "Restore a backup. Nothing was written.")


def open_database(
    path: Path, key: Secret, salt: bytes, *, create: bool = False, access: Access = Access.WRITE
) -> Connection:
    """Open the encrypted database for the thread that calls; transactions are the caller's.

    With `create` there must be no file yet. The salt is given rather than read from
    the file, so that a file whose first bytes are lost still opens.

    Raises:
        DamagedVaultError: there is no database that this key opens.
        VaultInUseError: another program has the file open.
        StorageError: the file can't be read or written.
    """
    if create:
        _claim(path)
    elif access is not Access.BESIDE:  # a file closed after a look lets go of the locks on it
        _refuse_what_is_no_database(path)
    with mapped_errors():
        connection: Connection = dbapi2.connect(
            f"{path.absolute().as_uri()}?{access.value}",
            uri=True,
            isolation_level=None,
            timeout=_BUSY_TIMEOUT_S,
            cached_statements=_CACHED_STATEMENTS,
            factory=Connection,
        )
        try:
            connection.own_file = OwnFile.at(path.absolute())
            connection.access = access
            _set_up(connection, key, salt)
        except BaseException:
            connection.close()
            raise
    return connection


def scratch_database() -> Any:  # noqa: ANN401  (untyped driver)
    """Return an empty database in memory, to let SQLite itself read statements; not for content."""
    return dbapi2.connect(":memory:", isolation_level=None)


@contextmanager
def mapped_errors() -> Iterator[None]:
    """Turn the driver's errors into those that the user can act on, where there is one."""
    try:
        yield
    except dbapi2.Error as error:
        if getattr(error, "sqlite_errorname", "").startswith("SQLITE_BUSY"):
            raise VaultInUseError(
                QT_TRANSLATE_NOOP("errors", "Another program has the vault's database open."),
                QT_TRANSLATE_NOOP("errors", "Close it there first."),
            ) from error
        known = known_from_sqlite(error)
        if known is None:
            raise
        raise known from error


def find_damage(connection: Connection, check: str) -> tuple[str, ...]:
    """Return what `cipher_integrity_check` or `integrity_check` reports, nothing where all is well.

    Each finds what the other misses, and one bad page spoils the second check on
    the same connection: give each a fresh one. A page that does not decrypt ends
    `integrity_check` with an error instead of a report.
    """
    try:
        with mapped_errors():
            rows = dbapi2.Cursor(connection).execute(f"PRAGMA {check}").fetchall()
    except DamagedVaultError as error:
        return (f"{check}: {error.__cause__}",)
    return tuple(str(row[0]) for row in rows if row[0] != "ok")


def _claim(path: Path) -> None:
    """Make an empty file that only its owner can read; SQLite gives its journal the same rights."""
    try:
        path.touch(mode=0o600, exist_ok=False)
    except OSError as error:
        raise known_from_os(error) from error


def _refuse_what_is_no_database(path: Path) -> None:
    if not path.is_file():
        raise DamagedVaultError(
            QT_TRANSLATE_NOOP("errors", "The vault's database, {name}, is missing."),
            QT_TRANSLATE_NOOP(
                "errors", "Put it back into the folder, or restore a backup. Nothing was written."
            ),
            name=path.name,
        )
    if _first_bytes(path) == _PLAIN_HEADER:
        raise DamagedVaultError(
            QT_TRANSLATE_NOOP("errors", "{name} is not encrypted, so CoachDesk did not make it."),
            QT_TRANSLATE_NOOP("errors", "Put the vault's own file back. Nothing was written."),
            name=path.name,
        )
    if not _has_whole_pages(path):
        raise DamagedVaultError(
            QT_TRANSLATE_NOOP("errors", "{name} is cut short or is not a database."),
            QT_TRANSLATE_NOOP("errors", "Restore a backup. Nothing was written."),
            name=path.name,
        )


def _first_bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(len(_PLAIN_HEADER))
    except OSError as error:
        raise known_from_os(error) from error


def _has_whole_pages(path: Path) -> bool:
    """After a crash in the middle of growing, the journal cuts the file back to whole pages."""
    size = path.stat().st_size
    journal = path.with_name(path.name + JOURNAL_SUFFIX)
    return size >= PAGE_BYTES and (size % PAGE_BYTES == 0 or journal.is_file())


def _set_up(connection: Connection, key: Secret, salt: bytes) -> None:
    # Locking and wiping every allocation doubles the time of a search; the key's own buffers are
    # wiped without it, and locking the vault ends the process, which clears all of them.
    connection.execute("PRAGMA cipher_memory_security = OFF")
    connection.execute("PRAGMA cipher_log_level = NONE")
    if len(key) != KEY_BYTES or len(salt) != SALT_BYTES:
        text = "a database key or salt of another length"
        raise BugError(text)
    connection.execute(f"PRAGMA key = \"x'{key.reveal().hex()}{salt.hex()}'\"")
    _require_driver(connection)
    try:
        for name, value in _SETTINGS.items():
            connection.execute(f"PRAGMA {name} = {value}")
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except DatabaseError as error:
        if error.sqlite_errorname == "SQLITE_NOTADB":
            raise WrongKeyError from error
        raise
    connection.set_authorizer(_authorize)


def _require_driver(connection: Connection) -> None:
    """Prove that what was loaded encrypts and keeps temporary data in memory."""
    encrypts = dbapi2.Cursor(connection).execute("PRAGMA cipher_status").fetchone() == _SOUND
    options = {row[0] for row in connection.execute("PRAGMA compile_options")}
    if not (
        encrypts
        and options & _TEMP_STORE_IN_MEMORY
        and "ENABLE_FTS5" in options
        and dbapi2.sqlite_version_info >= _LEAST_SQLITE
    ):
        text = "the database driver is not the one CoachDesk ships with"
        raise BugError(text)


def _authorize(action: int, first: str | None, second: str | None, *_: str | None) -> int:
    """Deny what would open, unlock or export a second database.

    `VACUUM` attaches a database without a name; https://www.sqlite.org/c3ref/set_authorizer.html.
    """
    if action == dbapi2.SQLITE_PRAGMA:
        denied = _is_forbidden_pragma(first or "")
    elif action == dbapi2.SQLITE_ATTACH:
        denied = first != ""
    elif action == dbapi2.SQLITE_FUNCTION:
        denied = second in _FORBIDDEN_FUNCTIONS
    else:
        denied = False
    return int(dbapi2.SQLITE_DENY if denied else dbapi2.SQLITE_OK)


def _is_forbidden_pragma(name: str) -> bool:
    name = name.lower()
    return name in _FORBIDDEN_PRAGMAS or (name.startswith("cipher_") and name not in _CIPHER_QUESTIONS)
