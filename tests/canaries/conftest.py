import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import pytest
from attrs import frozen

from tests.drivers.fixtures import begin, built_sample, papers

__all__ = ["begin", "built_sample", "papers"]

_ROOT: Final = Path(__file__).parents[2]
_PLACES: Final = {
    "HOME": ".",
    "XDG_CONFIG_HOME": ".config",
    "XDG_DATA_HOME": ".local/share",
    "XDG_STATE_HOME": ".local/state",
    "XDG_CACHE_HOME": ".cache",
    "TMPDIR": "tmp",
}


@frozen
class Day:
    """What a scripted day at the desk left on the disk, and what it told."""

    home: Path
    word: str
    told: dict[str, Any]
    calls: tuple[str, ...]

    @property
    def pdfs(self) -> list[Path]:
        """What was saved to be handed out."""
        return sorted(self.home.glob("*.pdf"))


@pytest.fixture(scope="session")
def day(tmp_path_factory: pytest.TempPathFactory) -> Day:
    """Live a day in a process and a home of its own; strace listens where there is one."""
    home = tmp_path_factory.mktemp("home")
    for name in ("Documents", *_PLACES.values()):
        (home / name).mkdir(parents=True, exist_ok=True)
    word, calls = "Zanzibarit", home.parent / "calls.txt"
    command = [*_strace(calls), sys.executable, "-m", "tests.canaries.day", str(home), word]
    places = {name: str(home / place) for name, place in _PLACES.items()}
    environment = os.environ | places | {"QT_QPA_PLATFORM": "offscreen"}
    ran = subprocess.run(command, capture_output=True, text=True, cwd=_ROOT, env=environment, check=False)  # noqa: S603
    assert ran.returncode == 0, ran.stderr
    heard = calls.read_text(errors="replace").splitlines() if calls.exists() else []
    return Day(home, word, json.loads(ran.stdout), tuple(heard))


def _strace(calls: Path) -> list[str]:
    """Return what to put before a command to have its system calls written down, where that works."""
    tool = shutil.which("strace")
    if tool is None:
        return []
    listen = [tool, "-f", "--seccomp-bpf", "-qq", "-e", "trace=%net,openat,creat", "-o", str(calls)]
    tried = subprocess.run([*listen, "true"], capture_output=True, check=False)  # noqa: S603
    return listen if tried.returncode == 0 else []
