"""One process at a time in a vault folder: a lock of the operating system, which ends with its process."""

import json
import os
import platform
import sys
from pathlib import Path
from typing import Any, Final

from attrs import frozen

from coachdesk.errors import QT_TRANSLATE_NOOP, VaultInUseError, known_from_os

LOCK_NAME: Final = ".lock"
_MOST_BYTES: Final = 1000
# Windows forbids others to read a locked range, so it lies behind the holder's name.
_LOCKED_AT: Final = 1024


@frozen(kw_only=True)
class Holder:
    """Who holds a vault, as far as the lock file tells."""

    pid: int = 0
    host: str = "?"


class FolderLock:
    """Holds the lock from construction to `release`."""

    def __init__(self, folder: Path) -> None:
        """Take the lock; one left behind by a process that ended is free.

        Raises:
            VaultInUseError: another process has the vault open; `facts` say which and where.
            StorageError: the lock file can't be written.
        """
        try:
            self._descriptor = os.open(folder / LOCK_NAME, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise known_from_os(error) from error
        self._open = True
        self._take()

    def release(self) -> None:
        """Let go; the file stays, because removing it would race with who takes it next."""
        if self._open:
            self._open = False
            os.ftruncate(self._descriptor, 0)
            os.close(self._descriptor)

    def _take(self) -> None:
        try:
            _lock(self._descriptor)
            _write_holder(self._descriptor)
        except (BlockingIOError, PermissionError) as error:
            holder = _read_holder(self._descriptor)
            self._give_up()
            raise _in_use(holder) from error
        except OSError as error:
            self._give_up()
            raise known_from_os(error) from error

    def _give_up(self) -> None:
        self._open = False
        os.close(self._descriptor)


def _in_use(holder: Holder) -> VaultInUseError:
    return VaultInUseError(
        QT_TRANSLATE_NOOP("errors", "This vault is open already, in process {pid} on {host}."),
        QT_TRANSLATE_NOOP("errors", "Go to that window, or close it there first."),
        pid=holder.pid or "?",
        host=holder.host,
    )


def _read_holder(descriptor: int) -> Holder:
    try:
        os.lseek(descriptor, 0, os.SEEK_SET)
        value: Any = json.loads(os.read(descriptor, _MOST_BYTES))
        return Holder(pid=int(value["pid"]), host=str(value["host"]))
    except (OSError, ValueError, KeyError, TypeError):
        return Holder()


def _write_holder(descriptor: int) -> None:
    os.ftruncate(descriptor, 0)
    os.lseek(descriptor, 0, os.SEEK_SET)
    os.write(descriptor, json.dumps({"pid": os.getpid(), "host": platform.node()}).encode())


def _lock(descriptor: int) -> None:
    """Lock without waiting; `BlockingIOError` or, on Windows, `PermissionError` says it is taken."""
    if sys.platform == "win32":
        import msvcrt

        os.lseek(descriptor, _LOCKED_AT, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
