"""A signal of a boundary makes itself known to the next review."""

import attrs
import pytest

from coachdesk.models import deletion, noticed, sessions
from coachdesk.models.engagements import get_engagement
from coachdesk.models.entities.change import Kind
from coachdesk.models.entities.moment import Signal, SignalKind
from coachdesk.models.entities.people import Engagement
from coachdesk.models.entities.review import Noticed, NoticedKind, ReviewCause
from coachdesk.models.entities.session import Session
from coachdesk.models.moments import put_moment, remove_moment
from coachdesk.models.review_causes import due_review
from coachdesk.models.review_page import review_page
from coachdesk.models.store import Store
from tests import agreeing
from tests.making import a_session
from tests.noting import a_signal


@pytest.fixture
def engagement(store: Store) -> Engagement:
    page = agreeing.signed(store, "Mira Solano")
    return get_engagement(store, engagement_id=page.agreement.engagement_id)


@pytest.fixture
def now(store: Store, engagement: Engagement) -> Session:
    return a_session(store, engagement)


@pytest.fixture
def boundary(store: Store, now: Session) -> Signal:
    return put_moment(store, moment=a_signal(now, store.now(), SignalKind.BOUNDARY)).value


def notes(store: Store) -> tuple[Noticed, ...]:
    return store.all(Noticed, "SELECT * FROM noticed")


def causes(store: Store, engagement: Engagement) -> tuple[ReviewCause, ...]:
    due = due_review(store, engagement_id=engagement.id, day=store.now().date())
    return () if due is None else due.causes


def test_a_boundary_is_noted_for_the_next_review(
    store: Store, engagement: Engagement, boundary: Signal
) -> None:
    [noted] = notes(store)
    assert (str(noted.id), noted.engagement_id, noted.kind) == (
        str(boundary.id),
        engagement.id,
        NoticedKind.BOUNDARY,
    )
    assert (noted.words, noted.noticed_on) == (boundary.noticed, store.now().date())


def test_another_kind_is_not_noted(store: Store, now: Session) -> None:
    written = put_moment(store, moment=a_signal(now, store.now()))
    assert notes(store) == ()
    assert not written.change.touches(Kind.REVIEW)


def test_the_note_follows_the_words(store: Store, boundary: Signal) -> None:
    put_moment(store, moment=attrs.evolve(boundary, noticed="A call at ten in the evening"))
    assert [noted.words for noted in notes(store)] == ["A call at ten in the evening"]


def test_another_kind_takes_the_note_away(store: Store, boundary: Signal) -> None:
    written = put_moment(store, moment=attrs.evolve(boundary, kind=SignalKind.OTHER))
    assert notes(store) == ()
    assert written.change.touches(Kind.REVIEW)


def test_the_note_goes_and_comes_with_the_signal(store: Store, boundary: Signal) -> None:
    remove_moment(store, moment=boundary)
    assert notes(store) == ()
    put_moment(store, moment=boundary)
    assert [str(noted.id) for noted in notes(store)] == [str(boundary.id)]


def test_a_note_taken_out_of_the_review_stays_out(store: Store, boundary: Signal) -> None:
    noticed.remove_noticed(store, noticed=notes(store)[0])
    put_moment(store, moment=attrs.evolve(boundary, meant="A slip"))
    assert notes(store) == ()


def test_three_boundaries_ask_for_a_review(store: Store, engagement: Engagement, now: Session) -> None:
    for count in range(3):
        assert causes(store, engagement) == (), count
        put_moment(store, moment=a_signal(now, store.now(), SignalKind.BOUNDARY))
    assert causes(store, engagement) == (ReviewCause.BOUNDARY,)


def test_a_session_in_the_bin_does_not_count(store: Store, engagement: Engagement, now: Session) -> None:
    for _ in range(3):
        put_moment(store, moment=a_signal(now, store.now(), SignalKind.BOUNDARY))
    sessions.delete_session(store, session_id=now.id)
    assert causes(store, engagement) == ()
    assert review_page(store, engagement_id=engagement.id).noticed == ()
    sessions.restore_session(store, session_id=now.id)
    assert causes(store, engagement) == (ReviewCause.BOUNDARY,)
    assert len(review_page(store, engagement_id=engagement.id).noticed) == 3


@pytest.mark.usefixtures("boundary")
def test_a_session_deleted_for_good_leaves_no_note(store: Store, now: Session) -> None:
    deletion.delete_session(store, now.id)
    assert notes(store) == ()
