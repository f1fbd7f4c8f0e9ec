from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coachdesk.errors import InvalidInputError
from coachdesk.models.clients import delete_client
from coachdesk.models.contacts import CONTACTS, Boundary, contacts_page, remove_contact, save_contact
from coachdesk.models.engagements import get_engagement
from coachdesk.models.entities.between import Channel
from coachdesk.models.entities.change import Kind
from coachdesk.models.entities.people import Engagement
from coachdesk.models.entities.relationship import Dial
from coachdesk.models.finding import search
from coachdesk.models.preferences import keep_preferences
from coachdesk.models.search import SearchKind
from coachdesk.models.store import Store
from tests.agreeing import signed
from tests.remembering import preference
from tests.reviewing import engagement_of
from tests.talking import agreed, in_touch


@pytest.fixture
def work(store: Store) -> Engagement:
    return agreed(store)


def ids(store: Store, work: Engagement) -> list[str]:
    return [one.id for one in contacts_page(store, engagement_id=work.id).contacts]


def test_the_newest_comes_first(store: Store, work: Engagement) -> None:
    older, newer = in_touch(store, work, -3), in_touch(store, work, -1)
    assert ids(store, work) == [newer.id, older.id]


def test_one_that_is_removed_can_be_put_back(store: Store, work: Engagement) -> None:
    made = in_touch(store, work, words="About the board")
    remove_contact(store, contact=made)
    assert ids(store, work) == []
    written = save_contact(store, contact=made)
    assert ids(store, work) == [made.id]
    assert written.change.touches(Kind.CONTACT)


def test_a_moment_that_has_not_come_is_refused(store: Store, work: Engagement) -> None:
    in_touch(store, work, store.now() + timedelta(minutes=1))
    with pytest.raises(InvalidInputError, match="not come yet"):
        in_touch(store, work, store.now() + timedelta(minutes=5))


def test_its_words_are_found_and_go_with_it(store: Store, work: Engagement) -> None:
    made = in_touch(store, work, words="Afraid of the lighthouse")
    [hit] = search(store, "lighth").others
    assert (hit.kind, hit.owner_id, hit.engagement_id) == (SearchKind.CONTACT, made.id, work.id)
    remove_contact(store, contact=made)
    assert search(store, "lighth").others == ()


def test_nothing_of_a_deleted_client_is_found(store: Store, work: Engagement) -> None:
    in_touch(store, work, words="Afraid of the lighthouse")
    delete_client(store, client_id=work.client_ids[0])
    assert search(store, "lighthouse").hits == ()


def test_the_page_holds_what_was_said_and_agreed_about_it(store: Store) -> None:
    page = signed(store)
    work = get_engagement(store, engagement_id=engagement_of(page))
    keep_preferences(store, said=preference(work.client_ids[0], contact=Dial.LESS))
    clause = next(one for one in page.clauses if one.key == "boundaries")
    found = contacts_page(store, engagement_id=work.id)
    assert found.boundary == Boundary(words=clause.agreed_words, is_in_force=True)
    assert [known.preference.contact for known in found.preferences] == [Dial.LESS]


def test_what_is_agreed_is_kept_with_the_engagement(store: Store, work: Engagement) -> None:
    found = get_engagement(store, engagement_id=work.id)
    assert (found.contact_words, found.contact_most, found.contact_per) == ("Short ones", 2, work.contact_per)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    channel=st.sampled_from(Channel),
    minutes=st.none() | st.integers(0, 600),
    words=st.text(max_size=60).map(str.strip),
    flags=st.tuples(st.booleans(), st.booleans()),
)
def test_what_is_kept_is_what_was_logged(
    store: Store, channel: Channel, minutes: int | None, words: str, flags: tuple[bool, bool]
) -> None:
    work = agreed(store)
    by_coach, counted = flags
    made = in_touch(
        store, work, channel=channel, minutes=minutes, words=words, by_coach=by_coach, counted=counted
    )
    assert contacts_page(store, engagement_id=work.id).contacts == (made,)


def test_they_are_read_by_an_index(store: Store) -> None:
    plan = [row[3] for row in store.db.execute(f"EXPLAIN QUERY PLAN {CONTACTS}", ["e", 5])]
    assert "contact_of_engagement" in plan[0]
