import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from enum import Enum
from pathlib import Path

import pytest

from coachdesk import logs
from coachdesk.logs import start_logging, trace

CANARY = "kanarienvogel"
_log = logging.getLogger("coachdesk.tests")


class Colour(Enum):
    BLUE = "blue"


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    handler = start_logging(tmp_path / "log")
    yield tmp_path / "log" / logs.LOG_NAME
    logging.getLogger().removeHandler(handler)
    handler.close()


def fail(text: str) -> None:
    facts: dict[str, str] = {}
    try:
        facts[text]
    except KeyError as error:
        raise ValueError(text) from error


def failing(text: str) -> Exception:
    """Return an error that was raised because of another one."""
    with pytest.raises(ValueError, match=text) as caught:
        fail(text)
    return caught.value


def test_codes_numbers_and_types_are_logged(log: Path) -> None:
    _log.info("migration %d took %.1f s for %s and %s", 3, 0.25, Colour.BLUE, KeyError)
    assert "migration 3 took 0.2 s for Colour.BLUE and KeyError" in log.read_text(encoding="utf-8")


@pytest.mark.parametrize("value", [CANARY, CANARY.encode(), [CANARY], {"name": CANARY}, Path(CANARY)])
def test_text_is_logged_as_its_type_alone(log: Path, value: object) -> None:
    _log.info("saved %s", value)
    text = log.read_text(encoding="utf-8")
    assert CANARY not in text
    assert "saved (" in text


def test_errors_are_logged_by_type_and_place(log: Path) -> None:
    _log.info("job failed", exc_info=failing(CANARY))
    _log.info("job failed: %s", failing(CANARY))
    text = log.read_text(encoding="utf-8")
    assert CANARY not in text
    assert text.count("ValueError at tests.test_logs:") == 2
    assert text.count(" from KeyError at tests.test_logs:") == 2


def test_a_stack_asked_for_is_left_out(log: Path) -> None:
    _log.info("here", stack_info=True)
    assert len(log.read_text(encoding="utf-8").splitlines()) == 1


def test_messages_of_libraries_are_left_out(log: Path, caplog: pytest.LogCaptureFixture) -> None:
    logging.getLogger("library").warning(CANARY)
    text = log.read_text(encoding="utf-8")
    assert CANARY not in text
    assert "WARNING library:" in text
    caplog.clear()


def test_a_message_that_does_not_fit_is_left_out() -> None:
    record = logging.LogRecord("coachdesk", logging.INFO, "", 1, f"%d {CANARY}", ("x",), None)
    assert logs.ContentFreeFormatter().format(record) == "(message that does not fit its arguments)"


def test_the_log_belongs_to_its_owner_alone(log: Path) -> None:
    before = os.umask(0)
    try:
        _log.info("x")
    finally:
        os.umask(before)
    assert log.stat().st_mode & 0o777 == 0o600


def test_the_log_stays_small_and_private(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(8000):
        _log.info("a line of some length, again and again, until the file is full: %d", 12345)
    older = sorted(log.parent.iterdir())
    assert [path.name for path in older] == ["coachdesk.log", "coachdesk.log.1", "coachdesk.log.2"]
    assert {path.stat().st_mode & 0o777 for path in older} == {0o600}


def test_an_error_that_was_never_raised_has_no_place() -> None:
    assert trace(ValueError(CANARY)) == "ValueError at ?"


def test_a_circle_of_causes_ends() -> None:
    first, second = ValueError(), KeyError()
    first.__cause__, second.__cause__ = second, first
    assert trace(first) == "ValueError at ? from KeyError at ?"


START = """
import resource, sys, pathlib, threading
from coachdesk.logs import start_process
start_process(pathlib.Path(sys.argv[1]))
status = pathlib.Path("/proc/self/status").read_text()
umask = next(line.split()[1] for line in status.splitlines() if line.startswith("Umask"))
print(umask, resource.getrlimit(resource.RLIMIT_CORE))
import ctypes
print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
"""


def run(script: str, *arguments: object) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-c", script, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  (our own script)


@pytest.mark.skipif(sys.platform != "linux", reason="asks the Linux kernel")
def test_a_start_hardens_the_process(tmp_path: Path) -> None:
    assert run(START, tmp_path).stdout.split("\n")[:2] == ["0077 (0, 0)", "0"]


@pytest.mark.parametrize(
    "raise_it", ["{}['%s']", "t = threading.Thread(target={}.__getitem__, args=['%s']); t.start(); t.join()"]
)
def test_an_uncaught_error_shows_no_text(tmp_path: Path, raise_it: str) -> None:
    ran = run(START + raise_it % CANARY, tmp_path)
    log = (tmp_path / logs.LOG_NAME).read_text(encoding="utf-8")
    assert CANARY not in ran.stderr + log
    assert "KeyError at " in ran.stderr
    assert "CRITICAL coachdesk" in log


def test_without_a_place_for_the_log_the_program_starts(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert run(START, tmp_path / "file").returncode == 0


def test_a_thread_that_ends_itself_is_no_fault(tmp_path: Path) -> None:
    ran = run(
        START + "threading.excepthook(threading.ExceptHookArgs((SystemExit, None, None, None)))", tmp_path
    )
    assert ran.stderr == ""
