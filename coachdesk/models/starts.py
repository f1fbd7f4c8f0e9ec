"""When sessions begin, and nothing else of them."""

from datetime import datetime
from typing import Final

from attrs import frozen

from coachdesk.models.entities.ids import SessionId
from coachdesk.models.store import Store


@frozen(kw_only=True)
class Start:
    """When a planned session begins, in UTC."""

    id: SessionId
    starts_at: datetime


STARTS: Final = """
SELECT s.id, s.planned_at AS starts_at FROM session s
WHERE s.state = 'planned' AND s.planned_at > ? AND s.planned_at <= ? AND s.began_at IS NULL
  AND s.deleted_at IS NULL AND EXISTS (SELECT 1 FROM engagement_client ec
    JOIN client c ON c.id = ec.client_id AND c.deleted_at IS NULL WHERE ec.engagement_id = s.engagement_id)
ORDER BY s.planned_at
"""


def starts_between(store: Store, *, after: datetime, until: datetime) -> tuple[Start, ...]:
    """Return the planned sessions that begin after a moment and until another one, both UTC."""
    return store.all(Start, STARTS, [after.isoformat(), until.isoformat()])
