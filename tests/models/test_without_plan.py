from collections.abc import Callable
from datetime import UTC, date, timedelta
from zoneinfo import ZoneInfo

import attrs
import pytest

from coachdesk.models.clients import archive_client, delete_client, set_status
from coachdesk.models.engagements import save_engagement
from coachdesk.models.entities.people import ClientStatus, Engagement, EngagementState
from coachdesk.models.sessions import delete_session
from coachdesk.models.store import Store
from coachdesk.models.without_plan import UNPLANNED, without_plan
from tests.making import a_group, a_held_session, a_session, an_engagement, let_stand

DAY = date(2026, 5, 14)


@pytest.fixture
def work(store: Store) -> Engagement:
    return active(store, an_engagement(store))


def active(store: Store, work: Engagement, **new: object) -> Engagement:
    changed = attrs.evolve(work, state=EngagementState.ACTIVE)
    return save_engagement(store, engagement=attrs.evolve(changed, **new)).value  # type: ignore[arg-type]  # fields


def names(store: Store) -> list[tuple[str, ...]]:
    return [one.names for one in without_plan(store, day=DAY)]


def test_who_was_met_longest_ago_comes_first(store: Store, work: Engagement) -> None:
    a_held_session(store, work, days=-7)
    ana = active(store, an_engagement(store, "Ana"))
    a_held_session(store, ana, days=-30)
    first, second = without_plan(store, day=DAY)
    assert (first.names, second.names) == (("Ana",), ("Mira Solano",))
    assert first.met_at == store.now() - timedelta(days=30)


def test_before_the_first_session_the_beginning_counts(store: Store, work: Engagement) -> None:
    a_held_session(store, work, days=-7)
    active(store, an_engagement(store, "Ana"), starts_on=DAY - timedelta(days=8))
    active(store, an_engagement(store, "Ben"), starts_on=DAY - timedelta(days=6))
    assert names(store) == [("Ana",), ("Mira Solano",), ("Ben",)]


def test_a_plan_for_today_or_later_is_a_plan_and_one_that_is_over_is_none(
    store: Store, work: Engagement
) -> None:
    a_session(store, work, days=-1)
    assert names(store) == [("Mira Solano",)]
    later = a_session(store, work, days=0)
    assert names(store) == []
    delete_session(store, session_id=later.id)
    assert names(store) == [("Mira Solano",)]


@pytest.mark.parametrize("state", [state for state in EngagementState if state is not EngagementState.ACTIVE])
def test_work_that_is_not_under_way_waits_for_no_plan(
    store: Store, work: Engagement, state: EngagementState
) -> None:
    let_stand(store, work, state)
    assert names(store) == []


@pytest.mark.parametrize("status", [ClientStatus.PAUSED, ClientStatus.FORMER])
def test_clients_who_pause_or_left_wait_for_no_plan(
    store: Store, work: Engagement, status: ClientStatus
) -> None:
    set_status(store, client_id=work.client_ids[0], status=status)
    active(store, work)
    assert names(store) == []


@pytest.mark.parametrize("put_away", [archive_client, delete_client])
def test_who_was_put_away_is_left_out(
    store: Store, work: Engagement, put_away: Callable[..., object]
) -> None:
    put_away(store, client_id=work.client_ids[0])
    assert names(store) == []


def test_who_is_coached_together_is_named_together(store: Store) -> None:
    active(store, a_group(store, "Ana", "Ben"))
    assert names(store) == [("Ana", "Ben")]


def test_the_coachs_own_day_counts(store: Store, work: Engagement) -> None:
    a_session(store, work)  # at 8 in UTC, on the day before in Honolulu
    assert without_plan(store, day=DAY, zone=UTC) == ()
    assert len(without_plan(store, day=DAY, zone=ZoneInfo("Pacific/Honolulu"))) == 1


def test_plans_and_the_last_session_are_found_by_an_index(store: Store) -> None:
    plan = [row[3] for row in store.db.execute(f"EXPLAIN QUERY PLAN {UNPLANNED}", [""])]
    assert any("session_by_state" in line for line in plan)
    assert any("session_held" in line for line in plan)
