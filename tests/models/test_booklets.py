import attrs
import pytest

from coachdesk.errors import InvalidInputError, LockedTextError, StaleError
from coachdesk.models import booklets, notes, sessions, sharing, summaries
from coachdesk.models.client_page import client_page
from coachdesk.models.entities.people import Engagement
from coachdesk.models.entities.session import Session, SharedText
from coachdesk.models.entities.sharing import Protection, SharedBooklet, SharedDocument, SharedHow, SharedKind
from coachdesk.models.store import Store
from tests import making

CANARY = "kingfisher-7431"


@pytest.fixture
def work(store: Store) -> Engagement:
    return making.an_engagement(store)


def a_written_session(store: Store, work: Engagement, words: str, *, days: int = -7) -> Session:
    held = making.a_held_session(store, work, days=days)
    notes.save_note(store, session_id=held.id, body=CANARY, revision=0)
    summaries.save_shared_text(store, text=SharedText(session_id=held.id, focus=words))
    return held


def booklet_of(store: Store, *held: Session) -> SharedBooklet:
    return booklets.shared_booklet(store, session_ids=[one.id for one in held], language="en")


def give(store: Store, booklet: SharedBooklet, *held: Session) -> SharedDocument:
    return booklets.hand_out_booklet(
        store,
        session_ids=[one.id for one in held],
        booklet=booklet,
        title="Summaries of 2 sessions",
        how=SharedHow.PDF,
        sha256="cd" * 32,
        protection=Protection.ENCRYPTED,
    ).value


def page(store: Store, work: Engagement) -> booklets.BookletPage:
    return booklets.booklet_page(store, engagement_id=work.id, language="en")


def test_every_session_that_says_something_can_be_in_it(store: Store, work: Engagement) -> None:
    first = a_written_session(store, work, "One", days=-14)
    making.a_held_session(store, work, days=-10)
    gone = a_written_session(store, work, "Two")
    sessions.delete_session(store, session_id=gone.id)
    last = a_written_session(store, work, "Three")
    assert [line.session_id for line in page(store, work).lines] == [first.id, last.id]


def test_it_says_which_sessions_were_handed_out(store: Store, work: Engagement) -> None:
    a_written_session(store, work, "One", days=-14)
    making.hand_out(store, a_written_session(store, work, "Two"))
    assert [line.is_handed_out for line in page(store, work).lines] == [False, True]


@pytest.mark.rule(4)
def test_a_booklet_is_its_summaries_and_nothing_else(store: Store, work: Engagement) -> None:
    first, second = a_written_session(store, work, "One", days=-14), a_written_session(store, work, "Two")
    booklet = booklet_of(store, first, second)
    wanted = tuple(summaries.shared_summary(store, one.id, language="en") for one in (first, second))
    assert booklet.summaries == wanted
    assert CANARY not in repr(booklet)


@pytest.mark.rule(5)
def test_it_is_recorded_for_each_session_and_locks_it(store: Store, work: Engagement) -> None:
    held = (a_written_session(store, work, "One", days=-14), a_written_session(store, work, "Two"))
    give(store, booklet_of(store, *held), *held)
    for one in held:
        (document,) = sharing.shared_of_session(store, one.id)
        assert (document.kind, document.protection) == (SharedKind.BOOKLET, Protection.ENCRYPTED)
        with pytest.raises(LockedTextError):
            summaries.save_shared_text(store, text=SharedText(session_id=one.id, focus="Changed"))
    assert len(client_page(store, client_id=work.client_ids[0]).shared) == 2
    assert len(page(store, work).handed_out) == 2


@pytest.mark.rule(5)
def test_only_what_was_previewed_leaves(store: Store, work: Engagement) -> None:
    held = (a_written_session(store, work, "One", days=-14), a_written_session(store, work, "Two"))
    previewed = booklet_of(store, *held)
    summaries.save_shared_text(store, text=SharedText(session_id=held[0].id, focus="Changed"))
    with pytest.raises(StaleError):
        give(store, previewed, *held)
    assert [sessions.session(store, one.id).handed_out_at for one in held] == [None, None]


@pytest.mark.rule(5, control=True)
def test_without_the_second_look_other_words_would_leave(
    store: Store, work: Engagement, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = a_written_session(store, work, "One")
    previewed = booklet_of(store, held)
    summaries.save_shared_text(store, text=SharedText(session_id=held.id, focus="Changed"))
    monkeypatch.setattr(booklets, "shared_booklet", lambda *_args, **_kwargs: previewed)
    give(store, previewed, held)
    assert summaries.shared_text(store, held.id).focus != previewed.summaries[0].focus


@pytest.mark.rule(5)
def test_another_day_keeps_the_first_one(store: Store, work: Engagement) -> None:
    held = a_written_session(store, work, "One")
    making.hand_out(store, held)
    first = sessions.session(store, held.id).handed_out_at
    give(store, booklet_of(store, held), held)
    assert sessions.session(store, held.id).handed_out_at == first


def test_a_booklet_is_of_one_engagement(store: Store, work: Engagement) -> None:
    other = a_written_session(store, making.an_engagement(store, "Jo Weir"), "Other")
    for held in ((), (a_written_session(store, work, "One"), other)):
        with pytest.raises(InvalidInputError, match="one engagement"):
            booklet_of(store, *held)


def test_of_those_kept_apart_each_gets_a_booklet_of_their_own(store: Store) -> None:
    work = making.a_group(store, "Ana Ruiz", "Ben Okafor", apart=True)
    a_written_session(store, work, "What we may stop")
    ana, ben = work.client_ids
    for client_id, name in ((None, "Ana Ruiz"), (ben, "Ben Okafor")):
        found = booklets.booklet_page(store, engagement_id=work.id, language="en", for_client=client_id)
        assert (found.called, found.lines[0].summary.client_name) == (name, name)
        assert found.for_client == (client_id or ana)


def test_what_one_member_has_the_other_does_not(store: Store) -> None:
    work = making.a_group(store, "Ana Ruiz", "Ben Okafor", apart=True)
    held = a_written_session(store, work, "What we may stop")
    ana, ben = work.client_ids
    summary = summaries.shared_summary(store, held.id, language="en", for_client=ana)
    summaries.hand_out(
        store, session_id=held.id, summary=summary, title="S", how=SharedHow.PDF, sha256="ab", for_client=ana
    )
    found = [
        booklets.booklet_page(store, engagement_id=work.id, language="en", for_client=one)
        for one in (ana, ben)
    ]
    assert [one.lines[0].is_handed_out for one in found] == [True, False]


def test_a_booklet_without_a_coach_has_a_head_all_the_same(store: Store, work: Engagement) -> None:
    held = a_written_session(store, work, "One")
    assert attrs.asdict(booklet_of(store, held))["letterhead"]["coach_name"] == "–"
