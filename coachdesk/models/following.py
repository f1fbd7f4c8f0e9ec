"""How the status of a client and the state of an engagement follow each other, in both directions.

`clients.set_status` leads the work of a client, `standing.move` those whom the work is with.
"""

from collections.abc import Set as AbstractSet
from typing import Final

from coachdesk.models.entities.people import ClientStatus, EngagementState

_WORK_FOLLOWS: Final[dict[ClientStatus, tuple[frozenset[EngagementState], EngagementState]]] = {
    ClientStatus.PAUSED: (frozenset({EngagementState.ACTIVE}), EngagementState.PAUSED),
    ClientStatus.ACTIVE: (frozenset({EngagementState.PAUSED}), EngagementState.ACTIVE),
    ClientStatus.FORMER: (frozenset(EngagementState) - {EngagementState.CLOSED}, EngagementState.CLOSED),
}


def state_after(state: EngagementState, status: ClientStatus) -> EngagementState:
    """Return where an engagement with one client alone stands, once that client has another status."""
    leaving, arriving = _WORK_FOLLOWS.get(status, (frozenset(), state))
    return arriving if state in leaving else state


def status_after(status: ClientStatus, states: AbstractSet[EngagementState]) -> ClientStatus:
    """Return where a client stands whose engagements do so; a prospect stays one until there is coaching."""
    if states == {EngagementState.CLOSED}:
        return ClientStatus.FORMER
    if states <= {EngagementState.CLOSED, EngagementState.PAUSED}:
        return ClientStatus.PAUSED
    return ClientStatus.ACTIVE if status is not ClientStatus.PROSPECT else status
