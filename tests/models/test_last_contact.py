from datetime import timedelta

import pytest

from coachdesk.models import sessions
from coachdesk.models.entities.between import Contact
from coachdesk.models.entities.ids import ContactId, new_id
from coachdesk.models.entities.people import Engagement, EngagementState
from coachdesk.models.last_contact import LAST, last_contact, last_contacts
from coachdesk.models.store import Store, write
from tests.making import a_held_session, a_session, an_engagement, let_stand


@pytest.fixture
def work(store: Store) -> Engagement:
    return an_engagement(store)


@write
def a_contact(store: Store, /, work: Engagement, *, days: int) -> Contact:
    at = store.now() + timedelta(days=days)
    made = Contact(id=ContactId(new_id()), engagement_id=work.id, at=at)
    store.put("contact", made)
    return made


def test_there_was_no_contact_before_the_first(store: Store, work: Engagement) -> None:
    a_session(store, work, days=-1)
    assert last_contact(store, engagement_id=work.id) is None
    assert last_contacts(store) == {}


@pytest.mark.parametrize(("held", "contact"), [(-7, -3), (-3, -7)])
def test_the_later_of_session_and_contact_counts(
    store: Store, work: Engagement, held: int, contact: int
) -> None:
    a_held_session(store, work, days=held)
    a_contact(store, work, days=contact)
    expected = store.now() - timedelta(days=3)
    assert last_contact(store, engagement_id=work.id) == expected
    assert last_contacts(store) == {work.id: expected}


def test_a_contact_alone_is_one(store: Store, work: Engagement) -> None:
    made = a_contact(store, work, days=-3)
    assert last_contact(store, engagement_id=work.id) == made.at


def test_a_session_in_the_bin_was_none(store: Store, work: Engagement) -> None:
    held = a_held_session(store, work)
    sessions.delete_session(store, session_id=held.id)
    assert last_contact(store, engagement_id=work.id) is None


def test_what_is_closed_is_asked_for_alone(store: Store, work: Engagement) -> None:
    made = a_contact(store, work, days=-3)
    let_stand(store, work, EngagementState.CLOSED)
    assert last_contacts(store) == {}
    assert last_contact(store, engagement_id=work.id) == made.at


def test_both_are_steps_in_an_index(store: Store) -> None:
    plan = [row[3] for row in store.db.execute(f"EXPLAIN QUERY PLAN {LAST} e.id = ?", ["e"])]
    assert sum("session_held" in line or "contact_of_engagement" in line for line in plan) == 2
    assert not any(line.startswith("SCAN") and "CONSTANT" not in line for line in plan)
