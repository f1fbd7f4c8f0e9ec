"""What leaves the vault for good, with all rows, earlier texts, drafts and search entries of it.

Rows go with what they belong to by foreign keys, and search entries by triggers; what is only
linked to it is said here. The content of files goes after them, see `attachments.clear_leftovers`.
Signed text goes with its engagement alone, see the first migration.
"""

from typing import Final

from coachdesk.models import boundaries, session_index
from coachdesk.models.attendance import noted_sessions
from coachdesk.models.engagements import forget_sponsor_if_unused
from coachdesk.models.entities.change import Change, Kind
from coachdesk.models.entities.ids import ClientId, SponsorContactId
from coachdesk.models.store import Store

# What is theirs alone goes with a client; a group goes on without them.
ALONE: Final = """
(SELECT engagement_id FROM engagement_client p WHERE client_id = :client AND 1 =
 (SELECT count(*) FROM engagement_client WHERE engagement_id = p.engagement_id))
"""
# Of a group, what each member received is recorded as theirs; the agreement is everybody's.
_THEIR_OWN: Final = (
    "client_id = :client AND (engagement_id IS NULL "
    "OR kind IN ('summary', 'booklet', 'look-back', 'client pack'))"
)
THEIR_DOCUMENTS: Final = f"(engagement_id IN {ALONE} OR ({_THEIR_OWN}))"
_SPONSORS: Final = (
    f"SELECT DISTINCT sponsor_id FROM engagement WHERE sponsor_id IS NOT NULL AND id IN {ALONE}"  # noqa: S608
)
# Of a group, the first client who is left is the one that is found with it.
_HAND_ON: Final = """
UPDATE search_entry SET client_id = coalesce((SELECT client_id FROM engagement_client
  WHERE engagement_id = search_entry.engagement_id ORDER BY position), '') WHERE client_id = :client
"""


def delete_client(store: Store, client_id: str) -> Change:
    """Remove a client, and the engagements that are theirs alone."""
    their = {"client": client_id}
    sponsors = [row[0] for row in store.db.execute(_SPONSORS, their).fetchall()]
    noted = noted_sessions(store, ClientId(client_id))
    for statement in (
        f"DELETE FROM shared_document WHERE {THEIR_DOCUMENTS}",  # noqa: S608  (our own names)
        f"DELETE FROM engagement WHERE id IN {ALONE}",  # noqa: S608
        "DELETE FROM noticed WHERE id IN (SELECT id FROM feedback WHERE client_id = :client)",
        "DELETE FROM client WHERE id = :client",
        _HAND_ON,
    ):
        store.db.execute(statement, their)
    for session_id in noted:
        if store.value("SELECT 1 FROM session WHERE id = ?", [session_id]):
            session_index.index_note(store, session_id)
    for sponsor_id in sponsors:
        forget_sponsor_if_unused(store, SponsorContactId(sponsor_id))
    return Change(frozenset(Kind) - {Kind.PROFILE}, frozenset({client_id}))


# A milestone stays with its engagement, and is found there from now on.
_OUTLIVE: Final = """
UPDATE search_entry SET session_id = '' WHERE kind = 'moment' AND owner_id IN
  (SELECT id FROM milestone WHERE session_id = ?)
"""
_SAID_ON: Final = """
DELETE FROM between_check_in WHERE commitment_id IN (SELECT id FROM commitment WHERE session_id = :session)
  OR pledge_id IN (SELECT id FROM pledge WHERE session_id = :session)
"""


def delete_session(store: Store, session_id: str) -> Change:
    """Remove a session, what was noted, promised and said about the work in it; milestones stay."""
    boundaries.forget_those_of(store, session_id)
    store.db.execute(_OUTLIVE, [session_id])
    feedback = "SELECT id FROM feedback WHERE session_id = ?"
    store.db.execute(f"DELETE FROM noticed WHERE id IN ({feedback})", [session_id])  # noqa: S608  (our own names)
    store.db.execute(_SAID_ON, {"session": session_id})
    for table in ("commitment", "pledge", "feedback"):
        store.db.execute(f"DELETE FROM {table} WHERE session_id = ?", [session_id])  # noqa: S608  (our own names)
    store.delete("session", session_id)
    kinds = (
        Kind.SESSION,
        Kind.NOTE,
        Kind.SUMMARY,
        Kind.COMMITMENT,
        Kind.PLEDGE,
        Kind.MOMENT,
        Kind.MILESTONE,
        Kind.REVIEW,
        Kind.ATTACHMENT,
        Kind.FEEDBACK,
        Kind.GOAL,
        Kind.CHECK_IN,
        Kind.THEME,
        Kind.RITUAL,
    )
    return Change(frozenset(kinds), frozenset({session_id}))


def delete_attachment(store: Store, attachment_id: str) -> Change:
    """Remove a file."""
    store.delete("attachment", attachment_id)
    return Change.of(Kind.ATTACHMENT, attachment_id)


def delete_removed(store: Store, record_id: str) -> Change:
    """Remove a consent or a clause that was kept to be put back; a clause's earlier words go too."""
    store.delete("removed_record", record_id)
    return Change.of(Kind.BIN, record_id)
