"""The one place that writes a file: whole or not at all, readable by its owner only."""

import contextlib
import errno
import hashlib
import io
import os
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from coachdesk.errors import known_from_os

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

# Some network and user-space file systems can't sync a folder; the file itself is synced already.
_NO_FOLDER_SYNC = frozenset({errno.EINVAL, errno.ENOTSUP, errno.ENOSYS})
_NAME_SHOWN = 20  # a long name would grow beyond what a file system takes
_TEMPORARY = ".tmp"
_NOT_THE_SAME = "what was written does not read back the same"
_WINDOWS_RETRY_S = 2.5
_RETRY_PAUSE_S = 0.05
_SYNC_BYTES: Final = 4 * 1024 * 1024  # a disk that writes 100 MB a second takes 40 ms
_FREED_BYTES: Final = 32 * 1024 * 1024


def write_atomically(path: Path, content: bytes, *, verify: Callable[[bytes], None] | None = None) -> None:
    """Put `content` at `path`; a reader sees the old file or the new one, never a part.

    The bytes are read back from the disk and handed to `verify`, which raises to
    reject them, before they take the place of the old file.

    Raises:
        StorageError: the folder can't be written, or the disk is full.
    """
    check = partial(_read_back, content, verify or _nothing_to_verify)
    with replacing(path, verify=check) as file:
        file.write(content)


def write_pieces(path: Path, pieces: Iterable[bytes]) -> None:
    """Put pieces at `path` one after the other, whole or not at all, and never all of them in memory.

    What was written is read back before it takes its name. Where the pieces end in an error, nothing does.

    Raises:
        StorageError: the folder can't be written, or the disk is full.
    """
    digest = hashlib.sha256()

    def read_back(written: Path) -> None:
        with written.open("rb") as file:
            if hashlib.file_digest(file, "sha256").digest() != digest.digest():
                raise OSError(errno.EIO, _NOT_THE_SAME)

    with replacing(path, verify=read_back) as file:
        for piece in pieces:
            digest.update(piece)
            file.write(piece)


@contextmanager
def replacing(path: Path, *, verify: Callable[[Path], None]) -> Iterator[BinaryIO]:
    """Lend a new file that takes the place of `path` once the block has succeeded.

    It is for what is too large for memory. `verify` gets the file that was written,
    still under another name, and raises to reject it.

    Raises:
        StorageError: the folder can't be written, or the disk is full.
    """
    temporary = temporary_beside(path)
    try:
        with _new_file(temporary) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        verify(temporary)
        move_over(temporary, path)
        sync_folder(path.parent)
    except OSError as error:
        raise known_from_os(error) from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


def temporary_beside(path: Path) -> Path:
    """Return a name in the same folder for what is to become `path`; leftovers end in `.tmp`."""
    return path.with_name(f".{path.name[:_NAME_SHOWN]}.{os.urandom(6).hex()}{_TEMPORARY}")


def remove_file(path: Path) -> None:
    """Delete a file; a large temporary one piece by piece.

    A file system that tells the disk of all that becomes free lets every sync wait for that. Whatever has a
    name of its own goes as a whole: somebody may be reading it, or have it under another name, too.

    Raises:
        OSError: it is not there, or the folder can't be written.
    """
    if path.suffix == _TEMPORARY:
        with contextlib.suppress(OSError):
            _shorten(path)
    path.unlink()


def _shorten(path: Path) -> None:
    with path.open("rb+") as file:
        for size in range(path.stat().st_size - _FREED_BYTES, 0, -_FREED_BYTES):
            file.truncate(size)
            os.fsync(file.fileno())


def clear_temporaries_of(path: Path) -> None:
    """Remove what killed writers of `path` left; the caller knows that nobody is writing it now."""
    for leftover in path.parent.glob(f".{path.name[:_NAME_SHOWN]}.*{_TEMPORARY}"):
        with contextlib.suppress(OSError):
            leftover.unlink()


@contextmanager
def known_errors() -> Iterator[None]:
    """Turn what the system says of a file into what the user can act on.

    Raises:
        StorageError: the file can't be read or written, or the disk is full.
    """
    try:
        yield
    except OSError as error:
        raise known_from_os(error) from error


def _read_back(content: bytes, verify: Callable[[bytes], None], path: Path) -> None:
    written = path.read_bytes()
    if written != content:
        raise OSError(errno.EIO, _NOT_THE_SAME)
    verify(written)


def _nothing_to_verify(_content: bytes) -> None:
    return


class Syncing:
    """Sends a growing file to the disk piece by piece.

    Where a large file goes there all at once, every other sync waits for all of it: that of a note being
    saved, too.
    """

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._unsynced = 0

    def add(self, written: int) -> None:
        """Count what was written, and send it to the disk where enough has come together.

        Raises:
            OSError: the disk does not take it.
        """
        self._unsynced += written
        if self._unsynced >= _SYNC_BYTES:
            os.fsync(self._descriptor)
            self._unsynced = 0


class _SyncedFile(io.FileIO):
    """A file that goes to the disk while it is written."""

    def __init__(self, descriptor: int) -> None:
        super().__init__(descriptor, "r+b")
        self._syncing = Syncing(descriptor)

    def write(self, data: "ReadableBuffer") -> int:
        written = super().write(data)
        self._syncing.add(written)
        return written


def synced_file(descriptor: int) -> BinaryIO:
    """Return a file to write and to read that goes to the disk while it is written."""
    return io.BufferedRandom(_SyncedFile(descriptor))


def _new_file(path: Path) -> BinaryIO:
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    return synced_file(os.open(path, flags, 0o600))


def move_over(source: Path, target: Path) -> None:
    """Rename over `target`; on Windows a scanner may hold it for a moment, so try again.

    Raises:
        OSError: the folder can't be written.
    """
    deadline = time.monotonic() + _WINDOWS_RETRY_S
    while True:
        try:
            source.replace(target)
        except PermissionError:
            if os.name != "nt" or time.monotonic() > deadline:
                raise
            time.sleep(_RETRY_PAUSE_S)
        else:
            return


def sync_folder(folder: Path) -> None:
    """Make the names in `folder` durable; Windows has no such call and needs none."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise
    finally:
        os.close(descriptor)
