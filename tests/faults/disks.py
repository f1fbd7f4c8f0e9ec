"""Disks that are full, and how much they are asked to take at once."""

import errno
import os
import shutil
import stat
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """Lend a disk of 16 KiB; skips where it can't be mounted."""
    mount, unmount = shutil.which("mount"), shutil.which("umount")
    folder.mkdir()
    if mount is None or unmount is None or os.name != "posix" or os.geteuid() != 0:
        pytest.skip("only an administrator of Linux can mount a small disk")
    command = [mount, "-t", "tmpfs", "-o", "size=16k", "tmpfs", str(folder)]
    if subprocess.run(command, capture_output=True, check=False).returncode:  # noqa: S603
        pytest.skip("a small disk can't be mounted here")
    try:
        yield folder
    finally:
        subprocess.run([unmount, str(folder)], check=True)  # noqa: S603


def fill_up(patch: pytest.MonkeyPatch) -> None:
    """Let every sync of a file find the disk full."""

    def refuse(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    patch.setattr(os, "fsync", refuse)


class Pending:
    """Notices how much each sync of a file finds to do: at `most`, and in `total`."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.most = 0
        self.total = 0
        self._synced: dict[int, int] = {}
        self._sync = os.fsync
        patch.setattr(os, "fsync", self._look)

    def _look(self, descriptor: int) -> None:
        found = os.fstat(descriptor)
        if stat.S_ISREG(found.st_mode):
            before = self._synced.get(found.st_ino, 0)
            grown = found.st_size - (
                before if before <= found.st_size else 0
            )  # a new file may have the number
            self._synced[found.st_ino] = found.st_size
            self.most = max(self.most, grown)
            self.total += grown
        self._sync(descriptor)


@contextmanager
def read_only_disk(folder: Path) -> Iterator[None]:
    """Let a folder be on a disk that can't be written, for a block; skips where that can't be done."""
    mount, unmount = shutil.which("mount"), shutil.which("umount")
    if mount is None or unmount is None or os.name != "posix" or os.geteuid() != 0:
        pytest.skip("only an administrator of Linux can mount a folder")
    if subprocess.run([mount, "--bind", str(folder), str(folder)], check=False).returncode:  # noqa: S603
        pytest.skip("a folder can't be mounted here")
    try:
        subprocess.run([mount, "-o", "remount,bind,ro", str(folder)], check=True)  # noqa: S603
        yield
    finally:
        subprocess.run([unmount, "--lazy", str(folder)], check=True)  # noqa: S603
