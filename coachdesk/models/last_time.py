"""The session before another one."""

from datetime import datetime
from typing import Final

from attrs import frozen

from coachdesk.models.entities.ids import SessionId
from coachdesk.models.entities.session import Session
from coachdesk.models.store import Store


@frozen(kw_only=True)
class LastTime:
    """The session before this one, as far as both sides know it. `at` is UTC."""

    session_id: SessionId
    number: int
    at: datetime
    insights: str = ""


LAST_TIME: Final = """
SELECT s.id AS session_id, s.number, coalesce(s.began_at, s.planned_at) AS at,
  coalesce(t.insights, '') AS insights
FROM session s LEFT JOIN shared_text t ON t.session_id = s.id
WHERE s.engagement_id = ? AND s.number < ? AND s.state = 'held' AND s.deleted_at IS NULL
ORDER BY s.number DESC LIMIT 1
"""


def last_time(store: Store, held: Session) -> LastTime | None:
    """Return the last session that was held before this one, None before the first."""
    return next(iter(store.all(LastTime, LAST_TIME, [held.engagement_id, held.number])), None)
