import logging
import threading
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from coachdesk.errors import InternalError, KnownError, NotFoundError
from coachdesk.logs import ContentFreeFormatter
from coachdesk.models.clock import Clock
from coachdesk.models.entities.change import Change, Kind, Written
from coachdesk.models.store import Store
from coachdesk.models.store_thread import StoreThread
from coachdesk.workspace import Workspace
from tests.conftest import Settle


def fail(_store: Store) -> None:
    raise NotFoundError


def break_it(_store: Store) -> None:
    raise ZeroDivisionError("Mira Solano")


def write_one(_store: Store) -> Written[str]:
    return Written("x", Change.of(Kind.CLIENT, "x"))


def test_a_job_runs_elsewhere_and_its_answer_comes_home(workspace: Workspace, settle: Settle) -> None:
    threads: list[str] = []
    workspace.run(
        lambda _store: threads.append(threading.current_thread().name),
        lambda _none: threads.append(threading.current_thread().name),
    )
    settle()
    assert threads[0].startswith("store")
    assert threads[1] == threading.main_thread().name


def test_a_write_tells_everyone_what_changed_and_who_did_it(workspace: Workspace, qtbot: QtBot) -> None:
    origin = QObject()
    with qtbot.waitSignal(workspace.changed) as told:
        workspace.run(write_one, origin=origin)
    assert told.args == [Change.of(Kind.CLIENT, "x"), origin]


def test_a_known_failure_is_shown_by_the_window(workspace: Workspace, qtbot: QtBot) -> None:
    with qtbot.waitSignal(workspace.failed) as told:
        workspace.run(fail)
    assert isinstance(told.args[0], NotFoundError)


def test_a_view_may_show_its_failure_itself(workspace: Workspace, settle: Settle) -> None:
    seen: list[KnownError] = []
    workspace.run(fail, on_failed=seen.append)
    settle()
    assert [type(error) for error in seen] == [NotFoundError]


def test_a_bug_is_logged_without_its_words(
    workspace: Workspace, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    with qtbot.waitSignal(workspace.failed) as told, caplog.at_level(logging.ERROR):
        workspace.run(break_it)
    assert isinstance(told.args[0], InternalError)
    (record,) = caplog.records
    line = ContentFreeFormatter().format(record)
    assert "ZeroDivisionError" in line
    assert "Mira" not in line
    caplog.clear()


def test_draining_waits_for_every_answer(workspace: Workspace) -> None:
    heard: list[int] = []
    for number in range(3):
        workspace.run(lambda _store, number=number: number, heard.append)  # type: ignore[misc]  # a default binds it
    workspace.drain()
    assert heard == [0, 1, 2]


def test_a_view_that_stumbles_holds_nothing_up(workspace: Workspace, qtbot: QtBot) -> None:
    def stumble(_result: object) -> None:
        raise ZeroDivisionError

    with qtbot.capture_exceptions() as caught, qtbot.waitSignal(workspace.changed):
        workspace.run(write_one, stumble)
    workspace.drain()
    assert not workspace.is_busy
    assert [kind for kind, *_ in caught] == [ZeroDivisionError]


def test_a_view_that_is_gone_hears_nothing(workspace: Workspace, settle: Settle) -> None:
    import shiboken6

    heard: list[object] = []
    origin = QObject()
    workspace.run(lambda _store: 1, heard.append, origin=origin)
    shiboken6.delete(origin)
    settle()
    assert heard == []


def test_work_without_the_store_runs_beside_it(workspace: Workspace, settle: Settle) -> None:
    names: list[str] = []
    workspace.work(lambda: threading.current_thread().name, names.append)
    settle()
    assert names[0].startswith("worker")


def test_who_can_not_wait_for_ever_is_let_go(workspace: Workspace, qtbot: QtBot) -> None:
    released = threading.Event()
    workspace.work(released.wait)
    workspace.drain(most_ms=20)
    assert workspace.is_busy
    released.set()
    workspace.drain()
    assert not workspace.is_busy


def test_a_disk_that_does_not_answer_does_not_hold_the_end_up(
    connect: Callable[[], Any], clock: Clock, qtbot: QtBot
) -> None:
    released = threading.Event()
    workspace = Workspace(StoreThread(connect, clock), clock)
    workspace.run(lambda _store: released.wait())
    workspace.finish(most_s=0.02)
    assert workspace.is_busy
    [closing] = [thread for thread in threading.enumerate() if thread.name == "closing"]
    released.set()
    closing.join()


def test_nobody_waits_for_a_long_job_but_its_answer_comes(workspace: Workspace, qtbot: QtBot) -> None:
    told: list[object] = []
    workspace.run_long(lambda _store, _pause: "done", told.append)
    assert not workspace.is_busy
    workspace.run_long(lambda store, _pause: fail(store), on_failed=told.append)
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told[0] == "done"
    assert isinstance(told[1], NotFoundError)


def test_work_that_is_asked_for_after_the_end_is_passed_over(
    connect: Callable[[], Any], clock: Clock, qtbot: QtBot
) -> None:
    workspace = Workspace(StoreThread(connect, clock), clock)
    workspace.finish()
    done: list[int] = []
    workspace.work(lambda: done.append(1))
    assert (done, workspace.is_busy) == ([], False)
