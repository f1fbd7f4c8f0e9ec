from datetime import date

from coachdesk.models import attachments, clients, contacts, feedback, notes
from coachdesk.models.entities.between import Contact
from coachdesk.models.entities.ids import ContactId, FeedbackId, new_id
from coachdesk.models.entities.people import Engagement
from coachdesk.models.entities.relationship import Feedback
from coachdesk.models.mending import mend, mend_steps, rebuild_search
from coachdesk.models.schema import pending
from coachdesk.models.store import Store
from tests import agreeing, attaching, making, walking


def found(store: Store) -> set[tuple[str, str, str]]:
    """Return what the search holds of what."""
    sql = "SELECT kind, owner_id, client_id FROM search_entry"
    return {(row["kind"], row["owner_id"], row["client_id"]) for row in store.db.query(sql)}


def full(store: Store) -> None:
    engagement = making.an_engagement(store)
    session = making.a_session(store, engagement)
    making.close_with_promises(store, session)
    notes.save_note(store, session_id=session.id, body="kanarienvogel", revision=0)
    making.hand_out(store, session)
    attaching.a_file(store, session)
    making.a_word(store, making.commitment_of(store, session))
    _say_between(store, engagement)
    gone = attaching.a_file(store, session, "Gone.txt", b"gone")
    attachments.delete_attachment(store, attachment_id=gone.id)
    agreeing.signed(store, "Jonas Halden")


def _say_between(store: Store, engagement: Engagement) -> None:
    goal = walking.a_goal(store, engagement)
    walking.scaled(store, goal.id, (date(2026, 5, 1), 4, "I wait"))
    at, day = store.now(), store.now().date()
    rang = Contact(id=ContactId(new_id()), engagement_id=engagement.id, at=at, words="They rang")
    contacts.save_contact(store, contact=rang)
    said = Feedback(id=FeedbackId(new_id()), engagement_id=engagement.id, given_on=day, sentence="Slower")
    feedback.save_feedback(store, feedback=said)


def test_the_search_is_made_again_as_it_was(store: Store) -> None:
    full(store)
    before = found(store)
    store.db.execute("DELETE FROM search_entry")
    rebuild_search(store)
    assert found(store) == before
    assert store.value("SELECT count(*) FROM search_text WHERE search_text MATCH 'kanarienvogel'") == 1


def test_who_is_in_the_bin_stays_out_of_the_search_and_no_hindrance(store: Store) -> None:
    full(store)
    clients.delete_client(store, client_id=store.value("SELECT id FROM client"))
    before = found(store)
    store.db.execute("DELETE FROM search_entry")
    rebuild_search(store)
    assert found(store) == before


def test_entries_without_their_text_are_no_hindrance(store: Store) -> None:
    full(store)
    before = found(store)
    store.db.execute("INSERT INTO search_text (search_text) VALUES ('delete-all')")
    rebuild_search(store)
    assert found(store) == before


def test_what_has_lost_its_session_stays_out_of_the_search(store: Store) -> None:
    full(store)
    store.db.execute("PRAGMA foreign_keys = OFF")
    store.db.execute("DELETE FROM session")
    rebuild_search(store)
    assert {kind for kind, _, _ in found(store)} & {"note", "session"} == set()
    assert store.value("SELECT count(*) FROM private_note") == 1


def test_steps_that_were_taken_are_noted_again(store: Store) -> None:
    store.db.execute("DROP TABLE _sqlite_migrations")
    mend_steps(store.db.conn)
    assert pending(store.db) == ()
    Store(store.db.conn)


def test_steps_that_are_noted_stay_as_they_are(store: Store) -> None:
    before = store.db.execute("SELECT * FROM _sqlite_migrations").fetchall()
    mend_steps(store.db.conn)
    assert store.db.execute("SELECT * FROM _sqlite_migrations").fetchall() == before


def test_a_step_whose_tables_are_missing_is_still_to_be_taken(store: Store) -> None:
    store.db.execute("DROP TABLE remembered")
    store.db.execute("DROP TABLE _sqlite_migrations")
    mend_steps(store.db.conn)
    assert pending(store.db) == ("m0002_memory_history_bin",)


def test_what_is_missing_is_made_in_one_go(store: Store) -> None:
    full(store)
    before = found(store)
    for table in ("remembered", "_sqlite_migrations"):
        store.db.execute(f"DROP TABLE {table}")
    store.db.execute("DELETE FROM search_entry")
    for table in ("earlier_note", "earlier_shared_text", "earlier_clause", "removed_record"):
        store.db.execute(f"DROP TABLE {table}")
    mend(store.db.conn)
    assert pending(store.db) == ()
    assert found(store) == before
