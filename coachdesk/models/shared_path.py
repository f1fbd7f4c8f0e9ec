"""From the way of a client to what both know of it: a wall of its own.

A milestone that the coach set alone stays with the coach, and so does every turn from the time when it was
the coach's own. Why something moved or was let go, or a goal ended, stays out too: it is the coach's word.
"""

from datetime import date, datetime

from coachdesk.models.clock import local
from coachdesk.models.entities.ids import EngagementId
from coachdesk.models.entities.moment import MilestoneState
from coachdesk.models.entities.path import KnownGoal, MilestoneTurn, Stop
from coachdesk.models.entities.sharing import (
    SharedDetour,
    SharedGoal,
    SharedPath,
    SharedScaling,
    SharedStop,
)
from coachdesk.models.goals import goals_of
from coachdesk.models.path_page import stops_of
from coachdesk.models.store import Store

_AHEAD = (MilestoneState.AHEAD, MilestoneState.MOVED)


def shared_path(store: Store, engagement_id: EngagementId) -> SharedPath:
    """Return the goals and the milestones of an engagement with their shared fields alone."""
    stops = stops_of(store, engagement_id=engagement_id)
    return SharedPath(
        goals=tuple(_goal(known) for known in goals_of(store, engagement_id=engagement_id)),
        stops=tuple(_stop(stop) for stop in stops if stop.milestone.set_together),
    )


def _goal(known: KnownGoal) -> SharedGoal:
    return SharedGoal(
        words=known.goal.words,
        measure=known.goal.measure,
        ended_on=known.goal.ended_on,
        scalings=tuple(
            SharedScaling(on_day=one.on_day, value=one.value, words=one.words) for one in known.scalings
        ),
    )


def _stop(stop: Stop) -> SharedStop:
    milestone = stop.milestone
    return SharedStop(
        what=milestone.what,
        measure=milestone.measure,
        target_on=milestone.target_on,
        state=milestone.state,
        settled_on=None if stop.settled_at is None else _day(stop.settled_at),
        detours=tuple(_detour(turn) for turn in stop.detours if _is_shared(turn)),
    )


def _is_shared(turn: MilestoneTurn) -> bool:
    return turn.set_together and turn.state_after in _AHEAD


def _detour(turn: MilestoneTurn) -> SharedDetour:
    return SharedDetour(
        turned_on=_day(turn.turned_at),
        what_before=turn.what_before,
        target_before=turn.target_before,
    )


def _day(moment: datetime) -> date:
    return local(moment).date()
