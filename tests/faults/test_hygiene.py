"""What each start owes: no core dump, no debugger, no file for others; asked from outside, with controls."""

import json
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pytest

from coachdesk.models.clock import Clock
from tests.canaries.keeper import VAULT
from tests.drivers.practice import make_vault
from tests.drivers.processes import ROOT, Started, core_limit, dumpable, has_window, start, umask, wait_for

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="asks the Linux kernel")

_CARELESS: Final = """
import os, resource, sys, time
_, most = resource.getrlimit(resource.RLIMIT_CORE)
resource.setrlimit(resource.RLIMIT_CORE, (most, most))
os.umask(0o022)
open(sys.argv[1], "w").close()
print("ready", flush=True)
time.sleep(60)
"""
# Two processes of one user without rights; the first hardens itself where it is told to.
_ATTACH: Final = """
import ctypes, json, os, resource, signal, sys, time
from coachdesk.logs import harden_process
libc = ctypes.CDLL(None, use_errno=True)
def attached(hardened):
    ready, said = os.pipe()
    victim = os.fork()
    if not victim:
        os.setuid(65534)
        libc.prctl(4, 1, 0, 0, 0)
        if hardened:
            harden_process()
        os.write(said, b".")
        time.sleep(30)
    os.close(said)
    os.read(ready, 1)
    debugger = os.fork()
    if not debugger:
        os.setuid(65534)
        os._exit(0 if libc.ptrace(16, victim, None, None) == 0 else ctypes.get_errno())
    _, status = os.waitpid(debugger, 0)
    os.kill(victim, signal.SIGKILL)
    os.waitpid(victim, 0)
    return os.waitstatus_to_exitcode(status)
print(json.dumps([attached(False), attached(True)]))
"""
_EPERM: Final = 1


@pytest.fixture
def careless(tmp_path: Path) -> Iterator[Started]:
    """Start a process that owes nothing."""
    with start(tmp_path / "careless", "-c", _CARELESS, str(tmp_path / "left"), talk=True) as process:
        assert process.stdout is not None
        process.stdout.readline()
        yield process
        process.kill()


@pytest.fixture
def locked(tmp_path: Path, clock: Clock) -> Iterator[Started]:
    """Start CoachDesk on a vault that is locked."""
    home = tmp_path / "home"
    make_vault(home / VAULT, clock)
    with start(home, "-m", "coachdesk", "--vault", str(home / VAULT), talk=True) as process:
        wait_for(lambda: has_window(process), "for the window")
        yield process
        process.kill()


Ask = Callable[[Started], object]


@pytest.mark.parametrize(
    ("ask", "owed"), [(core_limit, "0 0"), (umask, "0077"), (dumpable, 0)], ids=["core", "umask", "dumpable"]
)
def test_a_start_keeps_memory_and_files_to_itself(locked: Started, ask: Ask, owed: object) -> None:
    assert ask(locked) == owed


@pytest.mark.parametrize(
    ("ask", "owed"), [(core_limit, "0 0"), (umask, "0077"), (dumpable, 0)], ids=["core", "umask", "dumpable"]
)
def test_a_process_that_owes_nothing_answers_otherwise(careless: Started, ask: Ask, owed: object) -> None:
    if ask is core_limit and resource.getrlimit(resource.RLIMIT_CORE)[1] == 0:
        pytest.skip("core dumps are off for everybody here")
    assert ask(careless) != owed


def test_a_debugger_of_the_same_user_is_refused() -> None:
    command = [sys.executable, "-c", _ATTACH]
    ran = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False, timeout=60)  # noqa: S603
    if ran.returncode:
        pytest.skip("only an administrator can become two processes of another user")
    without, hardened = json.loads(ran.stdout)
    if without:
        pytest.skip("nobody may attach to anybody here")
    assert hardened == _EPERM


def test_no_file_outside_the_vault_is_readable_by_others(locked: Started, tmp_path: Path) -> None:
    wait_for(lambda: any((tmp_path / "home").rglob("crash.log")), "for the logs")
    files = [path for path in (tmp_path / "home").rglob("*") if path.is_file() and not path.is_symlink()]
    assert [path for path in files if path.stat().st_mode & 0o077] == []
    assert {"coachdesk.log", "crash.log", "practice.db", ".lock"} <= {path.name for path in files}


def test_without_the_umask_one_would_be(careless: Started, tmp_path: Path) -> None:
    assert (tmp_path / "left").stat().st_mode & 0o077
