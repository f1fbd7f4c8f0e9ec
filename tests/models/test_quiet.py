from datetime import date, timedelta
from zoneinfo import ZoneInfo

import attrs
import pytest

from coachdesk.models.engagements import save_engagement
from coachdesk.models.entities.between import Contact
from coachdesk.models.entities.ids import ContactId, new_id
from coachdesk.models.entities.people import Engagement, EngagementState
from coachdesk.models.quiet import NOTHING_PLANNED, QuietClient, quiet_clients
from coachdesk.models.store import Store
from tests.making import a_held_session, a_session, an_engagement, let_stand

DAY = date(2026, 5, 14)


@pytest.fixture
def work(store: Store) -> Engagement:
    return change(store, an_engagement(store), state=EngagementState.ACTIVE)


def change(store: Store, work: Engagement, **new: object) -> Engagement:
    return save_engagement(store, engagement=attrs.evolve(work, **new)).value  # type: ignore[arg-type]  # fields


def found(store: Store, after: int = 0) -> list[QuietClient]:
    return list(quiet_clients(store, day=DAY + timedelta(days=after)))


def test_four_weeks_without_a_plan_are_quiet_where_nothing_was_agreed(store: Store, work: Engagement) -> None:
    a_held_session(store, work, days=-28)
    assert found(store) == []
    (one,) = found(store, after=1)
    assert (one.client_name, one.met_on, one.agreed_weeks) == ("Mira Solano", DAY - timedelta(days=28), None)


def test_what_was_agreed_counts_instead(store: Store, work: Engagement) -> None:
    change(store, work, quiet_after_weeks=6)
    a_held_session(store, work, days=-42)
    assert found(store) == []
    assert [one.agreed_weeks for one in found(store, after=1)] == [6]


def test_a_plan_is_not_quiet_and_one_for_today_is_a_plan(store: Store, work: Engagement) -> None:
    a_held_session(store, work, days=-50)
    assert len(found(store)) == 1
    a_session(store, work, days=0)
    assert found(store) == []


@pytest.mark.parametrize("state", [EngagementState.PAUSED, EngagementState.CLOSING, EngagementState.CLOSED])
def test_who_pauses_or_ends_is_not_quiet(store: Store, work: Engagement, state: EngagementState) -> None:
    a_held_session(store, work, days=-50)
    let_stand(store, work, state)
    assert found(store) == []


def test_before_the_first_session_it_counts_from_the_beginning(store: Store, work: Engagement) -> None:
    change(store, work, starts_on=DAY - timedelta(days=29))
    assert [one.met_on for one in found(store)] == [None]


def test_a_contact_since_then_is_told_and_plans_nothing(store: Store, work: Engagement) -> None:
    a_held_session(store, work, days=-50)
    at = store.now() - timedelta(days=3)
    store.put("contact", Contact(id=ContactId(new_id()), engagement_id=work.id, at=at))
    assert [one.in_touch_on for one in found(store)] == [DAY - timedelta(days=3)]


def test_the_coachs_own_day_counts(store: Store, work: Engagement) -> None:
    a_held_session(store, work, days=-28)  # at 8 in UTC, 22 on the day before in Honolulu
    there = ZoneInfo("Pacific/Honolulu")
    assert len(quiet_clients(store, day=DAY, zone=there)) == 1


def test_plans_are_found_by_an_index(store: Store) -> None:
    plan = [row[3] for row in store.db.execute(f"EXPLAIN QUERY PLAN {NOTHING_PLANNED}", [""])]
    assert any("session_by_state" in line for line in plan)
