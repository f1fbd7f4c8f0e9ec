from datetime import timedelta

import attrs
import pytest

from coachdesk.models import brief as module
from coachdesk.models import goals
from coachdesk.models.brief import Brief, brief, next_session
from coachdesk.models.clients import add_client, delete_client
from coachdesk.models.engagements import add_engagement, save_engagement
from coachdesk.models.entities.moment import Alignment, MilestoneState
from coachdesk.models.entities.people import ContactPer, Engagement
from coachdesk.models.entities.relationship import FeedbackHow, Giver
from coachdesk.models.entities.review import NoticedKind, ReviewCause
from coachdesk.models.entities.session import PledgeState, Session
from coachdesk.models.goals import GOALS
from coachdesk.models.preferences import keep_preferences
from coachdesk.models.sessions import delete_session
from coachdesk.models.settling import settle_pledge
from coachdesk.models.store import Store
from tests import remembering, walking
from tests.making import (
    a_held_session,
    a_promise,
    a_session,
    a_word,
    an_engagement,
    carried_on,
    close_with_promises,
    commitment_of,
    pledge_of,
)
from tests.remembering import DAY, preference
from tests.reviewing import in_force, notice
from tests.talking import in_touch


@pytest.fixture
def work(store: Store) -> Engagement:
    return an_engagement(store)


@pytest.fixture
def last(store: Store, work: Engagement) -> Session:
    return a_held_session(store, work)


@pytest.fixture
def now(store: Store, work: Engagement, last: Session) -> Session:
    return a_session(store, work)


def of(store: Store, session: Session) -> Brief:
    return brief(store, session.id, day=DAY)


def test_before_the_first_session_there_is_no_last_contact(store: Store, work: Engagement) -> None:
    found = of(store, a_session(store, work))
    assert (found.last_time, found.days_since) == (None, None)
    assert found.engagement.purpose == "To lead kindly"


def test_it_says_how_long_ago_the_last_session_was(store: Store, now: Session) -> None:
    assert of(store, now).days_since == 7


def test_a_new_engagement_has_nothing_to_remember(store: Store) -> None:
    client = add_client(store, display_name="Jo").value
    work = add_engagement(store, client_ids=(client.id,)).value
    assert of(store, a_session(store, work)).says_nothing


def test_both_open_promises_are_in_it_and_settled_ones_are_not(
    store: Store, last: Session, now: Session
) -> None:
    close_with_promises(store, last)
    promised = of(store, now).promises
    assert [one.what for one in promised.commitments] == ["Open the talk with Jonas"]
    settle_pledge(store, pledge_id=promised.pledges[0].id, state=PledgeState.KEPT)
    assert of(store, now).promises.pledges == ()


def test_goals_under_way_come_with_what_was_said_last(store: Store, work: Engagement, now: Session) -> None:
    goal, ended = walking.a_goal(store, work), walking.a_goal(store, work, "To sleep")
    goals.end_goal(store, goal_id=ended.id)
    walking.scaled(store, goal.id, (DAY - timedelta(days=9), 4, ""), (DAY - timedelta(days=2), 6, "I ask"))
    [known] = of(store, now).goals
    assert known.last is not None
    assert (known.goal, known.last.value) == (goal, 6)


def test_milestones_ahead_come_by_their_day(store: Store, work: Engagement, now: Session) -> None:
    remembering.milestone(store, work, "no day", target_on=None)
    remembering.milestone(store, work, "later")
    remembering.milestone(store, work, "soon", target_on=DAY, state=MilestoneState.MOVED)
    remembering.milestone(store, work, "behind", state=MilestoneState.REACHED)
    assert [one.what for one in of(store, now).milestones] == ["soon", "later", "no day"]


@pytest.mark.rule(10)
def test_feedback_stays_until_it_is_answered(store: Store, work: Engagement, now: Session) -> None:
    waiting = remembering.feedback(store, work)
    remembering.feedback(store, work, "", how=FeedbackHow.DECLINED)
    remembering.feedback(store, work, "From me", giver=Giver.COACH)
    remembering.feedback(store, work, answer="Yes")
    assert of(store, now).unanswered == (waiting,)


def test_a_change_that_was_promised_stays_until_it_is_told(
    store: Store, work: Engagement, now: Session
) -> None:
    to_tell = remembering.feedback(store, work, answer="Yes", will_change="One question at a time")
    remembering.feedback(store, work, answer="Yes", will_change="Shorter", told_on=DAY)
    assert of(store, now).to_tell == (to_tell,)


@pytest.mark.rule(9)
def test_what_was_not_checked_comes_back_in_the_next_brief(store: Store, last: Session, now: Session) -> None:
    heard, noticed = remembering.heard(store, last), remembering.noticed(store, last)
    remembering.heard(store, last, "Right", alignment=Alignment.CONFIRMED)
    remembering.noticed(store, last, "Known", meant="The sun was in my eyes")
    found = of(store, now).unchecked
    assert {one.moment for one in found} == {heard, noticed}
    assert {one.number for one in found} == {last.number}


