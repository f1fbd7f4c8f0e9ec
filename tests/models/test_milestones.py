from datetime import date, datetime, timedelta
from itertools import pairwise

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coachdesk.errors import NotFoundError
from coachdesk.models import milestones, sessions
from coachdesk.models.clock import fixed_clock
from coachdesk.models.entities.change import Kind
from coachdesk.models.entities.ids import MilestoneId
from coachdesk.models.entities.moment import Milestone, MilestoneState
from coachdesk.models.entities.path import Stop
from coachdesk.models.entities.people import Engagement
from coachdesk.models.store import Store
from tests.conftest import NOW
from tests.making import a_session, an_engagement
from tests.walking import SUMMER, a_milestone, stop

AUTUMN = date(2026, 10, 1)
AHEAD, REACHED, MOVED, LET_GO = MilestoneState


@pytest.fixture
def engagement(store: Store) -> Engagement:
    return an_engagement(store)


@pytest.fixture
def talk(store: Store, engagement: Engagement) -> Milestone:
    return a_milestone(store, engagement)


def days_pass(store: Store, days: int = 3) -> datetime:
    moment = store.now() + timedelta(days=days)
    store.now = fixed_clock(moment)
    return moment


def test_it_is_reached_when_the_coach_says_so(store: Store, talk: Milestone) -> None:
    at = days_pass(store)
    written = milestones.reach(store, milestone_id=talk.id, why="They rang first")
    assert (written.value.milestone.state, written.value.settled_at) == (REACHED, at)
    assert written.change.touches(Kind.MILESTONE)


def test_it_moves_to_another_day_with_a_reason(store: Store, talk: Milestone) -> None:
    days_pass(store)
    moved = milestones.move(store, milestone_id=talk.id, to=AUTUMN, why="Jonas is away").value
    assert (moved.milestone.state, moved.milestone.target_on, moved.milestone.what) == (
        MOVED,
        AUTUMN,
        talk.what,
    )
    [detour] = moved.detours
    assert (detour.target_before, detour.why) == (SUMMER, "Jonas is away")


def test_it_takes_another_way_in_other_words(store: Store, talk: Milestone) -> None:
    days_pass(store)
    moved = milestones.move(store, milestone_id=talk.id, to=SUMMER, what="A letter", why="Words stick").value
    assert moved.milestone.what == "A letter"
    assert moved.detours[0].what_before == talk.what
    assert moved.what_after(moved.detours[0]) == "A letter"


def test_let_go_it_stays(store: Store, talk: Milestone) -> None:
    days_pass(store)
    gone = milestones.let_go(store, milestone_id=talk.id, why="It matters no more").value
    assert (gone.milestone.state, gone.turns[-1].why, gone.is_ahead) == (LET_GO, "It matters no more", False)


def test_taken_up_again_it_is_ahead_as_it_was(store: Store, talk: Milestone) -> None:
    for deed in (milestones.reach, milestones.take_up_again):
        days_pass(store)
        deed(store, milestone_id=talk.id)
    assert stop(store, talk).milestone.state is AHEAD


def test_taken_up_again_after_a_detour_it_is_still_moved(store: Store, talk: Milestone) -> None:
    days_pass(store)
    milestones.move(store, milestone_id=talk.id, to=AUTUMN)
    for deed in (milestones.let_go, milestones.take_up_again):
        days_pass(store)
        deed(store, milestone_id=talk.id)
    assert stop(store, talk).milestone.state is MOVED


def test_the_same_reason_may_be_given_twice(store: Store, talk: Milestone) -> None:
    for day in (AUTUMN, date(2026, 11, 1)):
        days_pass(store)
        milestones.move(store, milestone_id=talk.id, to=day, why="Jonas is away")
    assert [turn.why for turn in stop(store, talk).turns] == ["Jonas is away", "Jonas is away"]


def test_what_was_removed_comes_back_with_all_its_turns(store: Store, talk: Milestone) -> None:
    days_pass(store)
    milestones.move(store, milestone_id=talk.id, to=AUTUMN, why="Jonas is away")
    before = stop(store, talk)
    milestones.remove_milestone(store, milestone_id=talk.id)
    with pytest.raises(NotFoundError):
        stop(store, talk)
    milestones.put_stop_back(store, stop=before)
    assert stop(store, talk) == before


def test_one_of_a_session_in_the_bin_goes_on(store: Store, engagement: Engagement) -> None:
    held = a_session(store, engagement)
    milestone = attrs.evolve(a_milestone(store, engagement), session_id=held.id)
    milestones.set_milestone(store, milestone=milestone)
    sessions.delete_session(store, session_id=held.id)
    days_pass(store)
    assert milestones.reach(store, milestone_id=milestone.id).value.milestone.state is REACHED


