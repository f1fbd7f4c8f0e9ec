from datetime import timedelta

import pytest

from coachdesk.models import sessions
from coachdesk.models.clients import delete_client
from coachdesk.models.entities.people import Engagement
from coachdesk.models.entities.relationship import FeedbackHow, Giver
from coachdesk.models.feedback_waiting import WAITING, Wanted, feedback_waiting
from coachdesk.models.store import Store
from tests.making import a_group, a_held_session, an_engagement
from tests.remembering import DAY, feedback


@pytest.fixture
def work(store: Store) -> Engagement:
    return an_engagement(store)


def wanted(store: Store) -> list[tuple[str, Wanted]]:
    return [(one.sentence, one.wanted) for one in feedback_waiting(store)]


@pytest.mark.rule(10)
def test_what_no_answer_was_given_to_waits_whoever_said_it(store: Store, work: Engagement) -> None:
    other = an_engagement(store, "Ana Lindqvist")
    feedback(store, work, "Longer pauses", given_on=DAY)
    feedback(store, other, "You rush me", given_on=DAY - timedelta(days=90))
    found = feedback_waiting(store)
    assert [(one.client_name, one.sentence) for one in found] == [
        ("Ana Lindqvist", "You rush me"),
        ("Mira Solano", "Longer pauses"),
    ]


@pytest.mark.rule(10, control=True)
def test_one_that_is_answered_waits_no_more(store: Store, work: Engagement) -> None:
    feedback(store, work, "Longer pauses", answer="I will wait")
    assert feedback_waiting(store) == ()


def test_a_change_waits_until_the_client_has_heard_of_it(store: Store, work: Engagement) -> None:
    feedback(store, work, "Longer pauses", answer="Yes", will_change="I count to ten")
    feedback(store, work, "Told already", answer="Yes", will_change="I count to ten", told_on=DAY)
    assert wanted(store) == [("Longer pauses", Wanted.TELLING)]


def test_the_coachs_own_sentence_waits_until_it_is_said(store: Store, work: Engagement) -> None:
    feedback(store, work, "I lose you when you hurry", giver=Giver.COACH)
    feedback(store, work, "You came prepared", giver=Giver.COACH, told_on=DAY)
    assert wanted(store) == [("I lose you when you hurry", Wanted.SAYING)]


def test_nobody_waits_for_an_answer_to_nothing(store: Store, work: Engagement) -> None:
    feedback(store, work, "", how=FeedbackHow.DECLINED)
    assert feedback_waiting(store) == ()


def test_what_lies_in_the_bin_waits_for_nobody(store: Store, work: Engagement) -> None:
    held = a_held_session(store, work)
    feedback(store, work, session_id=held.id)
    sessions.delete_session(store, session_id=held.id)
    feedback(store, an_engagement(store, "Ana"))
    delete_client(store, client_id=feedback_waiting(store)[0].client_id)
    assert feedback_waiting(store) == ()


def test_a_member_of_a_group_is_named_as_the_one_who_said_it(store: Store) -> None:
    team = a_group(store, "Ana", "Ben")
    feedback(store, team, "Of both")
    feedback(store, team, "Of one", client_id=team.client_ids[1])
    assert {one.sentence: one.client_name for one in feedback_waiting(store)} == {
        "Of both": "Ana",
        "Of one": "Ben",
    }


def test_what_waits_is_found_by_an_index(store: Store) -> None:
    plan = [row[3] for row in store.db.execute(f"EXPLAIN QUERY PLAN {WAITING}")]
    assert any("feedback_waiting" in line for line in plan)
    assert not any(line.startswith("SCAN") and "feedback_waiting" not in line for line in plan)
