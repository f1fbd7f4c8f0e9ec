import pytest

from coachdesk.errors import NotFoundError
from coachdesk.models import notes, sessions, summaries
from coachdesk.models.entities.people import Engagement
from coachdesk.models.entities.session import CheckIn, SharedText
from coachdesk.models.session_pages import session_page
from coachdesk.models.store import Store
from tests.making import a_held_session, a_session, an_engagement, close_with_promises, hand_out


@pytest.fixture
def engagement(store: Store) -> Engagement:
    return an_engagement(store)


def test_a_page_names_who_comes_and_what_for(store: Store, engagement: Engagement) -> None:
    page = session_page(store, a_session(store, engagement).id)
    assert (page.names, page.called) == ("Mira Solano", "Mira")
    assert page.engagement == engagement
    assert not page.is_handed_out


def test_a_page_holds_what_was_written(store: Store, engagement: Engagement) -> None:
    session = a_session(store, engagement)
    said = CheckIn(session_id=session.id, focus="The talk")
    shared = SharedText(session_id=session.id, agreed="One sentence")
    notes.save_check_in(store, check_in=said)
    notes.save_draft(store, session_id=session.id, body="typing", revision=0)
    summaries.save_shared_text(store, text=shared)
    closing = close_with_promises(store, session)
    page = session_page(store, session.id)
    assert (page.check_in, page.shared, page.closing) == (said, shared, closing)
    assert page.open_note.is_draft


def test_a_page_remembers_last_time(store: Store, engagement: Engagement) -> None:
    last = a_held_session(store, engagement)
    summaries.save_shared_text(
        store, text=SharedText(session_id=last.id, insights="I talk fast when I am scared.")
    )
    close_with_promises(store, last)
    page = session_page(store, a_session(store, engagement).id)
    assert page.last_time is not None
    assert page.last_time.insights == "I talk fast when I am scared."
    assert page.last_time.number == 1
    assert len(page.promises.commitments) == len(page.promises.pledges) == 1


def test_a_first_session_has_no_last_time(store: Store, engagement: Engagement) -> None:
    assert session_page(store, a_session(store, engagement).id).last_time is None


def test_a_page_knows_when_they_meet_again(store: Store, engagement: Engagement) -> None:
    first, second = a_session(store, engagement), a_session(store, engagement, days=14)
    assert session_page(store, first.id).next_at == second.planned_at
    assert session_page(store, second.id).next_at is None


def test_a_handed_out_page_lists_what_left(store: Store, engagement: Engagement) -> None:
    session = a_session(store, engagement)
    hand_out(store, session)
    summaries.add_addendum(store, session_id=session.id, text="Later")
    page = session_page(store, session.id)
    assert page.is_handed_out
    assert [document.title for document in page.shared_documents] == ["Summary"]
    assert [addendum.text for addendum in page.addenda] == ["Later"]


def test_a_deleted_session_has_no_page(store: Store, engagement: Engagement) -> None:
    session = a_session(store, engagement)
    sessions.delete_session(store, session_id=session.id)
    with pytest.raises(NotFoundError):
        session_page(store, session.id)
