import logging
import threading

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from coachdesk.errors import DiskFullError, InternalError, KnownError
from coachdesk.views.start.background import Background
from tests.views.start.conftest import Wait


def test_a_job_runs_elsewhere_and_is_answered_here(background: Background, wait: Wait) -> None:
    threads: list[threading.Thread] = []
    background.work(
        threading.current_thread, lambda there: threads.extend((there, threading.current_thread()))
    )
    wait(lambda: bool(threads))
    assert threads[0] is not threading.main_thread()
    assert threads[1] is threading.main_thread()


def test_a_known_error_is_told(background: Background, wait: Wait) -> None:
    errors: list[KnownError] = []

    def fail() -> None:
        raise DiskFullError

    background.work(fail, on_failed=errors.append)
    wait(lambda: bool(errors))
    assert isinstance(errors[0], DiskFullError)


def test_a_bug_is_logged_and_told_as_something_that_did_not_work(
    background: Background, wait: Wait, caplog: pytest.LogCaptureFixture
) -> None:
    errors: list[KnownError] = []
    background.work(lambda: 1 // 0, on_failed=errors.append)
    wait(lambda: bool(errors))
    assert type(errors[0]) is InternalError
    assert [record.levelno for record in caplog.records] == [logging.ERROR]
    caplog.clear()


def test_a_bug_that_nobody_waits_for_is_logged_too(
    background: Background, wait: Wait, caplog: pytest.LogCaptureFixture
) -> None:
    background.work(lambda: 1 // 0)
    wait(lambda: bool(caplog.records))
    caplog.clear()


def test_an_origin_that_is_gone_hears_nothing(background: Background, qtbot: QtBot) -> None:
    origin, heard, go = QObject(), list[str](), threading.Event()
    background.work(lambda: go.wait(5), lambda _done: heard.append("late"), origin=origin)
    origin.deleteLater()
    qtbot.wait(1)
    go.set()
    background.finish()
    qtbot.wait(1)
    assert heard == []


def test_nothing_is_taken_after_the_end(background: Background, qtbot: QtBot) -> None:
    heard: list[int] = []
    background.finish()
    background.work(lambda: 1, heard.append)
    qtbot.wait(1)
    assert heard == []