@pytest.mark.parametrize("deed", [milestones.reach, milestones.let_go, milestones.take_up_again])
def test_nothing_becomes_of_one_that_is_not_there(store: Store, deed: object) -> None:
    assert callable(deed)
    with pytest.raises(NotFoundError):
        deed(store, milestone_id=MilestoneId("gone"))


# What a coach may do with a milestone, in any order, with any time in between.
_whys = st.sampled_from(["", "Jonas is away", "It matters no more"])
_targets = st.sampled_from([SUMMER, AUTUMN, None])
_deeds = st.one_of(
    st.tuples(st.just("reach"), _whys),
    st.tuples(st.just("let go"), _whys),
    st.tuples(st.just("take up"), _whys),
    st.tuples(st.just("move"), _targets, st.sampled_from(["", "A letter", "A walk"]), _whys),
    st.tuples(
        st.just("type"), st.sampled_from(["A letter", "A call"]), _targets, st.sampled_from(MilestoneState)
    ),
    st.tuples(st.just("undo")),
)
_passing = st.sampled_from([timedelta(seconds=1), timedelta(minutes=20), timedelta(days=2)])


def do(store: Store, milestone: Milestone, deed: tuple[object, ...], before: Stop) -> None:
    """Do one of these with a milestone as it stands."""
    name, *given = deed
    if name == "move":
        to, what, why = given
        milestones.move(store, milestone_id=milestone.id, to=to, what=what, why=why)  # type: ignore[arg-type]
    elif name == "type":
        what, target, state = given
        now = stop(store, milestone).milestone
        typed = attrs.evolve(now, what=what, target_on=target, state=state)  # type: ignore[arg-type]
        milestones.set_milestone(store, milestone=typed)
    elif name == "undo":
        milestones.put_stop_back(store, stop=before)
    else:
        verbs = {
            "reach": milestones.reach,
            "let go": milestones.let_go,
            "take up": milestones.take_up_again,
        }
        verbs[str(name)](store, milestone_id=milestone.id, why=str(given[0]))


def unexplained(found: Stop) -> list[str]:
    """Return what of a milestone its history does not tell."""
    turns, now = found.turns, found.milestone
    wrong = [] if turns or now.state is AHEAD else ["stands otherwise, and has not turned"]
    if turns:
        ends = (turns[-1].state_after, turns[-1].target_after)
        wrong += [] if turns[0].state_before is AHEAD else ["did not begin ahead"]
        wrong += [] if ends == (now.state, now.target_on) else ["ends elsewhere"]
    for one, following in pairwise(turns):
        joined = (one.state_after, one.target_after) == (following.state_before, following.target_before)
        wrong += [] if joined and one.turned_at <= following.turned_at else ["a gap between two turns"]
    return wrong


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=st.lists(st.tuples(_passing, _deeds), max_size=8))
def test_its_history_always_tells_how_it_stands(
    store: Store, engagement: Engagement, deeds: list[tuple[timedelta, tuple[object, ...]]]
) -> None:
    store.now = fixed_clock(NOW)
    milestone = a_milestone(store, engagement)
    before = stop(store, milestone)
    for span, deed in deeds:
        store.now = fixed_clock(store.now() + span)
        former = stop(store, milestone)
        do(store, milestone, deed, before)
        before = former
        assert unexplained(stop(store, milestone)) == []


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=st.lists(_deeds, min_size=1, max_size=6))
def test_with_days_in_between_every_change_is_told(
    store: Store, engagement: Engagement, deeds: list[tuple[object, ...]]
) -> None:
    store.now = fixed_clock(NOW)
    milestone = a_milestone(store, engagement)
    seen = [stop(store, milestone).milestone]
    for deed in (one for one in deeds if one[0] != "undo"):
        days_pass(store)
        do(store, milestone, deed, stop(store, milestone))
        seen.append(stop(store, milestone).milestone)
    stood = [(one.state, one.target_on, one.what) for one in seen]
    changes = [before for before, after in pairwise(stood) if before != after]
    told = [
        (turn.state_before, turn.target_before, turn.what_before) for turn in stop(store, milestone).turns
    ]
    assert told == changes


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=_deeds, second=_deeds, span=_passing)
def test_every_deed_can_be_undone(
    store: Store,
    engagement: Engagement,
    first: tuple[object, ...],
    second: tuple[object, ...],
    span: timedelta,
) -> None:
    store.now = fixed_clock(NOW)
    milestone = a_milestone(store, engagement)
    do(store, milestone, first, stop(store, milestone))
    store.now = fixed_clock(store.now() + span)
    before = stop(store, milestone)
    do(store, milestone, second, before)
    milestones.put_stop_back(store, stop=before)
    assert stop(store, milestone) == before
