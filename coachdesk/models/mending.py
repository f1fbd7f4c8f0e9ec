"""What CoachDesk makes again by itself in a vault that was saved from a damaged one."""

import re
from typing import Any, Final

from sqlite_utils import Database, Migrations

from coachdesk.models import clause_index, search, session_index
from coachdesk.models.clients import index_client
from coachdesk.models.entities.attachment import Attachment
from coachdesk.models.entities.between import BetweenCheckIn, Contact
from coachdesk.models.entities.ids import AgreementId, ClientId, SessionId
from coachdesk.models.entities.path import Goal
from coachdesk.models.entities.relationship import Feedback
from coachdesk.models.entities.session import Commitment, Pledge
from coachdesk.models.moment_tables import OF_A_SESSION, TABLES
from coachdesk.models.schema import STEPS, pending, take
from coachdesk.models.store import Store, write

_TABLES_OF: Final = re.compile(r"CREATE TABLE (\w+)")
_NOTES: Final = """
SELECT s.id FROM session s JOIN engagement e ON e.id = s.engagement_id
WHERE s.id IN (SELECT session_id FROM private_note UNION SELECT session_id FROM attendance)"""
_FILES: Final = "SELECT a.* FROM attachment a JOIN engagement e ON e.id = a.engagement_id"
_SESSIONS: Final = "SELECT s.id FROM session s JOIN engagement e ON e.id = s.engagement_id"

_HAS_SESSION: Final = f"m.session_id IN ({_SESSIONS})"
_HAS_ENGAGEMENT: Final = "m.engagement_id IN (SELECT id FROM engagement)"


def mend(connection: Any) -> None:  # noqa: ANN401  (untyped driver)
    """Bring a vault of saved rows up to date; nothing of it can be lost yet."""
    mend_steps(connection)
    db = Database(connection, execute_plugins=False)
    for name in pending(db):
        take(db, name)
    rebuild_search(Store(connection))


def mend_steps(connection: Any) -> None:  # noqa: ANN401  (untyped driver)
    """Note the steps whose tables are there, where the note of them was lost."""
    db = Database(connection, execute_plugins=False)
    there = set(db.table_names())
    Migrations("coachdesk").ensure_migrations_table(db)
    for name, script in STEPS.items():
        if set(_TABLES_OF.findall(script)) <= there:
            note = {"migration_set": "coachdesk", "name": name, "applied_at": ""}
            db.table("_sqlite_migrations").insert(note, ignore=True)


@write
def rebuild_search(store: Store) -> None:
    """Let everything be found that is there, and nothing else."""
    for kind, owner_id in store.db.execute("SELECT kind, owner_id FROM search_entry").fetchall():
        search.drop(store, kind=search.SearchKind(kind), owner_id=owner_id)
    for row in store.db.query("SELECT id FROM client WHERE deleted_at IS NULL"):
        index_client(store, client_id=ClientId(row["id"]))
    _index_sessions(store)
    for row in store.db.query("SELECT id FROM agreement"):
        clause_index.follow_versions(store, AgreementId(row["id"]))
    for attachment in store.all(Attachment, _FILES):
        session_index.index_file(store, attachment)
    _index_between(store)


def _index_sessions(store: Store) -> None:
    for row in store.db.query(_SESSIONS):
        session_index.index_words(store, SessionId(row["id"]))
    for row in store.db.query(_NOTES):
        session_index.index_note(store, SessionId(row["id"]))
    for commitment in store.all(Commitment, "SELECT * FROM commitment"):
        session_index.index_promise(store, commitment)
    for pledge in store.all(Pledge, "SELECT * FROM pledge"):
        session_index.index_promise(store, pledge)
    _index_moments(store)


def _index_moments(store: Store) -> None:
    for kind, table in TABLES.items():
        is_found = _HAS_SESSION if table in OF_A_SESSION else _HAS_ENGAGEMENT
        for moment in store.all(kind, f"SELECT m.* FROM {table} m WHERE {is_found}"):  # noqa: S608  (our own names)
            session_index.index_moment(store, moment)


def _index_between(store: Store) -> None:
    for goal in store.all(Goal, _of_work("goal")):
        session_index.index_goal(store, goal)
    for contact in store.all(Contact, _of_work("contact")):
        session_index.index_contact(store, contact)
    for check_in in store.all(BetweenCheckIn, _of_work("between_check_in")):
        session_index.index_check_in(store, check_in)
    index_feedback(store)


def index_feedback(store: Store) -> None:
    """Let what was said about the work be found; part of the caller's transaction."""
    for feedback in store.all(Feedback, _of_work("feedback")):
        session_index.index_feedback(store, feedback)


def _of_work(table: str) -> str:
    return f"SELECT m.* FROM {table} m WHERE {_HAS_ENGAGEMENT}"  # noqa: S608  (our own names)
