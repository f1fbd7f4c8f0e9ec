"""When coach and client were last in touch: in a session that was held, or between two."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from coachdesk.models.entities.ids import EngagementId
from coachdesk.models.store import Store

# Each of both is one step in an index; the greatest of a day and nothing would be nothing.
LAST: Final = """
SELECT id, max(
  coalesce((SELECT max(coalesce(began_at, planned_at)) FROM session INDEXED BY session_held
    WHERE engagement_id = e.id AND state = 'held' AND deleted_at IS NULL), ''),
  coalesce((SELECT max(at) FROM contact WHERE engagement_id = e.id), '')) AS at
FROM engagement e WHERE
"""
_ONE: Final = f"{LAST} e.id = ?"
_EVERY: Final = f"{LAST} e.state <> 'closed'"


def last_contact(store: Store, *, engagement_id: EngagementId) -> datetime | None:
    """Return when both were last in touch, in UTC; None where they never were."""
    row = store.db.execute(_ONE, [engagement_id]).fetchone()
    return None if row is None else _moment(row[1])


def last_contacts(store: Store) -> Mapping[EngagementId, datetime]:
    """Return the same, in UTC, of every engagement that is not closed and in which there was any contact."""
    found = ((EngagementId(row[0]), _moment(row[1])) for row in store.db.execute(_EVERY).fetchall())
    return {engagement_id: at for engagement_id, at in found if at is not None}


def _moment(cell: str) -> datetime | None:
    return datetime.fromisoformat(cell) if cell else None
