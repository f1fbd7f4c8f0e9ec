"""Work that goes on and has no session ahead."""

from datetime import date, datetime, tzinfo
from typing import Final

from attrs import frozen

from coachdesk.models.days import day_bounds
from coachdesk.models.entities.ids import EngagementId
from coachdesk.models.shown_client import SHOWN_CLIENT
from coachdesk.models.store import Store


@frozen(kw_only=True)
class Unplanned:
    """An active engagement with nothing planned; `met_at` is UTC, and None before the first session."""

    engagement_id: EngagementId
    names: tuple[str, ...]
    met_at: datetime | None = None


# Who was paused, or whose work is closing, is not waited for.
ACTIVE_WITHOUT_PLAN: Final = f"""
FROM engagement e
{SHOWN_CLIENT.format(engagement="e.id")}
WHERE e.state = 'active' AND c.archived = 0 AND c.status NOT IN ('paused', 'former', 'erased')
  AND e.id NOT IN (SELECT engagement_id FROM session
    WHERE state = 'planned' AND planned_at >= ? AND deleted_at IS NULL)
"""  # noqa: S608  (our own text)
LAST_MET: Final = """
(SELECT max(coalesce(began_at, planned_at)) FROM session INDEXED BY session_held
 WHERE engagement_id = e.id AND state = 'held' AND deleted_at IS NULL)
"""
UNPLANNED: Final = f"""
SELECT e.id AS engagement_id, {LAST_MET} AS met_at,
  (SELECT json_group_array(m.display_name ORDER BY p.position)
   FROM engagement_client p JOIN client m ON m.id = p.client_id AND m.deleted_at IS NULL
   WHERE p.engagement_id = e.id) AS names
{ACTIVE_WITHOUT_PLAN}
ORDER BY coalesce(met_at, e.starts_on, e.created_at), e.id
"""  # noqa: S608  (our own text)


def without_plan(store: Store, *, day: date, zone: tzinfo | None = None) -> tuple[Unplanned, ...]:
    """Return the work with nothing planned from a day of the coach on, what was longest ago first."""
    start, _ = day_bounds(day, zone)
    return store.all(Unplanned, UNPLANNED, [start.isoformat()])
