"""Where each thing of a timeline lives."""

from collections.abc import Callable
from typing import Any, Final

from coachdesk.models.entities.timeline import KINDS_OF, Happened, HappenedGroup, TimelineRow
from coachdesk.views.navigation import Navigation

Way = Callable[[Navigation], Any]

# Those that are tended on a page of their engagement, whatever session they come from.
_OF_WORK: Final[dict[Happened, Way]] = {
    **dict.fromkeys(KINDS_OF[HappenedGroup.PATH], lambda ways: ways.path_requested),
    Happened.CONTACT: lambda ways: ways.contacts_requested,
    Happened.FEEDBACK: lambda ways: ways.feedback_requested,
    Happened.REVIEW: lambda ways: ways.review_requested,
    Happened.PAUSE: lambda ways: ways.ending_requested,
    Happened.RETURN: lambda ways: ways.ending_requested,
    Happened.ENDING: lambda ways: ways.ending_requested,
}
_OF_AGREEMENT: Final = (Happened.VERSION, Happened.SIGNATURE)


def go_to(row: TimelineRow, ways: Navigation) -> None:
    """Lead to where a thing that happened is tended."""
    if row.kind is Happened.FILE:
        ways.file_requested.emit(row.id)
    elif row.kind is Happened.PREFERENCE:
        ways.preferences_requested.emit(row.client_id)
    elif row.kind in _OF_WORK:
        _OF_WORK[row.kind](ways).emit(row.engagement_id)
    elif row.session_id is not None:
        ways.session_requested.emit(row.session_id, "")
    else:
        _beside_sessions(row, ways)


def _beside_sessions(row: TimelineRow, ways: Navigation) -> None:
    is_agreement = row.kind in _OF_AGREEMENT or row.kind is Happened.SHARED
    if is_agreement and row.engagement_id is not None:
        ways.agreement_requested.emit(row.engagement_id, "")
    else:
        ways.client_requested.emit(row.client_id)
