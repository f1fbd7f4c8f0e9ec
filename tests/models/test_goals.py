from datetime import UTC, date, datetime, timedelta
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coachdesk.errors import InvalidInputError, NotFoundError
from coachdesk.models import deletion, goals, sessions
from coachdesk.models.clock import fixed_clock
from coachdesk.models.entities.change import Kind
from coachdesk.models.entities.ids import EngagementId, GoalId, ScalingId
from coachdesk.models.entities.path import SCALE, Goal, KnownGoal, Scaling
from coachdesk.models.entities.people import Engagement
from coachdesk.models.finding import search
from coachdesk.models.goals import get_goal, goals_of, scale
from coachdesk.models.search import SearchKind
from coachdesk.models.store import Store
from tests.making import a_held_session, a_session, an_engagement
from tests.walking import a_goal, scaled

_words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40).map(
    str.strip
)
_days = st.dates(date(1970, 1, 1), date(2026, 5, 14))


@pytest.fixture
def engagement(store: Store) -> Engagement:
    return an_engagement(store)


@pytest.fixture
def goal(store: Store, engagement: Engagement) -> Goal:
    return a_goal(store, engagement)


def words_of(store: Store, engagement: Engagement) -> list[str]:
    return [known.goal.words for known in goals_of(store, engagement_id=engagement.id)]


def found(store: Store, typed: str) -> list[tuple[SearchKind, str]]:
    return [(hit.kind, hit.owner_id) for hit in search(store, typed).others]


def test_goals_stand_in_the_order_they_were_set(store: Store, engagement: Engagement) -> None:
    for words in ("To say no", "To sleep", "To ask"):
        a_goal(store, engagement, words)
    assert words_of(store, engagement) == ["To say no", "To sleep", "To ask"]


def test_a_goal_needs_words(store: Store, engagement: Engagement) -> None:
    with pytest.raises(InvalidInputError):
        goals.set_goal(store, engagement_id=engagement.id, words=" ")


def test_a_goal_needs_an_engagement(store: Store) -> None:
    with pytest.raises(NotFoundError):
        goals.set_goal(store, engagement_id=EngagementId("gone"), words="To sleep")


def test_the_order_can_be_changed_and_taken_back(store: Store, engagement: Engagement) -> None:
    before = [a_goal(store, engagement, words).id for words in ("one", "two", "three")]
    goals.order_goals(store, engagement_id=engagement.id, goal_ids=[before[2], before[0], before[1]])
    assert words_of(store, engagement) == ["three", "one", "two"]
    goals.order_goals(store, engagement_id=engagement.id, goal_ids=before)
    assert words_of(store, engagement) == ["one", "two", "three"]


def test_a_goal_can_have_other_words(store: Store, goal: Goal) -> None:
    written = goals.reword_goal(store, goal_id=goal.id, words=" To rest ", measure="Sunday is mine")
    assert (written.value.goal.words, written.value.goal.measure) == ("To rest", "Sunday is mine")
    assert written.change.touches(Kind.GOAL)


def test_a_goal_that_ended_says_why_and_stands_last(store: Store, engagement: Engagement, goal: Goal) -> None:
    a_goal(store, engagement, "To sleep")
    ended = goals.end_goal(store, goal_id=goal.id, because="It is easy now").value.goal
    assert (ended.ended_on, ended.ended_because) == (date(2026, 5, 14), "It is easy now")
    assert words_of(store, engagement) == ["To sleep", goal.words]
    assert [one.goal.words for one in goals.open_goals(store, engagement_id=engagement.id)] == ["To sleep"]


def test_a_goal_that_ended_can_be_taken_up(store: Store, goal: Goal) -> None:
    goals.end_goal(store, goal_id=goal.id, because="Too early")
    assert goals.take_goal_up(store, goal_id=goal.id).value.goal == goal


@pytest.mark.parametrize("value", SCALE)
def test_each_step_can_be_chosen(store: Store, goal: Goal, value: int) -> None:
    scale(store, goal_id=goal.id, value=value, words="I rang him")
    last = get_goal(store, goal_id=goal.id).last
    assert last is not None
    assert (last.value, last.words, last.on_day) == (value, "I rang him", date(2026, 5, 14))


