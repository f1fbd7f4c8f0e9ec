from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.models.entities.ids import EngagementId, SessionId
from coachdesk.models.entities.session import Session
from coachdesk.models.session_clock import ended, has_run_on, is_running, planned_end

TEN = datetime(2026, 5, 14, 10, 0, tzinfo=UTC)
PLANNED = Session(
    id=SessionId("s"), engagement_id=EngagementId("e"), number=1, planned_at=TEN, planned_minutes=60
)


def begun(at: datetime, planned_at: datetime | None = TEN) -> Session:
    return attrs.evolve(PLANNED, began_at=at, planned_at=planned_at)


@pytest.mark.parametrize("late", [-10, 0, 12, 30])
def test_a_session_begun_about_then_ends_when_it_was_meant_to(late: int) -> None:
    assert planned_end(begun(TEN + timedelta(minutes=late))) == TEN + timedelta(hours=1)


@pytest.mark.parametrize("late", [-120, 31, 600])
def test_a_session_begun_at_another_time_lasts_as_long_as_was_meant(late: int) -> None:
    began_at = TEN + timedelta(minutes=late)
    assert planned_end(begun(began_at)) == began_at + timedelta(hours=1)


def test_without_a_plan_there_is_an_end_only_by_length() -> None:
    assert planned_end(begun(TEN, planned_at=None)) == TEN + timedelta(hours=1)
    assert planned_end(PLANNED) is None
    assert planned_end(attrs.evolve(begun(TEN), planned_minutes=None)) is None


@given(spent=st.integers(0, 12 * 60), seconds=st.integers(0, 29))
def test_the_minutes_are_those_between_begin_and_end(spent: int, seconds: int) -> None:
    stopped = ended(begun(TEN), TEN + timedelta(minutes=spent, seconds=seconds))
    if spent < 12 * 60:
        assert stopped.minutes == spent
    assert not is_running(stopped)


def test_a_clock_runs_across_midnight() -> None:
    late = datetime(2026, 5, 14, 23, 40, tzinfo=UTC)
    assert ended(begun(late, planned_at=late), late + timedelta(minutes=55)).minutes == 55


@pytest.mark.parametrize("day", [(2026, 3, 29), (2026, 10, 25)])
def test_an_hour_is_an_hour_when_the_clocks_are_changed(day: tuple[int, int, int]) -> None:
    berlin = ZoneInfo("Europe/Berlin")
    began_at = datetime(*day, 1, 30, tzinfo=berlin).astimezone(UTC)
    running = begun(began_at, planned_at=began_at)
    assert planned_end(running) == began_at + timedelta(minutes=60)
    assert ended(running, began_at + timedelta(minutes=60)).minutes == 60


def test_a_clock_forgotten_overnight_counts_what_was_planned() -> None:
    assert ended(begun(TEN), TEN + timedelta(hours=20)).minutes == 60


@pytest.mark.parametrize(("spent", "told"), [(60, False), (85, False), (90, True), (300, True)])
def test_a_clock_that_ran_on_for_long_is_told(spent: int, told: bool) -> None:
    assert has_run_on(ended(begun(TEN), TEN + timedelta(minutes=spent))) is told


def test_minutes_set_by_hand_are_not_called_forgotten() -> None:
    by_hand = attrs.evolve(begun(TEN), minutes=200)
    assert not has_run_on(ended(by_hand, TEN + timedelta(minutes=300)))
