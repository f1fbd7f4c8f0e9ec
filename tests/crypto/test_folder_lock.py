import errno
import json
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from coachdesk.crypto import folder_lock
from coachdesk.crypto.folder_lock import LOCK_NAME, FolderLock
from coachdesk.errors import HeldElsewhereError, ReadOnlyError, StorageError, VaultInUseError

HOLD = """
import sys, pathlib
from coachdesk.crypto.folder_lock import FolderLock
lock = FolderLock(pathlib.Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


def test_the_second_is_told_who_holds_it(tmp_path: Path) -> None:
    FolderLock(tmp_path)
    with pytest.raises(VaultInUseError, match=f"process {os.getpid()} on ") as caught:
        FolderLock(tmp_path)
    assert caught.value.facts["host"]


def test_released_it_is_free_and_names_nobody(tmp_path: Path) -> None:
    FolderLock(tmp_path).release()
    assert (tmp_path / LOCK_NAME).read_bytes() == b""
    FolderLock(tmp_path).release()


def test_releasing_twice_is_harmless(tmp_path: Path) -> None:
    lock = FolderLock(tmp_path)
    lock.release()
    later = FolderLock(tmp_path)
    lock.release()
    assert json.loads((tmp_path / LOCK_NAME).read_bytes())["pid"] == os.getpid()
    later.release()


def test_a_lock_of_a_killed_process_is_taken_over(tmp_path: Path) -> None:
    with subprocess.Popen(  # noqa: S603  (our own script)
        [sys.executable, "-c", HOLD, tmp_path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(VaultInUseError, match=f"process {holder.pid} on "):
            FolderLock(tmp_path)
        holder.kill()
        holder.wait()
        FolderLock(tmp_path).release()


@pytest.mark.parametrize("left", [b"", b"\xff\xfe", b"[]", b'{"pid": "x"}', b'{"pid": 1}', b"x" * 5000])
def test_a_lock_file_that_says_nothing_is_no_reason_to_fail(tmp_path: Path, left: bytes) -> None:
    FolderLock(tmp_path)
    (tmp_path / LOCK_NAME).write_bytes(left)
    with pytest.raises(VaultInUseError, match=r"process \? on \?"):
        FolderLock(tmp_path)


def test_it_belongs_to_its_owner_alone(tmp_path: Path) -> None:
    FolderLock(tmp_path)
    assert (tmp_path / LOCK_NAME).stat().st_mode & 0o777 == 0o600


def test_a_folder_that_can_not_be_written_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> int:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(folder_lock.os, "open", refuse)  # type: ignore[attr-defined]  # the module's own os
    with pytest.raises(ReadOnlyError):
        FolderLock(tmp_path)


def test_a_file_system_without_locks_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_descriptor: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(folder_lock, "_lock", refuse)
    with pytest.raises(StorageError, match="No locks available"):
        FolderLock(tmp_path)


def test_windows_locks_behind_what_others_may_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    locked: list[tuple[int, int]] = []

    def locking(descriptor: int, _mode: int, length: int) -> None:
        locked.append((os.lseek(descriptor, 0, os.SEEK_CUR), length))

    monkeypatch.setitem(sys.modules, "msvcrt", SimpleNamespace(locking=locking, LK_NBLCK=2))
    monkeypatch.setattr(sys, "platform", "win32")
    FolderLock(tmp_path).release()
    assert locked == [(1024, 1)]


OTHER = b'{"pid": 7, "host": "studio", "since": "2026-11-20T09:30:00+00:00"}'


def test_what_another_computer_left_is_not_taken_over_unasked(tmp_path: Path) -> None:
    (tmp_path / LOCK_NAME).write_bytes(OTHER)
    with pytest.raises(HeldElsewhereError, match=r"opened on studio \(2026-11-2\d \d\d:\d0\)"):
        FolderLock(tmp_path)
    assert (tmp_path / LOCK_NAME).read_bytes() == OTHER


def test_what_another_computer_left_is_taken_over_when_asked(tmp_path: Path) -> None:
    (tmp_path / LOCK_NAME).write_bytes(OTHER)
    FolderLock(tmp_path, take_over=True).release()
    FolderLock(tmp_path).release()


def test_a_lock_that_holds_is_never_taken_over(tmp_path: Path) -> None:
    holder = FolderLock(tmp_path)
    with pytest.raises(VaultInUseError):
        FolderLock(tmp_path, take_over=True)
    holder.release()


def test_an_older_version_told_no_time(tmp_path: Path) -> None:
    (tmp_path / LOCK_NAME).write_bytes(b'{"pid": 7, "host": "studio"}')
    with pytest.raises(HeldElsewhereError, match=r"opened on studio \(\?\)"):
        FolderLock(tmp_path)


def test_where_nobody_can_tell_the_owner_the_plain_reason_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(folder_lock.os, "open", refuse)  # type: ignore[attr-defined]  # the module's own os
    with pytest.raises(ReadOnlyError):
        FolderLock(tmp_path)
    with pytest.raises(ReadOnlyError):
        FolderLock(tmp_path / "gone")
