"""`practice.db` under a master key: how it is opened, and what it says of itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from coachdesk.crypto.connection import Access, Connection, DatabaseError, mapped_errors, open_database
from coachdesk.crypto.kdf import SALT_BYTES, Subkey, subkey
from coachdesk.crypto.secret import Secret
from coachdesk.errors import DamagedVaultError

DATABASE_NAME: Final = "practice.db"
CHECKS: Final = ("cipher_integrity_check", "integrity_check")


@contextmanager
def keys_of(master: Secret) -> Iterator[tuple[Secret, bytes]]:
    """Lend the key and the salt of the database that belongs to a master key."""
    with (
        subkey(master, Subkey.DATABASE_KEY) as key,
        subkey(master, Subkey.DATABASE_SALT, SALT_BYTES) as salt,
    ):
        yield key, bytes(salt.reveal())


def open_file(
    path: Path, master: Secret, *, create: bool = False, access: Access = Access.WRITE
) -> Connection:
    """Open a database with the keys that the master key yields.

    Raises:
        WrongKeyError: they do not fit.
        DamagedVaultError: it is no database of CoachDesk.
        StorageError: it can't be read or written.
    """
    with keys_of(master) as (key, salt):
        return open_database(path, key, salt, create=create, access=access)


def vault_id_in(connection: Connection) -> str:
    """Return the id that the database itself carries.

    Raises:
        DamagedVaultError: it carries none.
    """
    return _meta(connection, "vault_id")


def generation_in(connection: Connection) -> int:
    """Return how many changes the database has seen.

    Raises:
        DamagedVaultError: it does not say.
    """
    return int(_meta(connection, "generation"))


def _meta(connection: Connection, key: str) -> str:
    try:
        with mapped_errors():
            row = connection.execute("SELECT value FROM vault_meta WHERE key = ?", [key]).fetchone()
    except DatabaseError as error:
        raise DamagedVaultError from error
    if row is None:
        raise DamagedVaultError
    return str(row[0])