@pytest.mark.rule(9, control=True)
def test_what_was_not_checked_would_be_lost_with_the_session_that_it_is_of(
    store: Store, last: Session, now: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    remembering.heard(store, last)
    only_now = module.REFLECTIONS.replace("s.number < ?", "s.number = ?")
    monkeypatch.setattr(module, "REFLECTIONS", only_now)
    assert of(store, now).unchecked == ()


def test_what_is_heard_in_a_session_is_not_in_its_own_brief(store: Store, now: Session) -> None:
    remembering.heard(store, now)
    assert of(store, now).unchecked == ()


def test_the_newest_of_what_is_unchecked_comes_first(store: Store, work: Engagement, last: Session) -> None:
    older = remembering.heard(store, last)
    newer = remembering.noticed(store, a_held_session(store, work, days=-2))
    found = of(store, a_session(store, work)).unchecked
    assert [one.moment for one in found] == [newer, older]


def test_nothing_of_a_deleted_session_comes_back(store: Store, last: Session, now: Session) -> None:
    remembering.heard(store, last)
    remembering.seen(store, last)
    delete_session(store, session_id=last.id)
    found = of(store, now)
    assert (found.unchecked, found.last_words) == ((), "")


def test_the_last_words_are_the_last_insight_or_what_was_handed_out(
    store: Store, last: Session, now: Session
) -> None:
    assert of(store, now).last_words == ""
    remembering.seen(store, last, "I say yes before I think")
    assert of(store, now).last_words == "I say yes before I think"


def test_preferences_are_in_it(store: Store, work: Engagement, now: Session) -> None:
    keep_preferences(store, said=preference(work.client_ids[0]))
    [known] = of(store, now).preferences
    assert (known.preference.silence, known.confirmed_on) == ("I am thinking", DAY)


def test_a_group_is_remembered_as_one_and_each_by_their_own_wishes(store: Store) -> None:
    members = [add_client(store, display_name=name).value for name in ("Anna", "Ben")]
    work = add_engagement(store, client_ids=tuple(one.id for one in members), purpose="To argue well").value
    for member in members:
        keep_preferences(store, said=preference(member.id, trust=member.display_name))
    found = of(store, a_session(store, work))
    assert found.called == "Anna & Ben"
    assert [one.preference.trust for one in found.preferences] == ["Anna", "Ben"]


def test_a_review_that_is_due_is_in_it(store: Store) -> None:
    work = in_force(store)
    notice(store, work, NoticedKind.FEEDBACK)
    found = of(store, a_session(store, work))
    assert found.due is not None
    assert found.due.causes == (ReviewCause.FEEDBACK,)


def test_the_next_session_is_the_first_to_come(store: Store, work: Engagement) -> None:
    assert next_session(store) is None
    a_session(store, work, days=3)
    soon = a_session(store, work, days=1)
    a_session(store, work, days=-1)
    assert next_session(store) == soon.id


def test_no_session_of_a_deleted_client_comes_next(store: Store, work: Engagement) -> None:
    a_session(store, work, days=1)
    delete_client(store, client_id=work.client_ids[0])
    assert next_session(store) is None


@pytest.mark.parametrize(
    ("sql", "cells", "indexes"),
    [
        (module.REFLECTIONS, ("e", 1), {"session_of_engagement", "reflection_of_session"}),
        (module.SIGNALS, ("e", 1), {"session_of_engagement", "signal_of_session"}),
        (module.INSIGHT, ("e", 1), {"session_of_engagement", "insight_of_session"}),
        (module.MILESTONES, ("e",), {"milestone_of_engagement"}),
        (GOALS, ("e",), {"goal_of_engagement"}),
        (module.FEEDBACK, ("e",), {"feedback_of_engagement"}),
        (module.NEXT, ("2026",), {"session_by_state"}),
    ],
)
def test_every_read_takes_an_index(
    store: Store, sql: str, cells: tuple[object, ...], indexes: set[str]
) -> None:
    plan = [row[3] for row in store.db.execute(f"EXPLAIN QUERY PLAN {sql}", cells)]
    used = {name for name in indexes if any(name in line for line in plan)}
    assert used == indexes
    assert not [line for line in plan if line.startswith("SCAN")]


def test_what_was_said_in_between_is_in_it(store: Store, last: Session, now: Session) -> None:
    close_with_promises(store, last)
    promise, pledge = commitment_of(store, last), pledge_of(store, last)
    word, other = a_word(store, promise), a_word(store, pledge, "Half of it is sent")
    found = of(store, now)
    assert (found.said_about(promise), found.said_about(pledge)) == ((word,), (other,))


def test_a_promise_carried_twice_asks_for_its_size(store: Store, work: Engagement, now: Session) -> None:
    twice = carried_on(store, carried_on(store, a_promise(store, work)))
    assert of(store, now).asks_size == {twice.id}


def test_a_contact_between_two_sessions_is_the_last_one(store: Store, work: Engagement, now: Session) -> None:
    in_touch(store, work, -2)
    found = brief(store, now.id, day=DAY)
    assert (found.days_since, found.days_since_contact) == (7, 2)


def test_more_contact_than_agreed_is_a_question_once_it_is_a_habit(
    store: Store, work: Engagement, now: Session
) -> None:
    save_engagement(store, engagement=attrs.evolve(work, contact_most=0, contact_per=ContactPer.WEEK))
    in_touch(store, work, -7)
    assert brief(store, now.id, day=DAY).contact is None
    in_touch(store, work, 0)
    assert brief(store, now.id, day=DAY).contact is not None
    assert store.db["noticed"].count == 0


def test_the_coachs_own_sentence_comes_back_until_it_is_said(
    store: Store, work: Engagement, now: Session
) -> None:
    own = remembering.feedback(store, work, "I lose you when you hurry", giver=Giver.COACH)
    remembering.feedback(store, work, "Said already", giver=Giver.COACH, told_on=DAY)
    found = brief(store, now.id, day=DAY)
    assert (found.to_say, found.unanswered) == ((own,), ())


def test_feedback_of_a_session_in_the_bin_does_not_come_back(
    store: Store, work: Engagement, last: Session, now: Session
) -> None:
    remembering.feedback(store, work, session_id=last.id)
    delete_session(store, session_id=last.id)
    assert brief(store, now.id, day=DAY).unanswered == ()
