import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coachdesk.errors import StaleError
from coachdesk.models import notes
from coachdesk.models.entities.change import Change, Kind
from coachdesk.models.entities.session import CheckIn, Session
from coachdesk.models.search import SearchKind
from coachdesk.models.store import Store
from tests.making import a_session, an_engagement

ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]))


@pytest.fixture
def session(store: Store) -> Session:
    return a_session(store, an_engagement(store))


def save(store: Store, session: Session, body: str, revision: int = 0) -> int:
    return notes.save_note(store, session_id=session.id, body=body, revision=revision).value.revision


def draft(store: Store, session: Session, body: str, revision: int = 0) -> None:
    notes.save_draft(store, session_id=session.id, body=body, revision=revision)


def entries(store: Store, kind: SearchKind) -> int:
    return int(store.value("SELECT count(*) FROM search_entry WHERE kind = ?", [kind]))


def test_a_session_starts_without_notes(store: Store, session: Session) -> None:
    opened = notes.open_note(store, session.id)
    assert (opened.note.body, opened.note.revision, opened.is_draft) == ("", 0, False)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=ANY_TEXT)
def test_notes_come_back_as_typed(store: Store, session: Session, body: str) -> None:
    revision = notes.private_note(store, session.id).revision
    save(store, session, body, revision)
    assert notes.private_note(store, session.id).body == body


def test_each_save_raises_the_revision(store: Store, session: Session) -> None:
    assert save(store, session, "one") == 1
    assert save(store, session, "two", 1) == 2


def test_saving_the_same_words_changes_nothing(store: Store, session: Session) -> None:
    save(store, session, "one")
    written = notes.save_note(store, session_id=session.id, body="one", revision=1)
    assert (written.value.revision, written.change) == (1, Change())


def test_an_old_text_does_not_overwrite_a_newer_one(store: Store, session: Session) -> None:
    save(store, session, "newer")
    with pytest.raises(StaleError):
        save(store, session, "older")
    with pytest.raises(StaleError):
        draft(store, session, "older")
    assert notes.private_note(store, session.id).body == "newer"


def test_a_draft_comes_back_when_the_page_is_opened(store: Store, session: Session) -> None:
    save(store, session, "saved")
    draft(store, session, "saved, and typed on", 1)
    opened = notes.open_note(store, session.id)
    assert (opened.note.body, opened.note.revision, opened.is_draft) == ("saved, and typed on", 1, True)


def test_an_emptied_text_is_a_draft_too(store: Store, session: Session) -> None:
    save(store, session, "saved")
    draft(store, session, "", 1)
    assert notes.open_note(store, session.id).note.body == ""


def test_a_save_takes_the_place_of_the_draft(store: Store, session: Session) -> None:
    draft(store, session, "typing")
    save(store, session, "typed")
    assert store.value("SELECT count(*) FROM draft") == 0


def test_a_draft_is_seen_by_no_view_and_no_search(store: Store, session: Session) -> None:
    written = notes.save_draft(store, session_id=session.id, body="hush", revision=0)
    assert written.change == Change()
    assert entries(store, SearchKind.NOTE) == 0


def test_a_saved_note_can_be_found(store: Store, session: Session) -> None:
    written = notes.save_note(store, session_id=session.id, body="relief?", revision=0)
    assert written.change.touches(Kind.NOTE)
    assert entries(store, SearchKind.NOTE) == 1


def test_two_megabytes_are_kept_whole(store: Store, session: Session) -> None:
    body = "w\u00f6rter und mehr " * 130_000
    save(store, session, body)
    assert notes.private_note(store, session.id).body == body


def test_a_check_in_is_kept_and_found(store: Store, session: Session) -> None:
    said = CheckIn(session_id=session.id, focus="The talk", most_valuable="A first sentence", mood="tired")
    notes.save_check_in(store, check_in=said)
    assert notes.check_in(store, session.id) == said
    assert entries(store, SearchKind.SESSION) == 1
