from datetime import timedelta

import attrs
import pytest

from coachdesk.models import stems
from coachdesk.models.clients import get_client, save_client
from coachdesk.models.entities.people import Engagement
from coachdesk.models.entities.relationship import FeedbackHow, Giver
from coachdesk.models.feedback import remove_feedback, save_feedback
from coachdesk.models.feedback_page import AHEAD, CONVERSATION, NEXT, FeedbackPage, feedback_page
from coachdesk.models.finding import search
from coachdesk.models.review_plans import plan_review
from coachdesk.models.reviews import end_with_nothing_changed
from coachdesk.models.search import SearchKind
from coachdesk.models.sessions import delete_session
from coachdesk.models.store import Store
from tests.making import a_held_session, a_session, an_engagement
from tests.remembering import DAY, feedback
from tests.reviewing import answer_all, in_force, later


@pytest.fixture
def work(store: Store) -> Engagement:
    return an_engagement(store)


def page(store: Store, work: Engagement) -> FeedbackPage:
    return feedback_page(store, engagement_id=work.id)


def test_both_sides_are_in_it_in_the_order_of_their_days(store: Store, work: Engagement) -> None:
    held = a_held_session(store, work)
    feedback(store, work, "Second", giver=Giver.COACH, given_on=DAY)
    feedback(store, work, "First", session_id=held.id, given_on=DAY - timedelta(days=7))
    found = page(store, work).conversation
    assert [(one.feedback.sentence, one.number) for one in found] == [("First", 1), ("Second", None)]


def test_what_was_said_in_a_session_in_the_bin_is_not(store: Store, work: Engagement) -> None:
    held = a_held_session(store, work)
    feedback(store, work, session_id=held.id)
    delete_session(store, session_id=held.id)
    assert page(store, work).conversation == ()


def test_beginnings_come_in_turn_and_in_the_clients_language(store: Store, work: Engagement) -> None:
    feedback(store, work, stem=stems.stems("en")[4])
    feedback(store, work, "Mine", giver=Giver.COACH, given_on=DAY)
    assert page(store, work).stems[0] == stems.stems("en")[5]
    mira = get_client(store, client_id=work.client_ids[0])
    save_client(store, client=attrs.evolve(mira, language="de"))
    assert set(page(store, work).stems) == set(stems.stems("de"))


@pytest.mark.rule(10)
@pytest.mark.parametrize(
    ("said", "waits"),
    [
        ({}, True),
        ({"answer": " "}, True),
        ({"answer": "Yes"}, False),
        ({"answer": "Yes", "will_change": "I wait"}, True),
        ({"answer": "Yes", "will_change": "I wait", "told_on": DAY}, False),
        ({"how": FeedbackHow.DECLINED, "sentence": ""}, False),
        ({"giver": Giver.COACH}, True),
        ({"giver": Giver.COACH, "told_on": DAY}, False),
    ],
)
def test_it_waits_until_all_of_it_is_done(
    store: Store, work: Engagement, said: dict[str, object], waits: bool
) -> None:
    feedback(store, work, **said)  # type: ignore[arg-type]  # a test's own
    [one] = page(store, work).conversation
    assert one.is_waiting is waits


def test_a_wish_for_change_asks_for_a_review_until_one_was_held(store: Store) -> None:
    work = in_force(store)
    wish = attrs.evolve(feedback(store, work), asks_change=True)
    later(store, timedelta(minutes=1))
    save_feedback(store, feedback=wish)
    assert page(store, work).asks_for_review(wish)
    answer_all(store, work)
    end_with_nothing_changed(store, engagement_id=work.id)
    assert not page(store, work).asks_for_review(wish)


def test_one_that_is_removed_asks_for_nothing_and_is_put_back_whole(store: Store) -> None:
    work = in_force(store)
    wish = save_feedback(store, feedback=attrs.evolve(feedback(store, work), asks_change=True)).value
    remove_feedback(store, feedback=wish)
    assert page(store, work).conversation == ()
    assert store.db["noticed"].count == 0
    save_feedback(store, feedback=wish)
    assert page(store, work).asks_for_review(wish)


def test_it_knows_the_review_and_the_session_that_come_next(store: Store) -> None:
    work = in_force(store)
    assert (page(store, work).ahead, page(store, work).next_on) == (None, None)
    a_session(store, work, days=9)
    plan_review(store, engagement_id=work.id, due_on=DAY + timedelta(days=9))
    found = page(store, work)
    assert found.next_on == DAY + timedelta(days=9)
    assert found.ahead is not None
    assert found.is_agreed


def test_its_words_are_found(store: Store, work: Engagement) -> None:
    save_feedback(store, feedback=attrs.evolve(feedback(store, work), sentence="Like a lighthouse"))
    [hit] = search(store, "lighth").others
    assert (hit.kind, hit.engagement_id) == (SearchKind.FEEDBACK, work.id)


@pytest.mark.parametrize(("sql", "cells"), [(CONVERSATION, ["e"]), (AHEAD, ["e"]), (NEXT, ["e", "2026"])])
def test_it_is_read_by_indexes(store: Store, sql: str, cells: list[str]) -> None:
    plan = [row[3] for row in store.db.execute(f"EXPLAIN QUERY PLAN {sql}", cells)]
    assert [line for line in plan if line.startswith("SCAN")] == []
