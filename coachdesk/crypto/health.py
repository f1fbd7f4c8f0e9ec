"""Whether a vault is whole, what is lost where it is not, and a new vault with the rest.

The two checks of the full one miss what the other finds, and one bad page spoils the second on the same
connection. They read beside the connection that has the file to itself, so that saves need not wait.
"""

import contextlib
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Final

from attrs import frozen

from coachdesk.crypto.connection import (
    Access,
    Connection,
    find_damage,
    mapped_errors,
)
from coachdesk.crypto.database import CHECKS, DATABASE_NAME, keys_of, open_file
from coachdesk.crypto.folder_lock import FolderLock
from coachdesk.crypto.founding import UNFINISHED_NAME, finish_database
from coachdesk.crypto.keystore import Copies
from coachdesk.crypto.opened import APPLICATION_ID
from coachdesk.crypto.pages import Pages, RuinedPageError
from coachdesk.crypto.salvage import lost_rows, salvage
from coachdesk.crypto.secret import Secret
from coachdesk.crypto.survey import LostRows, Tell
from coachdesk.crypto.twin import copy_aside, twin_folder
from coachdesk.errors import QT_TRANSLATE_NOOP, DamagedVaultError

Finish = Callable[[Connection, tuple[LostRows, ...]], None]

_PAGE_COUNT: Final = slice(28, 32)  # of the first page, https://www.sqlite.org/fileformat2.html
_QUICK: Final = "SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0"


@frozen(kw_only=True)
class Health:
    """What a check found: `problems` in the driver's words, which name pages and tables, no content."""

    copies: Copies
    problems: tuple[str, ...]


class CutShortError(DamagedVaultError):
    """The database has fewer pages than it says."""

    code = "cut-short"
    message = QT_TRANSLATE_NOOP("errors", "{name} is cut short; a part of it is missing.")


def quiet(_done: int, _total: int) -> None:
    """Tell nobody how far it is."""


class Examiner:
    """Looks at the database of one vault, also while it is in use; borrows its master key.

    A file that is closed lets go of the locks that this process has on it, those of other connections
    too (https://www.sqlite.org/lockingv3.html#how_to_corrupt), so pages stay open until `close`.
    """

    def __init__(self, folder: Path, vault_id: str, master: Secret) -> None:
        self._folder = folder
        self._vault_id = vault_id
        self._master = master
        self._pages: list[Pages] = []

    def connect_beside(self) -> Connection:
        """Open the database to read, whoever has it; what is written meanwhile may look like damage.

        Raises:
            DamagedVaultError: its first pages do not decrypt.
            StorageError: it can't be read.
        """
        return open_file(self._folder / DATABASE_NAME, self._master, access=Access.BESIDE)

    def problems(self, tell: Tell = quiet) -> tuple[str, ...]:
        """Read every page and compare every table with its indexes; `tell` counts the checks done."""
        found: list[str] = []
        for done, check in enumerate(CHECKS):
            tell(done, len(CHECKS))
            try:
                with closing(self.connect_beside()) as connection:
                    found += find_damage(connection, check)
            except DamagedVaultError as error:
                found.append(f"{check}: {error.code}")
        return tuple(found)

    def lost(self, tell: Tell = quiet) -> tuple[LostRows, ...]:
        """Return the rows that can't be read any more.

        Raises:
            StorageError: the disk fails.
        """
        return lost_rows(self.open_pages(), tell)

    def save_readable(self, folder: Path, finish: Finish, tell: Tell = quiet) -> None:
        """Put all that can be read into a new vault under the same keys, which is one once all is done.

        `finish` gets its database and what is lost; what it raises undoes all.

        Raises:
            InvalidInputError: the folder holds something.
            StorageError: it can't be written.
        """
        with twin_folder(folder, self._folder) as lock:
            with closing(open_file(folder / UNFINISHED_NAME, self._master, create=True)) as target:
                target.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                lost = salvage(self.open_pages(), target, tell)
                self._vouch(target)
                finish(target, lost)
            finish_database(folder)
        lock.release()

    def copy_aside(self, source: Connection, now: datetime) -> tuple[Connection, FolderLock]:
        """Copy what a connection has open to a new vault beside this one; errors as in `twin.copy_aside`."""
        return copy_aside(source, self._folder, self._master, now)

    def insist_on_all_pages(self) -> None:
        """Compare the size with what the first page says of it, where that can be read.

        Raises:
            CutShortError: pages are missing.
        """
        pages = self.open_pages()
        with contextlib.suppress(RuinedPageError):
            count = int.from_bytes(pages.read(1)[_PAGE_COUNT], "big")
            if pages.count < count:
                raise CutShortError(name=DATABASE_NAME)

    def close(self) -> None:
        """Close every file."""
        for pages in self._pages:
            pages.close()
        self._pages.clear()

    def open_pages(self) -> Pages:
        """Open the database page by page; this closes them.

        Raises:
            StorageError: it can't be read.
        """
        with keys_of(self._master) as (key, salt):
            self._pages.append(Pages(self._folder / DATABASE_NAME, key, salt))
        return self._pages[-1]

    def _vouch(self, target: Connection) -> None:
        """Say whose the new database is, even where the page that said so is lost."""
        rows = [("format", "1"), ("generation", "0"), ("vault_id", self._vault_id)]
        with mapped_errors():
            target.execute(
                "CREATE TABLE IF NOT EXISTS vault_meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT"
            )
            target.executemany("INSERT OR IGNORE INTO vault_meta (key, value) VALUES (?, ?)", rows)


def quick_look(connection: Connection) -> tuple[str, ...]:
    """Look at the first page of every table: what costs no time and finds much."""
    name = ""
    try:
        with mapped_errors():
            for (name,) in connection.execute(_QUICK).fetchall():
                connection.execute(f"SELECT 1 FROM {name} NOT INDEXED LIMIT 1").fetchone()  # noqa: S608  (its own names)
    except DamagedVaultError:
        return (f"the first page of {name} does not decrypt",)
    return ()
