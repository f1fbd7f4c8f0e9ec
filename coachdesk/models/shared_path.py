"""From the way of a client to what both know of it: a wall of its own.

A milestone that the coach set alone stays with the coach, and so does every turn from the time when it was
the coach's own. Why something moved or was let go, or a goal ended, stays out too: it is the coach's word.
From a day on, it is what was settled, turned or said since, and what is still ahead.
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
from coachdesk.models.path_page import is_within, stops_of
from coachdesk.models.store import Store

_AHEAD = (MilestoneState.AHEAD, MilestoneState.MOVED)


def shared_path(store: Store, engagement_id: EngagementId, since: date | None = None) -> SharedPath:
    """Return the goals and the milestones of an engagement, from a day on, with their shared fields alone."""
    began = since or date.min
    stops = stops_of(store, engagement_id=engagement_id)
    goals = (_goal(known, began) for known in goals_of(store, engagement_id=engagement_id))
    return SharedPath(
        goals=tuple(goal for goal in goals if _is_of_now(goal, began)),
        stops=tuple(
            _stop(stop, began) for stop in stops if stop.milestone.set_together and is_within(stop, since)
        ),
    )


def _is_of_now(goal: SharedGoal, began: date) -> bool:
    """Tell whether a goal goes on, or has ended or taken a step since a day."""
    return goal.ended_on is None or goal.ended_on >= began or bool(goal.scalings)


def _goal(known: KnownGoal, began: date) -> SharedGoal:
    return SharedGoal(
        words=known.goal.words,
        measure=known.goal.measure,
        ended_on=known.goal.ended_on,
        scalings=tuple(
            SharedScaling(on_day=one.on_day, value=one.value, words=one.words)
            for one in known.scalings
            if one.on_day >= began
        ),
    )


def _stop(stop: Stop, began: date) -> SharedStop:
    milestone = stop.milestone
    detours = (_detour(turn) for turn in stop.detours if _is_shared(turn))
    return SharedStop(
        what=milestone.what,
        measure=milestone.measure,
        target_on=milestone.target_on,
        state=milestone.state,
        settled_on=None if stop.settled_at is None else _day(stop.settled_at),
        detours=tuple(one for one in detours if one.turned_on >= began),
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
