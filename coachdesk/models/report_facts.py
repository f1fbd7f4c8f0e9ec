"""What is known of an engagement that a sponsor report may begin with."""

from datetime import date, datetime
from typing import Final

from attrs import frozen

from coachdesk.models.clock import local
from coachdesk.models.entities.ids import EngagementId
from coachdesk.models.store import Store


@frozen(kw_only=True)
class ReportFacts:
    """Days of the sessions held, how many were planned, and the purpose in the client's words."""

    held_on: tuple[date, ...] = ()
    sessions_planned: int | None = None
    purpose: str = ""


_HELD: Final = """
SELECT coalesce(began_at, planned_at) FROM session WHERE engagement_id = ? AND state = 'held'
AND deleted_at IS NULL AND coalesce(began_at, planned_at) IS NOT NULL ORDER BY 1
"""


def report_facts(store: Store, *, engagement_id: EngagementId) -> ReportFacts:
    """Return the facts as they stand today; nothing of them is written by anybody in confidence."""
    row = store.db.execute(
        "SELECT sessions_planned, purpose FROM engagement WHERE id = ?", [engagement_id]
    ).fetchone()
    planned, purpose = row or (None, "")
    moments = store.db.execute(_HELD, [engagement_id]).fetchall()
    days = tuple(local(datetime.fromisoformat(moment)).date() for (moment,) in moments)
    return ReportFacts(held_on=days, sessions_planned=planned, purpose=purpose)
