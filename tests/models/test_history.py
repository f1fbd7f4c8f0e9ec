from datetime import timedelta

import pytest

from coachdesk.errors import LockedTextError, NotFoundError, StaleError
from coachdesk.models import clauses, history, notes, sessions, summaries
from coachdesk.models.entities.agreement import Clause, Party
from coachdesk.models.entities.change import Change, Kind
from coachdesk.models.entities.ids import SessionId
from coachdesk.models.entities.session import SharedText
from coachdesk.models.history import Passage, Subject, bring_back, read_version
from coachdesk.models.store import Store
from coachdesk.sample.clock import SettableClock
from tests import agreeing, making
from tests.conftest import NOW


@pytest.fixture
def clock() -> SettableClock:
    return SettableClock(NOW)


@pytest.fixture
def session(store: Store) -> SessionId:
    return making.a_session(store, making.an_engagement(store)).id


@pytest.fixture
def clause(store: Store) -> Clause:
    return agreeing.begin(store).clauses[0]


def later(clock: SettableClock, **by: float) -> None:
    clock.set(clock() + timedelta(**by))


def note(store: Store, session: SessionId, body: str) -> None:
    revision = notes.private_note(store, session).revision
    notes.save_note(store, session_id=session, body=body, revision=revision)


def bodies(store: Store, session: SessionId) -> list[str]:
    """Return the earlier notes, the newest first."""
    versions = history.history(store, subject=Subject.NOTE, owner_id=session).versions
    return [_body(store, version.id) for version in versions]


def _body(store: Store, version_id: str) -> str:
    return read_version(store, subject=Subject.NOTE, version_id=version_id)[0].words


def test_a_text_never_written_has_no_history(store: Store, session: SessionId) -> None:
    found = history.history(store, subject=Subject.NOTE, owner_id=session)
    assert found.today == (Passage("body", ""),)
    assert found.versions == ()


def test_what_was_overwritten_is_kept_with_its_time(
    store: Store, session: SessionId, clock: SettableClock
) -> None:
    note(store, session, "one thing")
    later(clock, minutes=5)
    note(store, session, "one thing and another")
    found = history.history(store, subject=Subject.NOTE, owner_id=session)
    assert found.today == (Passage("body", "one thing and another"),)
    assert [version.written_at for version in found.versions] == [NOW]
    assert bodies(store, session) == ["one thing"]


def test_saves_within_one_minute_make_one_version(
    store: Store, session: SessionId, clock: SettableClock
) -> None:
    note(store, session, "a beginning")
    for count in range(1, 40):
        later(clock, seconds=4)
        note(store, session, "a beginning" + " and more" * count)
    assert len(bodies(store, session)) == 3
    assert bodies(store, session)[-1] == "a beginning"


def test_most_of_a_text_wiped_out_is_kept_even_within_the_minute(store: Store, session: SessionId) -> None:
    note(store, session, "first")
    note(store, session, "a long and thoughtful page")
    note(store, session, "x")
    assert bodies(store, session) == ["a long and thoughtful page", "first"]


def test_the_same_words_saved_again_are_no_version(
    store: Store, session: SessionId, clock: SettableClock
) -> None:
    summaries.save_shared_text(store, text=SharedText(session_id=session, focus="the harbour"))
    later(clock, minutes=2)
    summaries.save_shared_text(store, text=SharedText(session_id=session, focus="the harbour"))
    assert history.history(store, subject=Subject.SHARED, owner_id=session).versions == ()


def test_a_version_comes_back_and_nothing_is_lost(store: Store, session: SessionId) -> None:
    note(store, session, "as it was")
    note(store, session, "as it was, and more")
    first = history.history(store, subject=Subject.NOTE, owner_id=session).versions[0]
    written = bring_back(store, subject=Subject.NOTE, owner_id=session, version_id=first.id)
    assert notes.private_note(store, session).body == "as it was"
    assert _body(store, written.value) == "as it was, and more"
    assert written.change == Change.of(Kind.NOTE, session)


def test_bringing_back_can_be_taken_back(store: Store, session: SessionId) -> None:
    note(store, session, "as it was")
    note(store, session, "as it was, and more")
    first = history.history(store, subject=Subject.NOTE, owner_id=session).versions[0]
    replaced = bring_back(store, subject=Subject.NOTE, owner_id=session, version_id=first.id).value
    bring_back(store, subject=Subject.NOTE, owner_id=session, version_id=replaced)
    assert notes.private_note(store, session).body == "as it was, and more"


def test_what_reads_so_already_is_not_saved(store: Store, session: SessionId) -> None:
    note(store, session, "as it was")
    note(store, session, "as it was, and more")
    note(store, session, "as it was")
    first = history.history(store, subject=Subject.NOTE, owner_id=session).versions[-1]
    revision = notes.private_note(store, session).revision
    written = bring_back(store, subject=Subject.NOTE, owner_id=session, version_id=first.id)
    assert (written.value, written.change) == ("", Change())
    assert notes.private_note(store, session).revision == revision


