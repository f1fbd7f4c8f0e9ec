"""The database inside a backup: opened, read to its last page, counted."""

import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from coachdesk.crypto.backups.archive import unpack_database
from coachdesk.crypto.backups.manifest import Inventory, Manifest
from coachdesk.crypto.backups.shelf import remove
from coachdesk.crypto.backups.watch import Progress, Stage, Watch, watching
from coachdesk.crypto.connection import (
    Connection,
    DatabaseError,
    find_damage,
    mapped_errors,
    open_database,
)
from coachdesk.crypto.kdf import SALT_BYTES, Subkey, subkey
from coachdesk.crypto.secret import Secret
from coachdesk.errors import DamagedVaultError, known_from_os
from coachdesk.files import synced_file

_CHECKS: Final = ("cipher_integrity_check", "integrity_check")
_STEPS_BETWEEN_LOOKS: Final = 100_000


@contextmanager
def backup_keys(master: Secret) -> Iterator[tuple[Secret, bytes]]:
    """Lend key and salt of the databases in the backups of one master key."""
    with subkey(master, Subkey.BACKUP) as key, subkey(master, Subkey.BACKUP_SALT, SALT_BYTES) as salt:
        yield key, bytes(salt.reveal())


def open_copy(path: Path, master: Secret) -> Connection:
    """Open the database of a backup.

    Raises:
        DamagedVaultError: it does not open.
    """
    with backup_keys(master) as (key, salt):
        return open_database(path, key, salt)


@contextmanager
def unpacked(path: Path, manifest: Manifest, folder: Path, watch: Watch) -> Iterator[Path]:
    """Lend the encrypted database of a backup as a file in `folder`.

    Raises:
        DamagedBackupError: it is not the one that the manifest speaks of.
        StorageError: there is no room for it.
    """
    try:
        descriptor, name = tempfile.mkstemp(prefix=".CoachDesk-", suffix=".tmp", dir=folder)
    except OSError as error:
        raise known_from_os(error) from error
    database = Path(name)
    try:
        with synced_file(descriptor) as target:
            unpack_database(path, manifest, target, watching(watch, Stage.CHECKING))
        yield database
    finally:
        remove((database, database.with_name(f"{database.name}-journal")))


def check_database(database: Path, master: Secret, watch: Watch) -> Inventory:
    """Read every page in both ways, each on a connection of its own, and return what is there.

    Raises:
        DamagedVaultError: a page is not as it was written, or the pages don't fit together.
    """
    for check in _CHECKS:
        with closing(open_copy(database, master)) as connection, _stoppable(connection, watch):
            if find_damage(connection, check):
                raise DamagedVaultError
    with closing(open_copy(database, master)) as connection:
        return Inventory(rows=row_counts(connection))


def row_counts(connection: Connection) -> dict[str, int]:
    """Return how many rows each table has; the inner tables of the search index are left out.

    Raises:
        DamagedVaultError: a page does not decrypt.
    """
    with mapped_errors():
        found = connection.execute(
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
            " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name"
        )
        return {name: _count(connection, name) for (name,) in found.fetchall()}


def _count(connection: Connection, table: str) -> int:
    return int(connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0])  # noqa: S608  (a name just read)


def vault_meta(connection: Connection) -> dict[str, str]:
    """Return what the database says of the vault: `vault_id`, `generation` and more."""
    with mapped_errors():
        return dict(connection.execute("SELECT key, value FROM vault_meta").fetchall())


@contextmanager
def _stoppable(connection: Connection, watch: Watch) -> Iterator[None]:
    """Let `watch` break off what SQLite is doing, https://www.sqlite.org/c3ref/progress_handler.html."""
    progress = Progress(Stage.CHECKING)
    connection.set_progress_handler(lambda: watch(progress), _STEPS_BETWEEN_LOOKS)
    try:
        yield
    except DatabaseError as error:
        if error.sqlite_errorname == "SQLITE_INTERRUPT":
            watch(progress)
        raise
