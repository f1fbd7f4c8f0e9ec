"""Reminders say when a session begins, and nothing else, and nothing once the vault is locked."""

import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from coachdesk.models.clock import fixed_clock
from coachdesk.models.entities.change import Written
from coachdesk.models.entities.session import Session
from coachdesk.models.sessions import begin_session, cancel_session, move_session
from coachdesk.models.store import Store
from coachdesk.models.store_thread import StoreThread
from coachdesk.notifying import BusNotifier
from coachdesk.reminders import Reminders
from coachdesk.settings import Settings
from coachdesk.workspace import Workspace
from tests.conftest import NOW
from tests.drivers.keyboard import wait_until
from tests.drivers.notices import SaidAloud, desktop_with_notices
from tests.making import a_session, an_engagement

CANARY = "Zenobia Quetzal"
MINUTE = timedelta(minutes=1)


class Watch:
    """A clock that a test sets, and reminders that look at it."""

    def __init__(self, connect: Callable[[], Any], settings: Settings) -> None:
        self.at = NOW
        self.workspace = Workspace(StoreThread(connect, fixed_clock(NOW)), lambda: self.at)
        self.desktop = SaidAloud()
        self.settings = settings
        self.reminders = Reminders(self.workspace, settings, self.desktop)

    def settle(self) -> None:
        wait_until(lambda: not self.workspace.is_busy, "for the store")

    def do(self, job: Callable[[Store], Any]) -> Any:  # noqa: ANN401  (whatever it gives)
        given: list[Any] = []
        self.workspace.run(job, given.append)
        self.settle()
        self.settle()
        return given[0]

    def go_on(self, moment: datetime) -> list[str]:
        """Let it be this time; return what was said so far."""
        self.at = moment
        self.reminders.tick()
        self.settle()
        return self.desktop.said


@pytest.fixture
def watch(connect: Callable[[], Any], tmp_path: Path, qapp: QApplication) -> Any:  # noqa: ANN401  (a generator)
    settings = Settings(tmp_path / "settings.ini")
    settings.reminder_minutes = 10
    made = Watch(connect, settings)
    yield made
    made.reminders.leave()
    made.workspace.finish()


def in_twenty_minutes(store: Store) -> Written[Session]:
    """Plan a session in twenty minutes."""
    work = an_engagement(store, CANARY, called=CANARY)
    planned = a_session(store, work)
    return move_session(
        store,
        session_id=planned.id,
        planned_at=NOW + 20 * MINUTE,
        minutes=60,
        mode=planned.mode,
        place=f"Office of {CANARY}",
        keep_trace=False,
    )


def test_it_is_said_once_and_when_it_is_time(watch: Watch) -> None:
    watch.reminders.begin()
    watch.do(in_twenty_minutes)
    assert watch.go_on(NOW + 9 * MINUTE) == []
    assert watch.go_on(NOW + 10 * MINUTE) == ["A session begins in 10 minute(s)."]
    assert len(watch.go_on(NOW + 12 * MINUTE)) == 1


def test_who_unlocks_late_hears_how_long_it_is(watch: Watch) -> None:
    watch.do(in_twenty_minutes)
    watch.at = NOW + 17 * MINUTE
    watch.reminders.begin()
    watch.settle()
    assert watch.desktop.said == ["A session begins in 3 minute(s)."]
    assert watch.desktop.said == watch.go_on(NOW + 20 * MINUTE)  # and nothing once it has begun


def test_nothing_is_said_unless_it_was_chosen(watch: Watch, tmp_path: Path) -> None:
    assert Settings(tmp_path / "new.ini").reminder_minutes == 0
    watch.settings.reminder_minutes = 0
    watch.reminders.begin()
    watch.do(in_twenty_minutes)
    assert watch.go_on(NOW + 15 * MINUTE) == []


def test_a_choice_counts_at_once(watch: Watch) -> None:
    watch.settings.reminder_minutes = 0
    watch.reminders.begin()
    watch.do(in_twenty_minutes)
    watch.reminders.minutes = 30
    watch.settle()
    assert watch.desktop.said == ["A session begins in 20 minute(s)."]


@pytest.mark.parametrize("verb", [begin_session, partial(cancel_session, late=False)])
def test_what_has_begun_or_was_called_off_is_not_reminded_of(watch: Watch, verb: Callable[..., Any]) -> None:
    watch.reminders.begin()
    planned = watch.do(in_twenty_minutes).value
    watch.do(lambda store: verb(store, session_id=planned.id))
    assert watch.go_on(NOW + 15 * MINUTE) == []


def test_a_moved_session_is_reminded_of_anew(watch: Watch) -> None:
    watch.reminders.begin()
    planned = watch.do(in_twenty_minutes).value
    watch.go_on(NOW + 10 * MINUTE)
    later = NOW + 40 * MINUTE
    watch.do(
        lambda store: move_session(
            store, session_id=planned.id, planned_at=later, minutes=60, mode=planned.mode, place=""
        )
    )
    assert len(watch.go_on(later - 5 * MINUTE)) == 2


def test_nothing_is_said_after_locking(watch: Watch) -> None:
    watch.reminders.begin()
    watch.do(in_twenty_minutes)
    watch.reminders.leave()
    assert watch.go_on(NOW + 15 * MINUTE) == []
    assert watch.desktop.has_left


def test_an_answer_of_the_vault_that_comes_after_locking_says_nothing(watch: Watch) -> None:
    watch.do(in_twenty_minutes)
    watch.at = NOW + 15 * MINUTE
    watch.reminders.begin()  # asks the vault
    watch.reminders.leave()
    watch.settle()
    assert watch.desktop.said == []


@pytest.mark.skipif(sys.platform != "linux", reason="D-Bus is spoken on Linux")
def test_neither_name_nor_content_goes_over_the_bus(watch: Watch, tmp_path: Path) -> None:
    with desktop_with_notices(tmp_path) as (address, desktop):
        notifier = BusNotifier(watch.workspace, address)
        reminders = Reminders(watch.workspace, watch.settings, notifier)
        watch.do(in_twenty_minutes)
        watch.at = NOW + 10 * MINUTE
        reminders.begin()
        wait_until(lambda: desktop.asked, "for the notification")
        watch.settle()
        reminders.leave()
        assert b"A session begins" in desktop.raw
        assert not any(word.encode() in desktop.raw for word in (*CANARY.split(), "Office", "lead kindly"))
