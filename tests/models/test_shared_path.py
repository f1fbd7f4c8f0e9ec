from datetime import date, timedelta

import attrs
import pytest

from coachdesk.models import goals, milestones
from coachdesk.models.clock import fixed_clock
from coachdesk.models.entities.moment import Milestone, MilestoneState
from coachdesk.models.entities.people import Engagement
from coachdesk.models.entities.sharing import SharedPath
from coachdesk.models.shared_path import shared_path
from coachdesk.models.store import Store
from tests.making import an_engagement
from tests.walking import SUMMER, a_goal, a_milestone, scaled, stop

AUTUMN = date(2026, 10, 1)
CANARY = "CANARY-5c1e"


@pytest.fixture
def engagement(store: Store) -> Engagement:
    return an_engagement(store)


@pytest.fixture
def talk(store: Store, engagement: Engagement) -> Milestone:
    return a_milestone(store, engagement)


def days_pass(store: Store) -> None:
    store.now = fixed_clock(store.now() + timedelta(days=3))


def told(store: Store, engagement: Engagement) -> SharedPath:
    return shared_path(store, engagement.id)


def test_goals_are_told_with_what_the_client_said(store: Store, engagement: Engagement) -> None:
    scaled(
        store, a_goal(store, engagement).id, (date(2026, 3, 1), 3, "I wait"), (date(2026, 5, 2), 6, "I ask")
    )
    [goal] = told(store, engagement).goals
    assert goal.words == "To say no without a knot"
    assert [(one.on_day, one.value, one.words) for one in goal.scalings] == [
        (date(2026, 3, 1), 3, "I wait"),
        (date(2026, 5, 2), 6, "I ask"),
    ]


def test_a_milestone_of_both_is_told_with_its_detours(
    store: Store, engagement: Engagement, talk: Milestone
) -> None:
    days_pass(store)
    milestones.move(store, milestone_id=talk.id, to=AUTUMN, what="A letter", why="Words stick")
    days_pass(store)
    milestones.reach(store, milestone_id=talk.id)
    [shown] = told(store, engagement).stops
    [detour] = shown.detours
    assert (shown.what, shown.state, shown.settled_on) == (
        "A letter",
        MilestoneState.REACHED,
        date(2026, 5, 20),
    )
    assert (detour.what_before, detour.target_before) == (talk.what, SUMMER)


@pytest.mark.rule(5)
def test_a_milestone_of_the_coachs_own_stays_with_the_coach(store: Store, engagement: Engagement) -> None:
    a_milestone(store, engagement, CANARY, together=False)
    assert told(store, engagement).stops == ()


@pytest.mark.rule(5)
def test_what_turned_while_it_was_the_coachs_own_stays_with_the_coach(
    store: Store, engagement: Engagement
) -> None:
    own = a_milestone(store, engagement, f"{CANARY} before", together=False)
    days_pass(store)
    moved = milestones.move(store, milestone_id=own.id, to=AUTUMN, what="A walk", why=CANARY).value.milestone
    days_pass(store)
    milestones.set_milestone(store, milestone=attrs.evolve(moved, set_together=True))
    assert [shown.what for shown in told(store, engagement).stops] == ["A walk"]
    assert CANARY not in repr(told(store, engagement))


@pytest.mark.rule(5)
def test_why_something_moved_or_was_let_go_is_the_coachs_word(
    store: Store, engagement: Engagement, talk: Milestone
) -> None:
    goal = a_goal(store, engagement)
    days_pass(store)
    milestones.move(store, milestone_id=talk.id, to=AUTUMN, why=f"{CANARY} once")
    days_pass(store)
    milestones.let_go(store, milestone_id=talk.id, why=CANARY)
    goals.end_goal(store, goal_id=goal.id, because=CANARY)
    shown = told(store, engagement)
    assert (shown.stops[0].state, shown.goals[0].ended_on) == (MilestoneState.LET_GO, date(2026, 5, 20))
    assert CANARY not in repr(shown)


@pytest.mark.rule(5, control=True)
def test_the_canary_would_be_heard(store: Store, engagement: Engagement) -> None:
    milestone = a_milestone(store, engagement, CANARY)
    assert CANARY in repr(stop(store, milestone))
    assert CANARY in repr(told(store, engagement))


def test_one_who_walks_elsewhere_is_not_told_of(store: Store, engagement: Engagement) -> None:
    a_goal(store, an_engagement(store, "Daniel"))
    assert told(store, engagement) == SharedPath()
