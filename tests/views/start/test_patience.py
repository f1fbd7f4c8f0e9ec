from pytestqt.qtbot import QtBot

from coachdesk.views.start.patience import Patience, pause_after
from tests.drivers.start import FakeTimer


def test_the_pause_doubles_up_to_half_a_minute() -> None:
    assert [pause_after(failures) for failures in range(1, 9)] == [1, 2, 4, 8, 16, 30, 30, 30]


def test_a_thousand_failures_still_wait_half_a_minute() -> None:
    assert pause_after(1000) == 30


def test_seconds_are_counted_down(timer: FakeTimer, qtbot: QtBot) -> None:
    patience = Patience(timer)
    told: list[int] = []
    patience.ticked.connect(told.append)
    patience.begin()
    timer.pass_second()
    patience.begin()
    timer.pass_second()
    timer.pass_second()
    assert told == [1, 0, 2, 1, 0]
    assert not timer.is_running
