"""Whether somebody whom work is with is still there: of the others nothing is opened, or written on."""

from typing import Final

from coachdesk.errors import InBinError
from coachdesk.models.entities.ids import EngagementId
from coachdesk.models.store import Store

_ALL_DELETED: Final = """
SELECT min(c.deleted_at IS NOT NULL) FROM engagement_client ec JOIN client c ON c.id = ec.client_id
WHERE ec.engagement_id = ?
"""


def ask_for_living(store: Store, engagement_id: EngagementId) -> None:
    """Make sure that not all whom an engagement is with were deleted.

    Raises:
        InBinError: they were.
    """
    if store.value(_ALL_DELETED, [engagement_id]):
        raise InBinError
