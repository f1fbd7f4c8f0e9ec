"""Copying an open database into an encrypted file of its own, in steps that let others work in between.

SQLite's backup API (https://www.sqlite.org/backup.html) brings what is written meanwhile into the copy,
as long as the connection that writes is the one that is copied.
"""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Final

from coachdesk.crypto.connection import PAGE_BYTES, Connection, mapped_errors, open_database
from coachdesk.crypto.secret import Secret
from coachdesk.errors import BugError
from coachdesk.files import Syncing, known_errors

STEP_PAGES: Final = 128  # half a megabyte takes some five milliseconds; a waiting save waits for one step
# The copy counts only once it was synced and checked; what is left to the last step would keep saves waiting.
_HASTE: Final = ("journal_mode = OFF", "synchronous = OFF", "cache_size = -1000")


def copy_database(
    source: Connection, target: Path, key: Secret, salt: bytes, tell: Callable[[int, int], None]
) -> None:
    """Copy what `source` has open into a new database under another key.

    `tell` is called between the steps with the pages done and in all; it may read and
    write through `source`, and stops the copying by raising.

    Raises:
        DamagedVaultError: a page of the source does not decrypt; open a fresh connection before writing.
        StorageError: the target can't be written.
    """
    _refuse_transaction(source)
    copy = open_database(target, key, salt, create=True)
    with known_errors(), target.open("rb+") as file, closing(copy), mapped_errors():
        for pragma in _HASTE:
            copy.execute(f"PRAGMA {pragma}")
        look = _between_steps(source, Syncing(file.fileno()), tell)
        source.backup(copy, pages=STEP_PAGES, progress=look)


def _between_steps(
    source: Connection, syncing: Syncing, tell: Callable[[int, int], None]
) -> Callable[[int, int, int], None]:
    def look(_status: int, remaining: int, total: int) -> None:
        _refuse_damage(source)
        if remaining:  # after the last step, what is written would be missing in the copy
            syncing.add(STEP_PAGES * PAGE_BYTES)
            tell(total - remaining, total)
            _refuse_transaction(source)

    return look


def _refuse_damage(connection: Connection) -> None:
    """Find out whether the connection has met a page that does not decrypt.

    Copying such a page raises nothing: SQLCipher hands out zeros in its place. But it
    remembers, and our connection answers nothing more.

    Raises:
        DamagedVaultError: it has.
    """
    connection.execute("PRAGMA cipher_status").fetchone()


def _refuse_transaction(source: Connection) -> None:
    if source.in_transaction:
        raise BugError("a backup in the middle of a transaction")
