"""The same backups once more, in a folder elsewhere: a stick, another disk."""

import contextlib
import os
import time
from functools import partial
from pathlib import Path
from typing import IO, Final

from coachdesk.crypto.backups import rotation
from coachdesk.crypto.backups.archive import Tell, check_checksum, read_label
from coachdesk.crypto.backups.shelf import Backup, Shelf, remove
from coachdesk.crypto.backups.watch import Stage, Watch, unwatched, watching
from coachdesk.errors import QT_TRANSLATE_NOOP, KnownError, StorageError
from coachdesk.files import replacing

_PIECE: Final = 1024 * 1024
_LEFTOVER_AGE_S: Final = 24 * 60 * 60


class AbsentPlaceError(StorageError):
    """The folder is not there now, as with a stick that is in a drawer."""

    code = "absent-place"
    message = QT_TRANSLATE_NOOP("errors", "The second place, {folder}, is not there right now.")
    hint = QT_TRANSLATE_NOOP("errors", "The next backup is copied there once it is back.")


def copy_to_second_place(backup: Path, folder: Path, watch: Watch = unwatched) -> Path:
    """Copy a backup, read the copy back, and thin out the vault's older copies there.

    Raises:
        AbsentPlaceError: the folder is not there.
        StorageError: it can't be written, or has no room.
    """
    if not folder.is_dir():
        raise AbsentPlaceError(folder=folder)
    _remove_leftovers(folder)
    vault_id = read_label(backup).vault_id
    target = folder / backup.name
    tell = watching(watch, Stage.PACKING)
    with (
        backup.open("rb") as source,
        replacing(target, verify=partial(_read_back, tell)) as file,
    ):
        _pour(source, file, backup.stat().st_size, tell)
    remove(one.path for one in rotation.expendable(_of_vault(folder, vault_id)) if one.path != target)
    return target


def _remove_leftovers(folder: Path) -> None:
    """Remove what is left of a copy that was broken off, as by a stick that was pulled out."""
    before = time.time() - _LEFTOVER_AGE_S
    with contextlib.suppress(OSError):
        remove(path for path in folder.glob(".CoachDesk-*.tmp") if path.stat().st_mtime < before)


def _read_back(tell: Tell, written: Path) -> None:
    """Read the copy, and from the medium itself where the system lets go of what it remembers of it."""
    if hasattr(os, "posix_fadvise"):
        with written.open("rb") as file:
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    check_checksum(written, tell)


def _pour(source: IO[bytes], target: IO[bytes], total: int, tell: Tell) -> None:
    done = 0
    while piece := source.read(_PIECE):
        target.write(piece)
        done += len(piece)
        tell(done, total)


def _of_vault(folder: Path, vault_id: str) -> tuple[Backup, ...]:
    return tuple(one for one in Shelf(folder).backups() if _vault_of(one.path) == vault_id)


def _vault_of(path: Path) -> str:
    try:
        return read_label(path).vault_id
    except KnownError:
        return ""
