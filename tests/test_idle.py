"""The clocks are the test's own: nothing here waits."""

import sys
import time

import pytest
from attrs import define
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QWindow
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from coachdesk.idle import Clocks, Idleness, system_clocks
from coachdesk.lock import Reason

MINUTES = 10
LIMIT = MINUTES * 60


@define
class Time:
    """What the three clocks show."""

    steady: float = 1_000.0
    awake: float = 900.0
    wall: float = 1_800_000_000.0

    def pass_(self, seconds: float) -> None:
        """Let time go by."""
        self.steady += seconds
        self.awake += seconds
        self.wall += seconds

    def sleep(self, seconds: float) -> None:
        """Close the lid for a while."""
        self.steady += seconds
        self.wall += seconds


class Watched:
    """Idleness at the hands of a test, and what it told."""

    def __init__(self) -> None:
        self.time = Time()
        clocks = Clocks(
            steady=lambda: self.time.steady, awake=lambda: self.time.awake, wall=lambda: self.time.wall
        )
        self.idleness = Idleness(lambda: MINUTES, clocks)
        self.told: list[object] = []
        self.idleness.gone.connect(self.told.append)
        self.idleness.warned.connect(self.told.append)
        self.idleness.stayed.connect(lambda: self.told.append("stayed"))
        self.idleness.start()

    def after(self, seconds: float) -> list[object]:
        """Look after a while, and return what has been told so far."""
        self.time.pass_(seconds)
        self.idleness.look()
        return self.told


@pytest.fixture
def watched(qtbot: QtBot) -> Watched:
    return Watched()


def test_a_coach_who_was_there_a_moment_ago_is_left_alone(watched: Watched) -> None:
    assert watched.after(LIMIT - 31) == []


def test_half_a_minute_before_the_coach_is_warned(watched: Watched) -> None:
    assert watched.after(LIMIT - 30) == [30]


def test_the_warning_counts_down_and_then_the_time_is_over(watched: Watched) -> None:
    watched.after(LIMIT - 30)
    watched.after(29.5)
    assert watched.after(0.5) == [30, 1, "stayed", Reason.IDLE]


def test_it_is_told_once(watched: Watched) -> None:
    watched.after(LIMIT)
    watched.idleness.touch()
    assert watched.told == [Reason.IDLE]


def test_a_key_takes_the_warning_back_and_begins_anew(watched: Watched) -> None:
    watched.after(LIMIT - 5)
    watched.idleness.touch()
    assert watched.after(LIMIT - 31) == [5, "stayed"]


def test_a_key_after_the_time_does_not_wake_what_should_be_locked(watched: Watched) -> None:
    watched.time.pass_(LIMIT + 1)
    watched.idleness.touch()
    assert watched.told == [Reason.IDLE]


def test_a_clock_that_is_set_back_keeps_nothing_open(watched: Watched) -> None:
    watched.time.wall -= 3_600
    assert watched.after(LIMIT) == [Reason.IDLE]


def test_a_clock_that_is_set_forward_past_the_time_locks(watched: Watched) -> None:
    watched.time.wall += LIMIT
    assert watched.after(0) == [Reason.IDLE]


def test_a_steady_clock_that_stood_still_in_sleep_is_caught_by_the_wall(watched: Watched) -> None:
    watched.time.wall += LIMIT
    watched.idleness.touch()
    assert watched.told == [Reason.IDLE]


def test_sleep_locks_however_short_it_was(watched: Watched) -> None:
    watched.time.sleep(5)
    assert watched.after(0) == [Reason.SLEEP]


def test_sleep_is_noticed_by_the_key_that_ends_it(watched: Watched) -> None:
    watched.time.sleep(5)
    watched.idleness.touch()
    assert watched.told == [Reason.SLEEP]


def test_a_sleep_before_the_start_does_not_count(watched: Watched) -> None:
    watched.time.sleep(5)
    watched.idleness.start()
    assert watched.after(0) == []


def test_who_has_stopped_counts_no_keys(watched: Watched) -> None:
    window = QWindow()
    watched.idleness.attend(window)
    watched.idleness.stop()
    watched.time.pass_(LIMIT)
    QTest.keyClick(window, Qt.Key.Key_A)
    assert watched.told == []


def test_keys_and_the_mouse_of_a_window_are_signs_of_life(watched: Watched, qtbot: QtBot) -> None:
    window = QWindow()
    window.resize(10, 10)
    watched.idleness.attend(window)
    for sign in (
        lambda: QTest.keyClick(window, Qt.Key.Key_A),
        lambda: QTest.mouseMove(window, QPoint(5, 5)),
        lambda: QTest.mouseClick(window, Qt.MouseButton.LeftButton, pos=QPoint(5, 5)),
    ):
        watched.after(LIMIT - 10)
        sign()
    assert watched.told == [10, "stayed"] * 3
    window.destroy()


def test_nobody_in_sight_is_no_window(watched: Watched) -> None:
    watched.idleness.attend(None)


def test_the_systems_clock_goes_on_in_sleep() -> None:
    clocks = system_clocks()
    if sys.platform == "linux":
        assert abs(clocks.steady() - time.clock_gettime(time.CLOCK_BOOTTIME)) < 1


def test_a_system_without_such_clocks_has_one_for_both(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    clocks = system_clocks()
    assert abs(clocks.steady() - clocks.awake()) < 1
