"""The search index: what of each record can be found."""

from enum import StrEnum
from typing import Final

from coachdesk.errors import BugError
from coachdesk.models.folding import folded
from coachdesk.models.moment_tables import OF_A_SESSION
from coachdesk.models.store import Store


class SearchKind(StrEnum):
    """What a text in the index belongs to; a note belongs to its session's id."""

    CLIENT = "client"
    SESSION = "session"
    COMMITMENT = "commitment"
    PLEDGE = "pledge"
    CLAUSE = "clause"
    NOTE = "note"
    MOMENT = "moment"
    ATTACHMENT = "attachment"
    GOAL = "goal"
    CONTACT = "contact"
    FEEDBACK = "feedback"
    CHECK_IN = "check-in"


_OF_SESSION: Final = "SELECT engagement_id, id FROM session WHERE id = ?"
_SESSION_OF_MOMENT: Final = " UNION ALL ".join(
    f"SELECT session_id FROM {table} WHERE id = ?1"  # noqa: S608  (our own names)
    for table in OF_A_SESSION
)
_PLACES: Final = {
    SearchKind.CLIENT: "SELECT '', '' FROM client WHERE id = ?",
    SearchKind.SESSION: _OF_SESSION,
    SearchKind.NOTE: _OF_SESSION,
    SearchKind.COMMITMENT: "SELECT engagement_id, coalesce(session_id, '') FROM commitment WHERE id = ?",
    SearchKind.PLEDGE: "SELECT engagement_id, coalesce(session_id, '') FROM pledge WHERE id = ?",
    SearchKind.ATTACHMENT: "SELECT engagement_id, coalesce(session_id, '') FROM attachment WHERE id = ?",
    SearchKind.CHECK_IN: "SELECT engagement_id, '' FROM between_check_in WHERE id = ?",
    SearchKind.GOAL: "SELECT engagement_id, '' FROM goal WHERE id = ?",
    SearchKind.CONTACT: "SELECT engagement_id, '' FROM contact WHERE id = ?",
    SearchKind.FEEDBACK: "SELECT engagement_id, coalesce(session_id, '') FROM feedback WHERE id = ?",
    SearchKind.CLAUSE: """
        SELECT a.engagement_id, '' FROM clause c JOIN agreement_version v ON v.id = c.version_id
        JOIN agreement a ON a.id = v.agreement_id WHERE c.id = ?""",
    SearchKind.MOMENT: f"""
        SELECT engagement_id, id FROM session WHERE id IN ({_SESSION_OF_MOMENT})
        UNION ALL SELECT engagement_id, coalesce(session_id, '') FROM milestone WHERE id = ?1""",  # noqa: S608
}
_INSERT: Final = """
INSERT INTO search_entry (kind, owner_id, client_id, engagement_id, session_id) VALUES (?, ?, ?, ?, ?)
"""


def put(store: Store, *, kind: SearchKind, owner_id: str, client_id: str | None, text: str) -> None:
    """Let a stored record be found by a text, and by no earlier one; a blank text by nothing.

    Part of the caller's transaction. The record counts as the newest from now on.
    """
    drop(store, kind=kind, owner_id=owner_id)
    if not text.strip():
        return
    place = store.db.execute(_PLACES[kind], [owner_id]).fetchone()
    if place is None:
        raise BugError(f"{kind} goes into the search before it is stored")
    entry = store.db.execute(_INSERT, [kind, owner_id, client_id or "", *place])
    sql = f"INSERT INTO {table_of(kind)} (rowid, text) VALUES (?, ?)"  # noqa: S608  (our own names)
    store.db.execute(sql, [entry.lastrowid, folded(text)])


def drop(store: Store, *, kind: SearchKind, owner_id: str) -> None:
    """Let a record be found no more; its index rows go with its entry."""
    store.db.execute("DELETE FROM search_entry WHERE kind = ? AND owner_id = ?", [kind, owner_id])


def table_of(kind: SearchKind) -> str:
    """Return the index that holds a kind: clients have one of their own, to come first at once."""
    return "search_name" if kind is SearchKind.CLIENT else "search_text"


_MERGE_PAGES: Final = 64


def merge_when_idle(store: Store) -> bool:
    """Do one small step of tidying the index and tell whether there is more to do.

    Saving a note only adds a segment; putting segments together waits for a pause
    (https://www.sqlite.org/fts5.html#the_merge_command).
    """
    with store.transaction():
        before = store.db.conn.total_changes
        store.db.execute("INSERT INTO search_text (search_text, rank) VALUES ('merge', ?)", [_MERGE_PAGES])
        return bool(store.db.conn.total_changes - before > 1)
