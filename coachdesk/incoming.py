"""Files of the coach's disk, read in a thread of their own: nobody waits for a stick that sleeps."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import BinaryIO, Final

from coachdesk.errors import QT_TRANSLATE_NOOP, InvalidInputError, KnownError
from coachdesk.models.attachments import PART_BYTES, TooLargeError
from coachdesk.models.entities.attachment import MOST_BYTES
from coachdesk.relay import Relay

# What tells a file from what it becomes when somebody writes to it.
_Look = tuple[int, int]
_NO_FILE: Final = QT_TRANSLATE_NOOP("errors", "This is a folder, or no file that can be kept.")


class UnreadableFileError(KnownError):
    """The file can't be read to its end."""

    code = "unreadable-file"
    message = QT_TRANSLATE_NOOP("errors", "This file can't be read: {reason}.")
    hint = QT_TRANSLATE_NOOP("errors", "See whether it is still there and may be opened, then add it again.")


class ChangedFileError(KnownError):
    """Somebody wrote to the file while it was read."""

    code = "changed-file"
    message = QT_TRANSLATE_NOOP("errors", "Another program changed this file while it was being read.")
    hint = QT_TRANSLATE_NOOP("errors", "Add it again once that program is done with it.")


def size_of(path: Path) -> int:
    """Return the size of a file that can be kept.

    Raises:
        InvalidInputError: it is a folder, or something else that has no end.
        TooLargeError: it has more than a vault takes.
        UnreadableFileError: it is not there, or may not be read.
    """
    try:
        found = path.stat()
    except OSError as error:
        raise _unreadable(error) from error
    if not stat.S_ISREG(found.st_mode):
        raise InvalidInputError(_NO_FILE, QT_TRANSLATE_NOOP("errors", "Add the files in it one by one."))
    if found.st_size > MOST_BYTES:
        raise TooLargeError
    return found.st_size


@contextmanager
def pieces_of(path: Path) -> Iterator[Iterator[bytes]]:
    """Lend what is in a file, piece by piece; a blank one says that the next has not come yet.

    Raises:
        KnownError: as `size_of`, or while the pieces are taken.
        ChangedFileError: while the pieces are taken.
    """
    size_of(path)
    relay = Relay()
    Thread(target=_read, args=(path, relay), name="reading", daemon=True).start()
    try:
        yield relay.pieces()
    finally:
        relay.leave()


@contextmanager
def pieces_in(content: bytes) -> Iterator[Iterator[bytes]]:
    """Lend what is in memory in the same way."""
    yield (content[at : at + PART_BYTES] for at in range(0, len(content), PART_BYTES))


def _read(path: Path, relay: Relay) -> None:
    try:
        with path.open("rb") as file:
            _hand_on(file, relay)
    except OSError as error:
        relay.close(_unreadable(error))
    except Exception as error:  # the other side tells of it, or has left
        relay.close(error)
    else:
        relay.close()


def _hand_on(file: BinaryIO, relay: Relay) -> None:
    before, size = _look(file), 0
    while piece := file.read(PART_BYTES):
        size += len(piece)
        while not relay.put(piece):
            pass
    if _look(file) != before or size != before[0]:
        raise ChangedFileError


def _look(file: BinaryIO) -> _Look:
    found = os.fstat(file.fileno())
    return found.st_size, found.st_mtime_ns


def _unreadable(error: OSError) -> UnreadableFileError:
    return UnreadableFileError(reason=error.strerror or type(error).__name__)
