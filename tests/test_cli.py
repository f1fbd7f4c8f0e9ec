import subprocess
import sys
from argparse import Namespace
from types import SimpleNamespace

import pytest

from coachdesk import __version__, cli
from coachdesk.errors import DiskFullError

HEAVY = ("PySide6", "shiboken6", "sqlcipher3", "sqlite3", "sqlite_utils", "cryptography", "typst")


@pytest.mark.parametrize(
    "arguments", [["--help"], ["--version"], ["vault", "--help"], ["vault", "create", "--help"]]
)
def test_help_and_version_bring_in_nothing_heavy(arguments: list[str]) -> None:
    script = f"""
import sys
from coachdesk.cli import main
try:
    main({arguments!r})
except SystemExit as ended:
    print(ended.code, [name for name in {HEAVY!r} if name in sys.modules])
"""
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)  # noqa: S603  (our own script)
    assert ran.stdout.splitlines()[-1] == "0 []"


def test_it_runs_as_a_module() -> None:
    command = [sys.executable, "-m", "coachdesk", "--version"]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603  (our own)
    assert ran.stdout == f"coachdesk {__version__}\n"


@pytest.mark.parametrize(
    "arguments", [["nonsense"], ["vault"], ["vault", "create"], ["vault", "check", "a", "b"], ["--x"]]
)
def test_wrong_usage_ends_with_two(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(arguments)
    assert ended.value.code == 2
    assert "usage: coachdesk" in capsys.readouterr().err


def main_that_raises(error: BaseException, monkeypatch: pytest.MonkeyPatch) -> int:
    def run(_arguments: Namespace) -> None:
        raise error

    parser = SimpleNamespace(parse_args=lambda _arguments: Namespace(run=run))
    monkeypatch.setattr(cli, "build_parser", lambda: parser)
    return cli.main(["--sample"])


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (DiskFullError("No room\non the disk.", "Free some."), "No room on the disk. Free some."),
        (KeyboardInterrupt(), "interrupted"),
        (KeyError("kanarienvogel"), "a fault in the program (KeyError at "),
    ],
)
def test_a_failure_is_one_line_and_one(
    error: BaseException, line: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main_that_raises(error, monkeypatch) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"coachdesk: {line}")
    assert err.count("\n") == 1
    assert "kanarienvogel" not in err


def test_without_a_command_the_window_opens(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[object] = []

    def run(vault: object, *, sample: bool) -> int:
        opened.append((str(vault), sample))
        return 3

    monkeypatch.setitem(sys.modules, "coachdesk.app", SimpleNamespace(run=run))
    assert cli.main([]) == 3
    assert cli.main(["--vault", "here"]) == 3
    assert cli.main(["--sample"]) == 3
    assert opened == [("None", False), ("here", False), ("None", True)]
