"""Fault 24: sorts, indexes, packing, attachments and crashes leave no readable word on the disk."""

import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest
from attrs import frozen

from tests.canaries.heavy import VAULT
from tests.canaries.scan import files_holding
from tests.drivers.processes import ROOT, home_environment
from tests.torture.figures import Figures

_WORD: Final = "Zanzibarit"
_CALLS: Final = "trace=openat,creat,memfd_create,unlink,unlinkat"


@frozen
class Left:
    """What a process left in its home, deleted files included, and which files it opened for writing."""

    home: Path
    written: tuple[str, ...]
    calls: str

    @property
    def size(self) -> int:
        """The bytes of all files."""
        return sum(path.stat().st_size for path in self.home.rglob("*") if path.is_file())


def strain(home: Path, notes: int, megabytes: int, *temp: str) -> Left:
    """Let a process do its heaviest work; what it deletes stays, because its system is told to keep it."""
    tool = shutil.which("strace")
    if tool is None:
        pytest.skip("no strace here to keep what is deleted")
    heard = home.with_suffix(".calls")
    keep = [tool, "-f", "-qq", "-e", _CALLS, "-e", "inject=unlink,unlinkat:retval=0", "-o", str(heard)]
    work = [sys.executable, "-m", "tests.canaries.heavy", str(home), _WORD, str(notes), str(megabytes), *temp]
    environment = home_environment(home)
    command = [*keep, *work]
    ran = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=environment, check=False)  # noqa: S603
    if not heard.exists() or "ptrace" in ran.stderr:
        pytest.skip("strace may not listen here")
    assert ran.returncode == -signal.SIGKILL, ran.stderr
    calls = heard.read_text()
    lines = [line for line in calls.splitlines() if "O_WRONLY" in line or "O_RDWR" in line]
    return Left(home, tuple(line.split('"')[1] for line in lines), calls)


@pytest.mark.fault(24)
def test_heavy_work_leaves_no_word_on_the_disk(tmp_path: Path) -> None:
    left = strain(tmp_path / "home", 300, 2)
    assert left.size > 4 * 1024 * 1024
    assert (left.home / VAULT / "practice.db-journal").stat().st_size > 0
    assert files_holding(left.home, _WORD) == []


def test_all_of_it_is_written_where_it_was_looked_for(tmp_path: Path) -> None:
    left = strain(tmp_path / "home", 20, 1)
    assert [path for path in left.written if not path.startswith((str(left.home), "/dev/"))] == []
    assert "memfd_create" not in left.calls
    assert "O_TMPFILE" not in left.calls


@pytest.mark.fault(24, control=True)
def test_temporary_files_would_leave_it(tmp_path: Path) -> None:
    left = strain(tmp_path / "home", 300, 2, "FILE")
    found = files_holding(left.home, _WORD)
    assert found
    assert all("etilqs_" in path for path in found)


@pytest.mark.fault(24)
@pytest.mark.slow
def test_a_large_vault_leaves_no_word_on_the_disk(tmp_path: Path, figures: Figures) -> None:
    left = strain(tmp_path / "home", 1_500, 50)
    found = files_holding(left.home, _WORD)
    figures("megabytes searched for a word of the notes", left.size // (1024 * 1024))
    figures("files that hold it readable", len(found))
    assert left.size > 100 * 1024 * 1024
    assert found == []
