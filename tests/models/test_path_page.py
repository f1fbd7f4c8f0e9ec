from datetime import date, timedelta

import pytest

from coachdesk.errors import NotFoundError
from coachdesk.models import milestones, path_page
from coachdesk.models.clock import fixed_clock
from coachdesk.models.engagements import CLIENTS_OF
from coachdesk.models.entities.ids import EngagementId
from coachdesk.models.entities.people import Engagement
from coachdesk.models.store import Store
from tests.making import a_held_session, an_engagement
from tests.walking import a_goal, a_milestone, scaled


@pytest.fixture
def engagement(store: Store) -> Engagement:
    return an_engagement(store)


def way(store: Store, engagement: Engagement) -> list[str]:
    page = path_page.path_page(store, engagement_id=engagement.id)
    return [stop.milestone.what for stop in page.stops]


def test_what_is_ahead_stands_in_order_of_its_days(store: Store, engagement: Engagement) -> None:
    for what, day in (("some day", None), ("in June", date(2026, 6, 1)), ("in May", date(2026, 5, 20))):
        a_milestone(store, engagement, what, target_on=day)
    assert way(store, engagement) == ["in May", "in June", "some day"]


def test_what_is_behind_comes_first_in_the_order_it_was_settled(store: Store, engagement: Engagement) -> None:
    first, second, third = (a_milestone(store, engagement, what) for what in ("one", "two", "three"))
    for deed, milestone in ((milestones.let_go, third), (milestones.reach, first)):
        store.now = fixed_clock(store.now() + timedelta(days=1))
        deed(store, milestone_id=milestone.id)
    assert way(store, engagement) == ["three", "one", "two"]
    page = path_page.path_page(store, engagement_id=engagement.id)
    assert page.next_stop is not None
    assert page.next_stop.milestone.id == second.id


def test_a_way_begins_with_the_first_session_where_no_day_is_given(
    store: Store, engagement: Engagement
) -> None:
    a_held_session(store, engagement, days=-7)
    a_held_session(store, engagement, days=-3)
    page = path_page.path_page(store, engagement_id=engagement.id)
    assert page.began_on == date(2026, 5, 7)


def test_the_page_knows_whose_way_it_is_and_where_they_see_themselves(
    store: Store, engagement: Engagement
) -> None:
    scaled(store, a_goal(store, engagement).id, (date(2026, 5, 2), 6, "I ask"))
    page = path_page.path_page(store, engagement_id=engagement.id)
    assert (page.names, page.called) == ("Mira Solano", "Mira")
    assert [one.value for one in page.goals[0].scalings] == [6]


def test_another_engagement_is_no_part_of_it(store: Store, engagement: Engagement) -> None:
    other = an_engagement(store, "Daniel")
    a_milestone(store, other)
    a_goal(store, other)
    page = path_page.path_page(store, engagement_id=engagement.id)
    assert (page.stops, page.goals) == ((), ())


def test_there_is_no_way_without_an_engagement(store: Store) -> None:
    with pytest.raises(NotFoundError):
        path_page.path_page(store, engagement_id=EngagementId("gone"))


def test_a_longer_way_takes_no_more_queries(store: Store, engagement: Engagement) -> None:
    asked: list[str] = []

    def count() -> int:
        asked.clear()
        with store.db.tracer(lambda sql, _cells: asked.append(sql)):
            path_page.path_page(store, engagement_id=engagement.id)
        return len(asked)

    short = count()
    for number in range(5):
        milestones.reach(store, milestone_id=a_milestone(store, engagement, f"stop {number}").id)
        scaled(store, a_goal(store, engagement, f"goal {number}").id, (date(2026, 5, 2), 6, ""))
    assert count() == short


@pytest.mark.parametrize("sql", [CLIENTS_OF, path_page.MILESTONES, path_page.TURNS])
def test_the_way_is_read_by_indexes(store: Store, engagement: Engagement, sql: str) -> None:
    plan = [row["detail"] for row in store.db.query(f"EXPLAIN QUERY PLAN {sql}", [engagement.id])]
    assert not [line for line in plan if line.startswith("SCAN")], plan
