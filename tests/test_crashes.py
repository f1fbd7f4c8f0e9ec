import subprocess
import sys
from pathlib import Path

import pytest

from coachdesk.crashes import CRASH_NAME, LAST_NAME, forget_crash, last_crash

CANARY = "kanarienvogel"
CRASH = """
import ctypes, pathlib, sys
from coachdesk.logs import start_process
start_process(pathlib.Path(sys.argv[1]))
def strike(note):
    ctypes.string_at(0)
if len(sys.argv) > 2:
    strike(sys.argv[2])
"""


def run(folder: Path, *words: str) -> int:
    command = [sys.executable, "-c", CRASH, str(folder), *words]
    return subprocess.run(command, check=False, capture_output=True).returncode  # noqa: S603  (our own script)


@pytest.fixture
def crashed(tmp_path: Path) -> Path:
    """Return a log folder after a crash and the start that followed it."""
    assert run(tmp_path, CANARY) != 0
    assert run(tmp_path) == 0
    return tmp_path


def test_the_next_start_knows_where_the_crash_was(crashed: Path) -> None:
    told = last_crash(crashed)
    assert told[0] == "Fatal Python error: Segmentation fault"
    assert any(line.startswith("  ctypes:") for line in told)


def test_no_variable_and_no_path_is_in_it(crashed: Path) -> None:
    assert CANARY not in (crashed / LAST_NAME).read_text()
    assert not any("/" in line or "\\" in line for line in last_crash(crashed))


def test_it_belongs_to_its_owner_alone(crashed: Path) -> None:
    modes = {path.name: path.stat().st_mode & 0o777 for path in crashed.iterdir()}
    assert modes[CRASH_NAME] == modes[LAST_NAME] == 0o600


def test_without_a_crash_nothing_is_told(tmp_path: Path) -> None:
    assert run(tmp_path) == run(tmp_path) == 0
    assert last_crash(tmp_path) == ()


def test_once_heard_it_is_forgotten(crashed: Path) -> None:
    forget_crash(crashed)
    forget_crash(crashed)
    assert last_crash(crashed) == ()


@pytest.mark.parametrize(
    ("path", "module"),
    [
        ("/home/ines/desk/coachdesk/views/fields.py", "coachdesk.views.fields"),
        (r"C:\Users\Ines Vogt\lib\site-packages\attr\_make.py", "attr._make"),
        ("/home/ines/bin/own script.py", "own script"),
        ("<frozen importlib._bootstrap>", "<frozen importlib._bootstrap>"),
    ],
)
def test_a_frame_is_told_by_its_module_alone(tmp_path: Path, path: str, module: str) -> None:
    (tmp_path / LAST_NAME).write_text(f'  File "{path}", line 7 in strike\nCurrent notes: {CANARY}\n')
    assert last_crash(tmp_path) == (f"  {module}:7",)
