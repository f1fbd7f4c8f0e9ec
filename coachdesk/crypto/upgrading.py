"""The copy that a schema upgrade goes back to: as encrypted as the database, and beside it.

Renaming is the only step that decides. The copy appears under its name once it is whole and
checked; on its way back it bears another name first, because from then on the database's own
journal must go: left in place, it would be rolled into the copy
(https://www.sqlite.org/howtocorrupt.html#_unlinking_or_renaming_a_database_file_while_in_use).
"""

import contextlib
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Final

from coachdesk.crypto.connection import JOURNAL_SUFFIX, Connection, find_damage, mapped_errors
from coachdesk.errors import (
    QT_TRANSLATE_NOOP,
    DamagedVaultError,
    DiskFullError,
    StorageError,
)
from coachdesk.files import clear_temporaries_of, known_errors, move_over, replacing, sync_folder

_COPY_SUFFIX: Final = ".before-upgrade"
_RETURNING_SUFFIX: Final = ".returning"
_CHECKS: Final = ("cipher_integrity_check", "integrity_check")
_TIMES_ITS_SIZE: Final = 2  # the copy, and a journal that may grow as large
_BEYOND: Final = 1_048_576
_MEGABYTE: Final = 1_000_000

Open = Callable[[Path], Connection]


class SafetyCopy:
    """A database and its copy. Nobody may have the database open while this works on them."""

    def __init__(self, database: Path, open_file: Open) -> None:
        self._database = database
        self._open = open_file
        self._copy = database.with_name(database.name + _COPY_SUFFIX)
        self._returning = database.with_name(database.name + _RETURNING_SUFFIX)

    def settle(self) -> None:
        """Let the content decide where an upgrade was cut short.

        The database stays where it is whole and counts a change since the copy was made: a step
        that was done. Without one it is the copy, or a step half-written whose journal is lost, so
        the copy comes back. Where neither may be, both are left as they are.
        To be called before the database is opened.

        Raises:
            StorageError: the folder can't be written.
        """
        if self._returning.exists():
            self._return()
        if not self._copy.exists():
            return
        now, then = self._generation_of(self._database), self._generation_of(self._copy)
        if _comes_after(now, then) and not self.damage():
            with contextlib.suppress(StorageError):  # a vault that can't be written still opens
                self.discard()
        elif _may_replace(then, now) and not self._damage_of(self._copy):
            self.put_back()

    def make(self) -> None:
        """Copy the database, and prove that the copy opens and is whole.

        Raises:
            DamagedVaultError: the database itself is damaged.
            StorageError: there is no room, or the folder can't be written.
        """
        clear_temporaries_of(self._copy)
        self._insist_on_room()
        check = self._insist_on_wholeness
        with replacing(self._copy, verify=check) as target, self._database.open("rb") as source:
            shutil.copyfileobj(source, target)

    def damage(self) -> tuple[str, ...]:
        """Return what is wrong with the database, nothing where it is whole.

        A broken reference counts where the copy does not have it too.
        """
        broken = Counter(self._found_by("foreign_key_check", self._database))
        had_been = Counter(self._found_by("foreign_key_check", self._copy))
        return self._damage_of(self._database) + tuple(broken - had_been)

    def put_back(self) -> None:
        """Let the copy be the database again; cut short, `settle` finishes it.

        Raises:
            StorageError: the folder can't be written.
        """
        with known_errors():
            move_over(self._copy, self._returning)
            sync_folder(self._database.parent)
        self._return()

    def discard(self) -> None:
        """Let the copy go.

        Raises:
            StorageError: the folder can't be written.
        """
        with known_errors():
            self._copy.unlink(missing_ok=True)
            sync_folder(self._database.parent)

    def _return(self) -> None:
        with known_errors():
            self._database.with_name(self._database.name + JOURNAL_SUFFIX).unlink(missing_ok=True)
            sync_folder(self._database.parent)
            move_over(self._returning, self._database)
            sync_folder(self._database.parent)

    def _insist_on_room(self) -> None:
        needed = _TIMES_ITS_SIZE * self._database.stat().st_size + _BEYOND
        if shutil.disk_usage(self._database.parent).free < needed:
            raise DiskFullError(
                QT_TRANSLATE_NOOP(
                    "errors",
                    "Bringing this vault up to date takes {size} MB of free room on its disk for a while.",
                ),
                QT_TRANSLATE_NOOP("errors", "Free some space and open it again. Nothing was changed."),
                size=-(-needed // _MEGABYTE),
            )

    def _insist_on_wholeness(self, copy: Path) -> None:
        if copy.stat().st_size != self._database.stat().st_size or self._damage_of(copy):
            raise DamagedVaultError

    def _damage_of(self, path: Path) -> tuple[str, ...]:
        return tuple(problem for check in _CHECKS for problem in self._found_by(check, path))

    def _found_by(self, check: str, path: Path) -> tuple[str, ...]:
        """Check on a fresh connection: one bad page spoils what the next check finds."""
        try:
            with contextlib.closing(self._open(path)) as connection:
                return find_damage(connection, check)
        except DamagedVaultError as error:
            return (error.text(),)

    def _generation_of(self, path: Path) -> int | None:
        try:
            with contextlib.closing(self._open(path)) as connection, mapped_errors():
                row = connection.execute("SELECT value FROM vault_meta WHERE key = 'generation'").fetchone()
        except DamagedVaultError:
            return None
        return None if row is None else int(row[0])


def _comes_after(now: int | None, then: int | None) -> bool:
    return now is not None and then is not None and now > then


def _may_replace(then: int | None, now: int | None) -> bool:
    """Tell whether nothing is lost but a step: a copy of long ago may not take the place of work.

    A database that can't even be asked holds nothing that could be read.
    """
    return then is not None and (now is None or now <= then + 1)
