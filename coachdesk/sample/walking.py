"""The way of a client of the sample practice: goals, where they saw themselves, and how milestones turned."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from functools import partial
from typing import Any, Final

import attrs
from attrs import frozen

from coachdesk.models import goals, milestones
from coachdesk.models.entities.ids import EngagementId, MilestoneId, new_id
from coachdesk.models.entities.moment import Milestone
from coachdesk.models.entities.path import Goal
from coachdesk.models.store import Store
from coachdesk.sample.history import Event

Table = dict[str, Any]
MomentOf = Callable[[int, time], datetime]
DayOf = Callable[[int], date]
_NO_ENGAGEMENT: Final = EngagementId("")


@frozen(kw_only=True)
class Turn:
    """What became of a milestone: reached, moved or let go, and a word on why."""

    at: datetime
    deed: str
    why: str = ""
    to: date | None = None
    what: str = ""


@frozen(kw_only=True)
class StopText:
    """A milestone from the day it was set, which it is noted at."""

    milestone: Milestone
    turns: tuple[Turn, ...] = ()


@frozen(kw_only=True)
class Point:
    """Where the client saw themselves."""

    at: datetime
    value: int
    words: str


@frozen(kw_only=True)
class GoalText:
    """A goal in the client's words; it ended at `ended_at`, or is still one."""

    set_at: datetime
    words: str
    measure: str = ""
    points: tuple[Point, ...] = ()
    ended_at: datetime | None = None
    because: str = ""


def stop_text(table: Table, moment_of: MomentOf, day_of: DayOf) -> StopText:
    """Return a milestone as it stands in a client's file."""
    milestone = Milestone(
        id=MilestoneId(new_id()),
        engagement_id=_NO_ENGAGEMENT,
        noted_at=moment_of(table["day"], table["time"]),
        what=table["what"],
        measure=table["measure"],
        target_on=day_of(table["target_on"]),
        set_together=table.get("set_together", True),
    )
    turns = (_turn(row, moment_of, day_of) for row in table.get("turns", ()))
    return StopText(milestone=milestone, turns=tuple(turns))


def _turn(row: Table, moment_of: MomentOf, day_of: DayOf) -> Turn:
    words = {name: row[name] for name in ("deed", "why", "what") if name in row}
    to = day_of(row["to"]) if "to" in row else None
    return Turn(at=moment_of(row["day"], row["time"]), to=to, **words)


def goal_text(table: Table, moment_of: MomentOf) -> GoalText:
    """Return a goal as it stands in a client's file."""
    ended = table.get("ended")
    return GoalText(
        set_at=moment_of(table["day"], table["time"]),
        words=table["words"],
        measure=table.get("measure", ""),
        points=tuple(
            Point(at=moment_of(row["day"], row["time"]), value=row["value"], words=row["words"])
            for row in table.get("points", ())
        ),
        ended_at=None if ended is None else moment_of(ended["day"], ended["time"]),
        because="" if ended is None else ended["because"],
    )


def stop_events(stop: StopText, engagement_id: EngagementId) -> Iterator[Event]:
    """Yield what became of a milestone."""
    milestone = attrs.evolve(stop.milestone, engagement_id=engagement_id)
    yield Event(milestone.noted_at, partial(milestones.set_milestone, milestone=milestone))
    for turn in stop.turns:
        yield Event(turn.at, partial(_become, milestone.id, turn))


def _become(milestone_id: MilestoneId, turn: Turn, store: Store) -> None:
    if turn.deed == "moved":
        milestones.move(store, milestone_id=milestone_id, to=turn.to, what=turn.what, why=turn.why)
    else:
        deed = {"reached": milestones.reach, "let go": milestones.let_go}[turn.deed]
        deed(store, milestone_id=milestone_id, why=turn.why)


def goal_events(text: GoalText, engagement_id: EngagementId) -> Iterator[Event]:
    """Yield what became of a goal."""
    yield Event(text.set_at, partial(_set, text, engagement_id))
    for point in text.points:
        yield Event(point.at, partial(_scale, text, engagement_id, point))
    if text.ended_at is not None:
        yield Event(text.ended_at, partial(_end, text, engagement_id))


def _set(text: GoalText, engagement_id: EngagementId, store: Store) -> None:
    goals.set_goal(store, engagement_id=engagement_id, words=text.words, measure=text.measure)


def _scale(text: GoalText, engagement_id: EngagementId, point: Point, store: Store) -> None:
    goal = _goal(text, engagement_id, store)
    goals.scale(store, goal_id=goal.id, value=point.value, words=point.words)


def _end(text: GoalText, engagement_id: EngagementId, store: Store) -> None:
    goals.end_goal(store, goal_id=_goal(text, engagement_id, store).id, because=text.because)


def _goal(text: GoalText, engagement_id: EngagementId, store: Store) -> Goal:
    known = goals.goals_of(store, engagement_id=engagement_id)
    return next(one.goal for one in known if one.goal.words == text.words)
