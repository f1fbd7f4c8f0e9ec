import os
import subprocess
import sys
from typing import NoReturn

import pytest

from coachdesk import __version__, lock

REPLACE = """
import os
from coachdesk.lock import replace_process
print(os.getpid(), flush=True)
replace_process(["--version"])
"""


class EndedError(Exception):
    """Stands for the end of the process."""


def test_the_next_process_takes_the_place_of_this_one() -> None:
    command = [sys.executable, "-c", REPLACE]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603  (our own script)
        out, _ = process.communicate()
    assert out.split("\n")[:2] == [str(process.pid), f"coachdesk {__version__}"]
    assert process.returncode == 0


def test_it_brings_in_no_qt() -> None:
    script = "import coachdesk.lock, sys; print(any('PySide6' in name for name in sys.modules))"
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)  # noqa: S603  (our own script)
    assert ran.stdout.strip() == "False"


def test_a_frozen_program_is_its_own_interpreter(monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[list[str]] = []

    def execv(_path: str, command: list[str]) -> NoReturn:
        called.append(command)
        raise EndedError

    monkeypatch.setattr(os, "execv", execv)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    with pytest.raises(EndedError):
        lock.replace_process(["--vault", "x"])
    assert called == [[sys.executable, "--vault", "x"]]


def test_windows_starts_the_next_one_first(monkeypatch: pytest.MonkeyPatch) -> None:
    from PySide6.QtCore import QProcess

    called: list[tuple[str, list[str]]] = []

    def end(_code: int) -> NoReturn:
        raise EndedError

    monkeypatch.setattr(QProcess, "startDetached", lambda *command: called.append(command))
    monkeypatch.setattr(os, "_exit", end)
    monkeypatch.setattr(sys, "platform", "win32")
    with pytest.raises(EndedError):
        lock.replace_process(["--vault", "x"])
    assert called == [(sys.executable, ["-m", "coachdesk", "--vault", "x"])]