@pytest.mark.parametrize("value", [-1, 11])
def test_there_is_no_other_step(store: Store, goal: Goal, value: int) -> None:
    with pytest.raises(InvalidInputError):
        scale(store, goal_id=goal.id, value=value)


def test_points_stand_in_order_of_their_days(store: Store, goal: Goal) -> None:
    scaled(store, goal.id, (date(2026, 5, 2), 5, ""), (date(2026, 3, 1), 6, ""), (date(2026, 4, 9), 4, ""))
    assert [one.value for one in get_goal(store, goal_id=goal.id).scalings] == [6, 4, 5]


def test_another_answer_of_the_same_day_takes_the_place_of_the_first(store: Store, goal: Goal) -> None:
    scale(store, goal_id=goal.id, value=5, words="so so")
    scale(store, goal_id=goal.id, value=6, words="better said")
    assert [(one.value, one.words) for one in get_goal(store, goal_id=goal.id).scalings] == [
        (6, "better said")
    ]


def test_a_session_of_the_same_day_has_a_point_of_its_own(
    store: Store, engagement: Engagement, goal: Goal
) -> None:
    now = a_session(store, engagement)
    scale(store, goal_id=goal.id, value=5)
    scale(store, goal_id=goal.id, value=6, session_id=now.id)
    scale(store, goal_id=goal.id, value=7, session_id=now.id)
    assert [one.value for one in get_goal(store, goal_id=goal.id).scalings] == [5, 7]


def test_what_is_said_in_a_session_is_of_its_day(store: Store, engagement: Engagement, goal: Goal) -> None:
    held = a_held_session(store, engagement, days=-7)
    known = scale(store, goal_id=goal.id, value=5, session_id=held.id).value
    assert [one.on_day for one in known.scalings] == [date(2026, 5, 7)]


def test_what_is_said_before_a_session_that_is_to_come_is_of_today(
    store: Store, engagement: Engagement, goal: Goal
) -> None:
    to_come = a_session(store, engagement, days=7)
    known = scale(store, goal_id=goal.id, value=5, session_id=to_come.id).value
    assert [one.on_day for one in known.scalings] == [date(2026, 5, 14)]


def test_the_day_is_the_coachs_own(store: Store, goal: Goal) -> None:
    store.now = fixed_clock(datetime(2026, 5, 14, 23, 59).astimezone().astimezone(UTC))
    known = scale(store, goal_id=goal.id, value=5).value
    assert [one.on_day for one in known.scalings] == [date(2026, 5, 14)]


def test_a_point_can_be_of_another_day_after_all(store: Store, goal: Goal) -> None:
    first = scale(store, goal_id=goal.id, value=5, words="so so").value.scalings[0]
    known = scale(store, goal_id=goal.id, value=5, on_day=date(2026, 5, 2), instead_of=first.id).value
    assert [(one.id, one.on_day) for one in known.scalings] == [(first.id, date(2026, 5, 2))]


def test_a_point_that_goes_to_a_day_with_another_one_takes_its_place(store: Store, goal: Goal) -> None:
    scaled(store, goal.id, (date(2026, 5, 2), 4, ""), (date(2026, 5, 9), 5, ""))
    second = get_goal(store, goal_id=goal.id).scalings[1]
    known = scale(store, goal_id=goal.id, value=6, on_day=date(2026, 5, 2), instead_of=second.id).value
    assert [(one.value, one.on_day) for one in known.scalings] == [(6, date(2026, 5, 2))]


def test_a_day_that_has_not_come_is_refused(store: Store, goal: Goal) -> None:
    with pytest.raises(InvalidInputError):
        scale(store, goal_id=goal.id, value=5, on_day=date(2026, 5, 15))


