"""What leaves the vault for good, with all rows, earlier texts, drafts and search entries of it.

Rows go with what they belong to by foreign keys, and search entries by triggers; what is only
linked to it is said here. The content of files goes after them, see `attachments.clear_leftovers`.
Signed text goes with its engagement alone, see the first migration.
"""

from typing import Final

from coachdesk.models.engagements import forget_sponsor_if_unused
from coachdesk.models.entities.change import Change, Kind
from coachdesk.models.entities.ids import SponsorContactId
from coachdesk.models.store import Store

# What is theirs alone goes with a client; a group goes on without them.
ALONE: Final = """
(SELECT engagement_id FROM engagement_client p WHERE client_id = :client AND 1 =
 (SELECT count(*) FROM engagement_client WHERE engagement_id = p.engagement_id))
"""
THEIR_DOCUMENTS: Final = f"(engagement_id IN {ALONE} OR (engagement_id IS NULL AND client_id = :client))"
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
    for statement in (
        f"DELETE FROM shared_document WHERE {THEIR_DOCUMENTS}",  # noqa: S608  (our own names)
        f"DELETE FROM engagement WHERE id IN {ALONE}",  # noqa: S608
        "DELETE FROM client WHERE id = :client",
        _HAND_ON,
    ):
        store.db.execute(statement, their)
    for sponsor_id in sponsors:
        forget_sponsor_if_unused(store, SponsorContactId(sponsor_id))
    return Change(frozenset(Kind) - {Kind.PROFILE}, frozenset({client_id}))


def delete_session(store: Store, session_id: str) -> Change:
    """Remove a session, and the promises that were made in it."""
    for table in ("commitment", "pledge"):
        store.db.execute(f"DELETE FROM {table} WHERE session_id = ?", [session_id])  # noqa: S608  (our own names)
    store.delete("session", session_id)
    kinds = (Kind.SESSION, Kind.NOTE, Kind.SUMMARY, Kind.COMMITMENT, Kind.PLEDGE, Kind.ATTACHMENT)
    return Change(frozenset(kinds), frozenset({session_id}))


def delete_attachment(store: Store, attachment_id: str) -> Change:
    """Remove a file."""
    store.delete("attachment", attachment_id)
    return Change.of(Kind.ATTACHMENT, attachment_id)


def delete_removed(store: Store, record_id: str) -> Change:
    """Remove a consent or a clause that was kept to be put back; a clause's earlier words go too."""
    store.delete("removed_record", record_id)
    return Change.of(Kind.BIN, record_id)
