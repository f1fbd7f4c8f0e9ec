"""One process at a time in a vault folder: a lock of the operating system, which ends with its process.

A network share or a program that copies folders may not carry that lock to other computers. So the
file also names its holder, until that one lets go. A name left there by this computer is what a crash
left: the lock being free proves it. A name of another computer proves nothing, however old it is, so
the coach is asked.
"""

import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, NamedTuple

from coachdesk.errors import (
    QT_TRANSLATE_NOOP,
    HeldElsewhereError,
    NoRightError,
    VaultInUseError,
    known_from_os,
)

LOCK_NAME: Final = ".lock"
_UNKNOWN: Final = "?"
_MOST_BYTES: Final = 1000
# Windows forbids others to read a locked range, so it lies behind the holder's name.
_LOCKED_AT: Final = 1024


class Holder(NamedTuple):
    """Who holds a vault, as far as the lock file tells; `since` is a moment in UTC, in ISO 8601."""

    pid: int = 0
    host: str = _UNKNOWN
    since: str = _UNKNOWN


class FolderLock:
    """Holds the lock from construction to `release`."""

    def __init__(self, folder: Path, *, take_over: bool = False) -> None:
        """Take the lock; one left behind by a process of this computer that ended is free.

        With `take_over` so is one that another computer left.

        Raises:
            VaultInUseError: another process has the vault open; `facts` say which and where.
            HeldElsewhereError: the lock is free here, but another computer did not let go.
            NoRightError: the folder is another user's.
            StorageError: the lock file can't be written.
        """
        self._descriptor = _open(folder)
        self._open = True
        self._take(take_over=take_over)

    def release(self) -> None:
        """Let go; the file stays, because removing it would race with who takes it next."""
        if self._open:
            self._open = False
            os.ftruncate(self._descriptor, 0)
            os.close(self._descriptor)

    def _take(self, *, take_over: bool) -> None:
        try:
            _lock(self._descriptor)
            if not take_over:
                _refuse_other_host(_read_holder(self._descriptor))
            _write_holder(self._descriptor)
        except HeldElsewhereError:
            self._give_up()
            raise
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


class NoLock:
    """Stands for the lock of a folder that can't be written, so that nobody writes there at all."""

    def release(self) -> None:
        """Let go of nothing."""


Lock = FolderLock | NoLock


def _open(folder: Path) -> int:
    try:
        return os.open(folder / LOCK_NAME, os.O_RDWR | os.O_CREAT, 0o600)
    except PermissionError as error:
        raise no_right(folder) or known_from_os(error) from error
    except OSError as error:
        raise known_from_os(error) from error


def no_right(folder: Path) -> NoRightError | None:
    """Return the error that names whose folder this is, None where it is one's own or can't be told."""
    try:
        owner, is_own = folder.owner(), folder.stat().st_uid == os.geteuid()
    except (OSError, KeyError, NotImplementedError, AttributeError):  # the last two: Windows
        return None
    return None if is_own else NoRightError(owner=owner)


def _refuse_other_host(holder: Holder) -> None:
    if holder.host not in (_UNKNOWN, _own_host()):
        raise HeldElsewhereError(host=holder.host, since=_in_words(holder.since))


def _own_host() -> str:
    if sys.platform == "win32":
        import platform

        return platform.node()
    return os.uname().nodename


def _in_words(moment: str) -> str:
    """Return a moment as this computer's clock shows it."""
    try:
        return f"{datetime.fromisoformat(moment).astimezone():%Y-%m-%d %H:%M}"
    except ValueError:
        return _UNKNOWN


def _in_use(holder: Holder) -> VaultInUseError:
    return VaultInUseError(
        QT_TRANSLATE_NOOP("errors", "This vault is open already, in process {pid} on {host}."),
        QT_TRANSLATE_NOOP("errors", "Go to that window, or close it there first."),
        pid=holder.pid or _UNKNOWN,
        host=holder.host,
    )


def _read_holder(descriptor: int) -> Holder:
    try:
        os.lseek(descriptor, 0, os.SEEK_SET)
        value: Any = json.loads(os.read(descriptor, _MOST_BYTES))
        pid, host = int(value["pid"]), str(value["host"])
        return Holder(pid=pid, host=host, since=str(value.get("since", _UNKNOWN)))
    except (OSError, ValueError, KeyError, TypeError):
        return Holder()


def _write_holder(descriptor: int) -> None:
    os.ftruncate(descriptor, 0)
    os.lseek(descriptor, 0, os.SEEK_SET)
    holder = Holder(pid=os.getpid(), host=_own_host(), since=datetime.now(UTC).isoformat())
    os.write(descriptor, json.dumps(holder._asdict()).encode())


def _lock(descriptor: int) -> None:
    """Lock without waiting; `BlockingIOError` or, on Windows, `PermissionError` says it is taken."""
    if sys.platform == "win32":
        import msvcrt

        os.lseek(descriptor, _LOCKED_AT, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
