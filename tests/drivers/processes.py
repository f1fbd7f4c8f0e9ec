"""Programs of our own in processes of their own."""

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final, TypeAlias

import pytest

Started: TypeAlias = "subprocess.Popen[str]"

ROOT: Final = Path(__file__).parents[2]
_PLACES: Final = {
    "HOME": ".",
    "XDG_CONFIG_HOME": ".config",
    "XDG_DATA_HOME": ".local/share",
    "XDG_STATE_HOME": ".local/state",
    "XDG_CACHE_HOME": ".cache",
    "XDG_RUNTIME_DIR": "run",
    "TMPDIR": "tmp",
}
_PATIENCE_S: Final = 20


def home_environment(home: Path) -> dict[str, str]:
    """Return an environment in which everything that is written goes below `home`, which is made."""
    for place in ("Documents", *_PLACES.values()):
        (home / place).mkdir(mode=0o700, parents=True, exist_ok=True)
    places = {name: str(home / place) for name, place in _PLACES.items()}
    return os.environ | places | {"QT_QPA_PLATFORM": "offscreen"}


def start(
    home: Path, *arguments: str, talk: bool = False, places: Mapping[str, str] | None = None
) -> Started:
    """Start Python with these arguments; with `talk` its input and output are pipes.

    `places` go into its environment: another display, another bus.
    """
    pipe = subprocess.PIPE if talk else subprocess.DEVNULL
    command = [sys.executable, *arguments]
    return subprocess.Popen(  # noqa: S603  (our own programs)
        command,
        stdin=pipe,
        stdout=pipe,
        text=True,
        cwd=ROOT,
        env=home_environment(home) | dict(places or {}),
    )


def alive(process: Started) -> bool:
    """Tell whether a process has not ended."""
    return process.poll() is None


def has_window(process: Started) -> bool:
    """Tell whether a process holds the lock of a vault's window."""
    links = Path(f"/proc/{process.pid}/fd").glob("*")
    return any("/run/coachdesk/" in _target(link) for link in links)


def _target(link: Path) -> str:
    with suppress(OSError):
        return str(link.readlink())
    return ""


def wait_for(condition: Callable[[], bool], what: str) -> None:
    """Wait until something holds in another process."""
    deadline = time.monotonic() + _PATIENCE_S
    while not condition():
        assert time.monotonic() < deadline, f"waited in vain {what}"
        time.sleep(0.02)


def core_limit(process: Started) -> str:
    """Return the soft and the hard limit of its core dumps, as the kernel has them."""
    limits = Path(f"/proc/{process.pid}/limits").read_text()
    return " ".join(next(line for line in limits.splitlines() if "core file" in line).split()[4:6])


def umask(process: Started) -> str:
    """Return its umask, as the kernel has it."""
    status = Path(f"/proc/{process.pid}/status").read_text()
    return next(line.split()[1] for line in status.splitlines() if line.startswith("Umask"))


def dumpable(process: Started) -> int:
    """Return whether a process may be dumped and debugged, as the kernel has it.

    It gives the files of one that may not to the administrator; where that is who asks, a debugger
    has to (https://man7.org/linux/man-pages/man5/proc.5.html).
    """
    if os.geteuid():
        return int(Path(f"/proc/{process.pid}/mem").stat().st_uid == os.geteuid())
    gdb = shutil.which("gdb")
    if gdb is None:
        pytest.skip("no gdb here")
    ask = [gdb, "-nx", "-batch", "-p", str(process.pid), "-ex", "print (int) prctl(3, 0, 0, 0, 0)"]
    said = subprocess.run(ask, capture_output=True, text=True, check=False).stdout  # noqa: S603
    found = re.search(r"^\$1 = (\d)", said, re.MULTILINE)
    if found is None:
        pytest.skip("gdb may not attach here")
    return int(found[1])
