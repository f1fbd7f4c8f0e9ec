"""A folder for a new vault: made, held, and gone again where the vault does not come about."""

import contextlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from coachdesk.crypto.connection import JOURNAL_SUFFIX
from coachdesk.crypto.database import DATABASE_NAME
from coachdesk.crypto.folder_lock import LOCK_NAME, FolderLock
from coachdesk.crypto.keystore import COPY_NAME, KEYS_NAME
from coachdesk.errors import QT_TRANSLATE_NOOP, InvalidInputError, known_from_os
from coachdesk.files import known_errors, move_over, sync_folder

# A kill may leave a part of a database; under this name nobody takes it for a vault.
UNFINISHED_NAME: Final = f"{DATABASE_NAME}.unfinished"
_DATABASES: Final = (DATABASE_NAME, UNFINISHED_NAME)
_JOURNALS: Final = tuple(name + JOURNAL_SUFFIX for name in _DATABASES)
_FILES: Final = (KEYS_NAME, COPY_NAME, *_DATABASES, *_JOURNALS, LOCK_NAME)


@contextmanager
def new_folder(folder: Path) -> Iterator[FolderLock]:
    """Hold the lock of a folder that is nobody's yet; it stays held where the block succeeds.

    Raises:
        InvalidInputError: the folder holds something.
        StorageError: it can't be made or written.
    """
    missing = _missing_folders(folder)
    try:
        _make(folder)
        with _lock_of_new(folder) as lock:
            yield lock
    except BaseException:
        _remove_empty(missing)
        raise


def finish_database(folder: Path) -> None:
    """Let the database under `UNFINISHED_NAME`, closed and on the disk, be the vault's.

    Raises:
        StorageError: the folder can't be written.
    """
    with known_errors():
        move_over(folder / UNFINISHED_NAME, folder / DATABASE_NAME)
        sync_folder(folder)


@contextmanager
def _lock_of_new(folder: Path) -> Iterator[FolderLock]:
    lock = FolderLock(folder)
    try:
        if (folder / DATABASE_NAME).exists():  # another process was quicker
            raise _occupied(folder)
        with _emptied_on_failure(folder):
            yield lock
    except BaseException:
        lock.release()
        raise


@contextmanager
def _emptied_on_failure(folder: Path) -> Iterator[None]:
    try:
        yield
    except BaseException:
        with contextlib.suppress(OSError):
            for name in _FILES:
                (folder / name).unlink(missing_ok=True)
        raise


def _missing_folders(folder: Path) -> list[Path]:
    """Return what has to be made, innermost first."""
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise _occupied(folder)
        return [part for part in (folder, *folder.parents) if not part.exists()]
    except OSError as error:
        raise known_from_os(error) from error


def _make(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
    except OSError as error:
        raise known_from_os(error) from error


def _remove_empty(made: list[Path]) -> None:
    with contextlib.suppress(OSError):
        for part in made:
            part.rmdir()


def _occupied(folder: Path) -> InvalidInputError:
    return InvalidInputError(
        QT_TRANSLATE_NOOP("errors", "{folder} is in use already; a vault needs a folder of its own."),
        QT_TRANSLATE_NOOP("errors", "Choose a folder that is new or empty."),
        folder=folder,
    )