def test_a_draft_becomes_a_version_before_another_comes_back(store: Store, session: SessionId) -> None:
    note(store, session, "as it was")
    note(store, session, "as it was, and more")
    first = history.history(store, subject=Subject.NOTE, owner_id=session).versions[0]
    notes.save_draft(store, session_id=session, body="typed and not saved", revision=2)
    bring_back(store, subject=Subject.NOTE, owner_id=session, version_id=first.id)
    assert bodies(store, session)[:2] == ["typed and not saved", "as it was, and more"]


def test_an_editor_open_on_the_notes_does_not_write_over_what_came_back(
    store: Store, session: SessionId
) -> None:
    note(store, session, "as it was")
    note(store, session, "as it was, and more")
    first = history.history(store, subject=Subject.NOTE, owner_id=session).versions[0]
    bring_back(store, subject=Subject.NOTE, owner_id=session, version_id=first.id)
    with pytest.raises(StaleError):
        notes.save_note(store, session_id=session, body="typed elsewhere", revision=2)


def test_shared_words_have_versions_too(store: Store, session: SessionId) -> None:
    text = SharedText(session_id=session, focus="the harbour", insights="I can ask")
    summaries.save_shared_text(store, text=text)
    summaries.save_shared_text(store, text=SharedText(session_id=session, focus="the sea"))
    (first,) = history.history(store, subject=Subject.SHARED, owner_id=session).versions
    bring_back(store, subject=Subject.SHARED, owner_id=session, version_id=first.id)
    assert summaries.shared_text(store, session) == text


def test_shared_words_that_were_handed_out_stay(store: Store, session: SessionId) -> None:
    summaries.save_shared_text(store, text=SharedText(session_id=session, focus="the harbour, at length"))
    making.hand_out(store, sessions.session(store, session), words="sea")
    (first,) = history.history(store, subject=Subject.SHARED, owner_id=session).versions
    with pytest.raises(LockedTextError):
        bring_back(store, subject=Subject.SHARED, owner_id=session, version_id=first.id)
    assert summaries.shared_text(store, session).focus == "sea"


def test_words_of_a_clause_have_versions_too(store: Store, clause: Clause) -> None:
    clauses.save_words(store, clause_id=clause.id, clients_words="slowly", agreed_words="Slowly, please.")
    clauses.agree(store, clause_id=clause.id, party=Party.COACH)
    clauses.save_words(store, clause_id=clause.id, agreed_words="Fast.")
    newest = history.history(store, subject=Subject.CLAUSE, owner_id=clause.id).versions[0]
    bring_back(store, subject=Subject.CLAUSE, owner_id=clause.id, version_id=newest.id)
    back = clauses.get_clause(store, clause_id=clause.id)
    assert (back.clients_words, back.agreed_words) == ("slowly", "Slowly, please.")
    assert back.agreed_by_coach_at is None


def test_the_words_of_a_signed_clause_stay(store: Store) -> None:
    page = agreeing.begin(store)
    clause = next(clause for clause in page.clauses if clause.core)
    clauses.save_words(store, clause_id=clause.id, agreed_words="a first try at it, " * 10)
    agreeing.sign_all(store, agreeing.make_ready(store, page))
    found = history.history(store, subject=Subject.CLAUSE, owner_id=clause.id)
    assert found.is_fixed
    newest = found.versions[0]
    with pytest.raises(LockedTextError):
        bring_back(store, subject=Subject.CLAUSE, owner_id=clause.id, version_id=newest.id)


def test_it_says_what_it_is_the_history_of(store: Store, session: SessionId, clause: Clause) -> None:
    of_note = history.history(store, subject=Subject.NOTE, owner_id=session)
    of_clause = history.history(store, subject=Subject.CLAUSE, owner_id=clause.id)
    assert (of_note.whose, of_note.number, of_note.is_fixed) == ("Mira", 1, False)
    assert (of_clause.whose, of_clause.heading, of_clause.is_fixed) == ("Mira Solano", clause.heading, False)


def test_notes_stay_open_when_the_summary_is_handed_out(store: Store, session: SessionId) -> None:
    making.hand_out(store, sessions.session(store, session))
    assert history.history(store, subject=Subject.SHARED, owner_id=session).is_fixed
    assert not history.history(store, subject=Subject.NOTE, owner_id=session).is_fixed


def test_the_history_of_what_is_gone_is_told(store: Store, session: SessionId) -> None:
    sessions.delete_session(store, session_id=session)
    for subject in Subject:
        with pytest.raises(NotFoundError):
            history.history(store, subject=subject, owner_id=session)


def test_a_version_that_is_gone_is_told(store: Store, session: SessionId) -> None:
    with pytest.raises(NotFoundError):
        bring_back(store, subject=Subject.NOTE, owner_id=session, version_id="gone")


def test_earlier_words_go_with_their_session(store: Store, session: SessionId) -> None:
    note(store, session, "a long first try at it")
    note(store, session, "short")
    store.db.execute("DELETE FROM session WHERE id = ?", [session])
    assert store.value("SELECT count(*) FROM earlier_note") == 0


def test_earlier_words_are_not_found(store: Store, session: SessionId) -> None:
    from coachdesk.models.finding import search

    note(store, session, "the lighthouse, at great length")
    note(store, session, "the sea")
    assert not search(store, "lighthouse").hits
    assert search(store, "sea").hits
