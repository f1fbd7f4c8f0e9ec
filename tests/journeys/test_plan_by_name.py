"""Planning with somebody from the calendar, and taking it back, by keyboard alone."""

from datetime import date, datetime, time, timedelta

import attrs
import pytest

from coachdesk.models.entities.change import Written
from coachdesk.models.entities.session import Session, SessionMode, SessionState
from coachdesk.models.session_calendar import entries
from coachdesk.models.session_lists import list_sessions
from coachdesk.models.sessions import save, session
from coachdesk.models.store import Store
from tests.drivers.coach import Coach
from tests.drivers.fixtures import Begin
from tests.drivers.keyboard import focused
from tests.making import a_held_session, an_active_engagement


@pytest.fixture
def coach(begin: Begin) -> Coach:
    return Coach(begin(_met_one_of_two))


def _met_one_of_two(store: Store) -> None:
    a_held_session(store, an_active_engagement(store, "Ana"), days=-30)
    an_active_engagement(store, "Ben")


def planned(coach: Coach) -> list[tuple[str, datetime]]:
    def read(store: Store) -> list[tuple[str, datetime]]:
        found = entries(store, first=in_days(coach, 0), days=30)
        return [(one.names[0], one.starts_at.astimezone().replace(tzinfo=None)) for one in found]

    return coach.practice.do(read)


def in_days(coach: Coach, days: int) -> date:
    return coach.practice.context.workspace.today() + timedelta(days=days)


def put_ben_on_the_day_after_tomorrow(coach: Coach) -> None:
    coach.keys.press("Ctrl+Shift+C")
    coach.keys.go_to("Nothing planned yet with")
    coach.keys.press("Down", "Ctrl+X", "Right", "Right", "Ctrl+V")


def test_a_name_on_a_day_is_planned_by_one_enter(coach: Coach) -> None:
    put_ben_on_the_day_after_tomorrow(coach)
    assert planned(coach) == []
    assert focused().accessibleName() == "Plan it"
    coach.keys.press("Return")
    assert planned(coach) == [("Ben", datetime.combine(in_days(coach, 2), time(10)))]
    assert coach.window.place == "calendar"


def test_what_was_planned_from_the_calendar_is_taken_back_there(coach: Coach) -> None:
    put_ben_on_the_day_after_tomorrow(coach)
    coach.keys.press("Return")
    coach.keys.press("Ctrl+Z")
    assert planned(coach) == []
    assert coach.practice.notices[-1] == "Undone: Session planned"
    coach.keys.press("Ctrl+Shift+Z")
    assert [name for name, _ in planned(coach)] == ["Ben"]


def test_what_was_planned_from_today_is_taken_back_there(coach: Coach) -> None:
    coach.keys.press("Ctrl+1", "Ctrl+Shift+N", "Ctrl+Return")
    assert len(planned(coach)) == 1
    coach.keys.press("Ctrl+Z")
    assert (coach.window.place, planned(coach)) == ("today", [])


def test_what_was_changed_since_it_was_planned_stays(coach: Coach) -> None:
    put_ben_on_the_day_after_tomorrow(coach)
    coach.keys.press("Return")
    coach.practice.do(_by_phone)
    coach.keys.press("Ctrl+Z")
    assert [name for name, _ in planned(coach)] == ["Ben"]
    assert coach.practice.notices[-1].startswith("It has changed in the meantime")


def _by_phone(store: Store) -> Written[Session]:
    (one,) = [one for one in list_sessions(store) if one.state is SessionState.PLANNED]
    planned_one = session(store, one.id)
    return save(store, attrs.evolve(planned_one, mode=SessionMode.PHONE))


def test_a_form_that_is_left_plans_nothing(coach: Coach) -> None:
    put_ben_on_the_day_after_tomorrow(coach)
    coach.keys.push("Leave it")
    assert (coach.window.place, planned(coach)) == ("calendar", [])
