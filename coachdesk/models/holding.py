"""One thread's store through what befalls its file: a stick pulled, a disk that fails, a file replaced."""

from collections.abc import Callable
from typing import TypeVar

from coachdesk.errors import (
    QT_TRANSLATE_NOOP,
    DamagedVaultError,
    DiskFullError,
    KnownError,
    OpenedToReadError,
    ReadOnlyError,
    ReplacedError,
    StorageError,
    known_from_sqlite,
)
from coachdesk.models.store import Store

T = TypeVar("T")
Job = Callable[[Store], T]
OpenStore = Callable[[], Store]
# Copies what a store has open to a new vault; returns that one's store and its name.
Rescue = Callable[[Store], tuple[Store, str]]


class Holding:
    """Opens the store for the first job and again after trouble; all but `trouble` is for its thread alone.

    `trouble` says why nothing can be saved at present, None where all is well.
    """

    def __init__(self, open_store: OpenStore, rescue: Rescue | None = None) -> None:
        self._open_store = open_store
        self._rescue = rescue
        self._store: Store | None = None
        self._rescued: tuple[Store, str] | None = None
        self._is_doubtful = False
        self.trouble: KnownError | None = None

    def run(self, job: Job[T]) -> T:
        """Do a job.

        Raises:
            KnownError: in place of the database's own errors.
            ReplacedError: nothing was written; where a copy of the vault took the words, it is named.
        """
        try:
            store = self._trusted()
            before = store.edition
            result = job(store)
        except Exception as error:
            return self._after(_known(error), job)
        if store.edition != before:
            self.trouble = None
        return result

    def trusts(self, store: Store) -> bool:
        """Tell whether this is still the store that the next job will get."""
        return store is self._store and not self._is_doubtful

    def close(self) -> None:
        """Close what is open."""
        for store in (self._store, self._rescued and self._rescued[0]):
            if store is not None:
                store.close()
        self._store = self._rescued = None

    def _trusted(self) -> Store:
        """Return the store; after trouble a new one on the same file, where that is still in its place."""
        if self._is_doubtful and self._store is not None and _is_in_place(self._store):
            self._store.close()
            self._store = None
        if self._store is None:
            self._store = self._open_store()
            if self._store.is_read_only:
                self.trouble = OpenedToReadError()
        self._is_doubtful = False
        return self._store

    def _after(self, error: Exception, job: Job[T]) -> T:
        if isinstance(error, ReplacedError):
            if self._is_back():
                return self.run(job)
            error = self._kept(error, job)
        if isinstance(error, ReadOnlyError) and self._store is not None and self._store.is_read_only:
            raise OpenedToReadError from error
        if isinstance(error, StorageError) and not isinstance(error, DiskFullError):
            self.trouble = error
            self._is_doubtful = True
        if isinstance(error, DamagedVaultError):  # a connection that met a ruined page does no more
            self._is_doubtful = True
        raise error

    def _is_back(self) -> bool:
        """Go on with the file at the path where it holds what ours does: a stick was plugged in again."""
        try:
            found = self._open_store()
        except KnownError:
            return False
        former = self._store
        if former is None or not found.edition.stamp or found.edition != former.edition:
            found.close()
            return False
        former.close()
        self._store = found
        return True

    def _kept(self, error: ReplacedError, job: Job[T]) -> KnownError:
        """Let a copy of the vault take the words, and say so; where that fails, say what happened."""
        if self._rescue is None or self._store is None:
            return error
        try:
            if self._rescued is None:
                self._rescued = self._rescue(self._store)
            store, name = self._rescued
            job(store)
        except Exception as failure:
            _known(failure)
            return error
        return ReplacedError(error.message, _KEPT, **{**error.facts, "copy": name})


_KEPT = QT_TRANSLATE_NOOP(
    "errors",
    "Nothing more is saved there. Your words are kept in a copy of the vault, {copy}, which opens like it.",
)


def _is_in_place(store: Store) -> bool:
    try:
        store.insist_on_own_file()
    except StorageError:
        return False
    return True


def _known(error: Exception) -> Exception:
    """Return the error to tell; one of our own bugs as it is.

    Raises:
        Exception: it is one of ours.
    """
    if isinstance(error, KnownError):
        return error
    known = known_from_sqlite(error)
    if known is None:
        raise error
    known.__cause__ = error
    return known
