from datetime import date, datetime, timedelta

import attrs
import pytest

from coachdesk.models import moments
from coachdesk.models.clock import fixed_clock
from coachdesk.models.entities.moment import Milestone, MilestoneState
from coachdesk.models.entities.path import MilestoneTurn
from coachdesk.models.entities.people import Engagement
from coachdesk.models.milestone_turns import turns_of
from coachdesk.models.moments import put_moment, remove_moment
from coachdesk.models.store import Store
from tests.making import an_engagement
from tests.walking import SUMMER, a_milestone

AUTUMN = date(2026, 10, 1)
AHEAD, REACHED, MOVED, LET_GO = MilestoneState


@pytest.fixture
def engagement(store: Store) -> Engagement:
    return an_engagement(store)


@pytest.fixture
def talk(store: Store, engagement: Engagement) -> Milestone:
    return a_milestone(store, engagement)


def later(store: Store, **span: int) -> datetime:
    """Let time pass."""
    moment = store.now() + timedelta(**span)
    store.now = fixed_clock(moment)
    return moment


def typed(store: Store, milestone: Milestone, **fields: object) -> Milestone:
    """Keep a milestone as a form does, with these fields changed."""
    changed = attrs.evolve(milestone, **fields)  # type: ignore[arg-type]
    return put_moment(store, moment=changed).value


def only(store: Store, milestone: Milestone) -> MilestoneTurn:
    [turn] = turns_of(store, milestone.id)
    return turn


def test_one_that_was_just_set_has_not_turned(store: Store, talk: Milestone) -> None:
    assert turns_of(store, talk.id) == ()


def test_one_that_is_set_as_reached_began_ahead(store: Store, engagement: Engagement) -> None:
    talk = typed(store, a_milestone(store, engagement), state=REACHED)
    assert (only(store, talk).state_before, only(store, talk).state_after) == (AHEAD, REACHED)


def test_typing_it_is_no_turn(store: Store, talk: Milestone) -> None:
    later(store, minutes=1)
    talk = typed(store, talk, what="The talk with Jonas is held")
    later(store, minutes=10)
    typed(store, talk, target_on=AUTUMN)
    assert turns_of(store, talk.id) == ()


def test_other_words_on_another_day_are_a_turn(store: Store, talk: Milestone) -> None:
    at = later(store, days=1)
    typed(store, talk, what="The letter is written")
    turn = only(store, talk)
    assert (turn.what_before, turn.turned_at, turn.why) == ("The talk is held", at, "")


def test_another_day_is_a_turn_with_its_reason(store: Store, talk: Milestone) -> None:
    later(store, days=20)
    typed(store, talk, state=MOVED, target_on=AUTUMN, why="Jonas is away")
    turn = only(store, talk)
    assert (turn.target_before, turn.target_after, turn.why) == (SUMMER, AUTUMN, "Jonas is away")


def test_what_a_form_saves_bit_by_bit_is_one_turn(store: Store, talk: Milestone) -> None:
    at = later(store, days=20)
    talk = typed(store, talk, state=MOVED)
    for fields in ({"target_on": AUTUMN}, {"why": "Jo"}, {"why": "Jonas is away"}):
        later(store, seconds=1)
        talk = typed(store, talk, **fields)
    turn = only(store, talk)
    assert (turn.turned_at, turn.target_after, turn.why) == (at, AUTUMN, "Jonas is away")


def test_a_key_by_mistake_leaves_no_trace(store: Store, talk: Milestone) -> None:
    later(store, days=20)
    reached = typed(store, talk, state=REACHED)
    typed(store, reached, state=AHEAD)
    assert turns_of(store, talk.id) == ()


def test_taken_back_on_another_day_both_stay(store: Store, talk: Milestone) -> None:
    later(store, days=20)
    reached = typed(store, talk, state=REACHED)
    later(store, days=1)
    typed(store, reached, state=AHEAD)
    assert [turn.state_after for turn in turns_of(store, talk.id)] == [REACHED, AHEAD]


def test_another_state_in_the_same_hour_is_a_turn_of_its_own(store: Store, talk: Milestone) -> None:
    later(store, days=20)
    moved = typed(store, talk, state=MOVED, target_on=AUTUMN, why="Jonas is away")
    typed(store, moved, state=LET_GO, why="It matters no more")
    assert [turn.why for turn in turns_of(store, talk.id)] == ["Jonas is away", "It matters no more"]


def test_a_reason_that_only_stands_there_still_is_not_said_twice(store: Store, talk: Milestone) -> None:
    later(store, days=20)
    moved = typed(store, talk, state=MOVED, target_on=AUTUMN, why="Jonas is away")
    later(store, days=20)
    typed(store, moved, state=REACHED)
    assert [turn.why for turn in turns_of(store, talk.id)] == ["Jonas is away", ""]


def test_a_reason_survives_that_its_turn_was_taken_back_and_made_again(store: Store, talk: Milestone) -> None:
    later(store, days=20)
    moved = typed(store, talk, state=MOVED, why="Jonas is away")
    back = typed(store, moved, state=AHEAD)
    typed(store, back, state=MOVED)
    assert only(store, talk).why == "Jonas is away"


def test_a_reason_can_be_put_better_later(store: Store, talk: Milestone) -> None:
    later(store, days=20)
    moved = typed(store, talk, state=MOVED, target_on=AUTUMN, why="Jonas is away")
    later(store, days=3)
    typed(store, moved, why="Jonas is ill")
    assert only(store, talk).why == "Jonas is ill"


def test_how_it_is_seen_is_no_turn(store: Store, talk: Milestone) -> None:
    later(store, days=20)
    typed(store, talk, measure="A handshake", set_together=False)
    assert turns_of(store, talk.id) == ()


def test_a_turn_of_the_coachs_own_stays_one(store: Store, engagement: Engagement) -> None:
    own = a_milestone(store, engagement, together=False)
    later(store, days=20)
    moved = typed(store, own, state=MOVED, target_on=AUTUMN, why="I am not ready")
    later(store, days=20)
    typed(store, moved, set_together=True, state=REACHED)
    assert [turn.set_together for turn in turns_of(store, own.id)] == [False, False]


def test_what_was_removed_comes_back_with_its_turns(store: Store, talk: Milestone) -> None:
    later(store, days=20)
    moved = typed(store, talk, state=MOVED, target_on=AUTUMN, why="Jonas is away")
    turns = turns_of(store, talk.id)
    remove_moment(store, moment=moved)
    assert turns_of(store, talk.id) == ()
    moments.keep_moments(store, put=[moved], turns={talk.id: turns})
    assert turns_of(store, talk.id) == turns


def test_without_its_turns_it_still_says_how_it_stands(store: Store, talk: Milestone) -> None:
    later(store, days=20)
    reached = typed(store, talk, state=REACHED)
    remove_moment(store, moment=reached)
    put_moment(store, moment=reached)
    assert only(store, talk).state_after is REACHED