def test_a_goal_that_was_removed_comes_back_whole(store: Store, engagement: Engagement, goal: Goal) -> None:
    scaled(store, goal.id, (date(2026, 3, 1), 3, "I wait"), (date(2026, 5, 2), 6, "I ask"))
    before = get_goal(store, goal_id=goal.id)
    gone = goals.remove_goal(store, goal_id=goal.id).value
    assert goals_of(store, engagement_id=engagement.id) == ()
    goals.put_goal_back(store, known=gone)
    assert get_goal(store, goal_id=goal.id) == before


def test_a_point_that_was_removed_comes_back_with_the_goal(store: Store, goal: Goal) -> None:
    scaled(store, goal.id, (date(2026, 3, 1), 3, "I wait"))
    before = get_goal(store, goal_id=goal.id)
    goals.remove_scaling(store, scaling=before.scalings[0])
    assert get_goal(store, goal_id=goal.id).scalings == ()
    goals.put_goal_back(store, known=before)
    assert get_goal(store, goal_id=goal.id) == before


def test_a_point_outlives_a_session_that_is_deleted_for_good(
    store: Store, engagement: Engagement, goal: Goal
) -> None:
    held = a_held_session(store, engagement)
    scale(store, goal_id=goal.id, value=5, session_id=held.id)
    before = get_goal(store, goal_id=goal.id)
    sessions.delete_session(store, session_id=held.id)
    deletion.delete_session(store, held.id)
    goals.put_goal_back(store, known=before)
    assert [(one.value, one.session_id) for one in get_goal(store, goal_id=goal.id).scalings] == [(5, None)]


def test_goals_are_found_by_all_that_was_said_of_them(
    store: Store, engagement: Engagement, goal: Goal
) -> None:
    scale(store, goal_id=goal.id, value=6, words="I rang the bank myself")
    for typed in ("knot", "bank"):
        assert found(store, typed) == [(SearchKind.GOAL, goal.id)]
    assert "bank" in "".join(text for text, _ in search(store, "bank").others[0].snippet)
    goals.remove_goal(store, goal_id=goal.id)
    assert found(store, "knot") == []


def test_an_erased_client_leaves_no_goal(store: Store, engagement: Engagement, goal: Goal) -> None:
    scale(store, goal_id=goal.id, value=6)
    with store.transaction():
        deletion.delete_client(store, engagement.client_ids[0])
    assert [store.db.table(name).count for name in ("goal", "goal_scaling")] == [0, 0]
    assert found(store, "knot") == []


def drawn(goal: Goal) -> st.SearchStrategy[KnownGoal]:
    points = st.lists(
        st.builds(
            Scaling,
            id=st.uuids().map(str).map(ScalingId),
            goal_id=st.just(goal.id),
            on_day=_days,
            value=st.sampled_from(SCALE),
            words=_words,
        ),
        max_size=5,
    )
    return st.builds(
        KnownGoal,
        goal=st.builds(attrs.evolve, st.just(goal), words=_words.filter(bool), measure=_words),
        scalings=points.map(lambda many: tuple(sorted(many, key=lambda one: one.on_day))),
    )


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_every_goal_comes_back_as_it_was(store: Store, goal: Goal, data: st.DataObject) -> None:
    known = data.draw(drawn(goal))
    goals.put_goal_back(store, known=known)
    assert get_goal(store, goal_id=GoalId(goal.id)) == known


def test_goals_are_read_by_their_indexes(store: Store, engagement: Engagement) -> None:
    for sql in (goals.GOALS, goals.SCALINGS):
        plan = [row["detail"] for row in store.db.query(f"EXPLAIN QUERY PLAN {sql}", [engagement.id])]
        assert not [line for line in plan if line.startswith("SCAN")], plan


def test_a_later_answer_leaves_the_former_ones_alone(store: Store, goal: Goal) -> None:
    scale(store, goal_id=goal.id, value=5)
    later: Any = fixed_clock(store.now() + timedelta(days=1))
    store.now = later
    scale(store, goal_id=goal.id, value=4)
    assert [one.value for one in get_goal(store, goal_id=goal.id).scalings] == [5, 4]
