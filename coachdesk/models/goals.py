"""What a client wants to reach, in their words, and where they see themselves on the way to it.

The steps from 0 to 10 are the client's own view: nothing is reckoned from them, and no step is better
than another.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Any, Final

import attrs

from coachdesk.errors import QT_TRANSLATE_NOOP, InvalidInputError
from coachdesk.models import session_index
from coachdesk.models.clock import local
from coachdesk.models.engagements import get_engagement
from coachdesk.models.entities.change import Change, Kind, Written
from coachdesk.models.entities.ids import EngagementId, GoalId, ScalingId, SessionId, new_id
from coachdesk.models.entities.path import Goal, KnownGoal, Scaling
from coachdesk.models.sessions import if_stored, session
from coachdesk.models.store import Store, write

GOALS: Final = "SELECT * FROM goal WHERE engagement_id = ? ORDER BY ended_on IS NOT NULL, position, rowid"
SCALINGS: Final = """
SELECT s.* FROM goal g CROSS JOIN goal_scaling s ON s.goal_id = g.id
WHERE g.engagement_id = ? ORDER BY s.goal_id, s.on_day, s.created_at, s.rowid
"""
_SAME: Final = "SELECT * FROM goal_scaling WHERE goal_id = ? AND on_day = ? AND session_id IS ?"
_AT_THE_END: Final = "SELECT coalesce(max(position), -1) + 1 FROM goal WHERE engagement_id = ?"


def goals_of(store: Store, *, engagement_id: EngagementId) -> tuple[KnownGoal, ...]:
    """Return the goals of an engagement with all their scalings: those under way first, in their order."""
    scalings = store.all(Scaling, SCALINGS, [engagement_id])
    by_goal = {goal_id: tuple(found) for goal_id, found in groupby(scalings, lambda one: one.goal_id)}
    return tuple(
        KnownGoal(goal=goal, scalings=by_goal.get(goal.id, ()))
        for goal in store.all(Goal, GOALS, [engagement_id])
    )


def open_goals(store: Store, *, engagement_id: EngagementId) -> tuple[KnownGoal, ...]:
    """Return the goals that a client is on the way to."""
    known = goals_of(store, engagement_id=engagement_id)
    return tuple(one for one in known if one.goal.ended_on is None)


def get_goal(store: Store, *, goal_id: GoalId) -> KnownGoal:
    """Return a goal with its scalings.

    Raises:
        NotFoundError: there is none with this id.
    """
    goal = store.one(Goal, "SELECT * FROM goal WHERE id = ?", [goal_id])
    sql = "SELECT * FROM goal_scaling WHERE goal_id = ? ORDER BY on_day, created_at, rowid"
    return KnownGoal(goal=goal, scalings=store.all(Scaling, sql, [goal_id]))


@write
def set_goal(
    store: Store, *, engagement_id: EngagementId, words: str, measure: str = ""
) -> Written[KnownGoal]:
    """Note a goal in the client's words, after those that are there.

    Raises:
        NotFoundError: there is no such engagement.
    """
    get_engagement(store, engagement_id=engagement_id)
    goal = Goal(
        id=GoalId(new_id()),
        engagement_id=engagement_id,
        words=words.strip(),
        measure=measure.strip(),
        position=store.value(_AT_THE_END, [engagement_id]),
        set_on=store.today(),
    )
    return _put(store, KnownGoal(goal=goal))


@write
def turn(store: Store, *, goal_id: GoalId, by: Callable[[Store], Written[Any]]) -> Written[KnownGoal]:
    """Let a verb change a goal, and return how it stood before, for `put_goal_back`.

    Raises:
        NotFoundError: there is none with this id.
    """
    before = get_goal(store, goal_id=goal_id)
    return Written(before, by(store).change)


@write
def reword_goal(store: Store, *, goal_id: GoalId, words: str, measure: str = "") -> Written[KnownGoal]:
    """Give a goal the words that the client has for it now.

    Raises:
        NotFoundError: there is none with this id.
    """
    return _change(store, goal_id, words=words.strip(), measure=measure.strip())


@write
def order_goals(
    store: Store, *, engagement_id: EngagementId, goal_ids: Sequence[GoalId]
) -> Written[tuple[KnownGoal, ...]]:
    """Put the goals of an engagement in this order; those that are not named stay after them."""
    places = {goal_id: place for place, goal_id in enumerate(goal_ids)}
    known = goals_of(store, engagement_id=engagement_id)
    in_order = sorted(known, key=lambda one: places.get(one.goal.id, len(places)))
    for position, one in enumerate(in_order):
        if one.goal.position != position:
            store.put("goal", attrs.evolve(one.goal, position=position))
    change = Change.of(Kind.GOAL, *(one.goal.id for one in known))
    return Written(goals_of(store, engagement_id=engagement_id), change)


@write
def end_goal(store: Store, *, goal_id: GoalId, because: str = "") -> Written[KnownGoal]:
    """Say that a goal is none any more, with a word on why: it is reached, or something else matters.

    Raises:
        NotFoundError: there is none with this id.
    """
    return _change(store, goal_id, ended_on=store.today(), ended_because=because.strip())


@write
def take_goal_up(store: Store, *, goal_id: GoalId) -> Written[KnownGoal]:
    """Let a goal that had ended be one again.

    Raises:
        NotFoundError: there is none with this id.
    """
    return _change(store, goal_id, ended_on=None, ended_because="")


@write
def remove_goal(store: Store, *, goal_id: GoalId) -> Written[KnownGoal]:
    """Take a goal away with its scalings; `put_goal_back` brings all of it back.

    Raises:
        NotFoundError: there is none with this id.
    """
    known = get_goal(store, goal_id=goal_id)
    store.delete("goal", goal_id)
    return Written(known, Change.of(Kind.GOAL, goal_id))


@write
def put_goal_back(store: Store, *, known: KnownGoal) -> Written[KnownGoal]:
    """Let a goal stand as it does here, with these scalings and no other."""
    store.put("goal", known.goal)
    store.db.execute("DELETE FROM goal_scaling WHERE goal_id = ?", [known.goal.id])
    for scaling in known.scalings:
        store.put("goal_scaling", attrs.evolve(scaling, session_id=if_stored(store, scaling.session_id)))
    return _put(store, known)


@write
def scale(
    store: Store,
    *,
    goal_id: GoalId,
    value: int,
    words: str = "",
    session_id: SessionId | None = None,
    on_day: date | None = None,
    instead_of: ScalingId | None = None,
) -> Written[KnownGoal]:
    """Note where the client sees themselves on the way to a goal, and what they say of it.

    It is of today, of the day of its session, or of `on_day`; one of the same day and session gives way,
    and so does the one that it stands `instead_of`.

    Raises:
        InvalidInputError: the step is not between 0 and 10, or the day has not come yet.
        NotFoundError: there is no such goal or session.
    """
    day = on_day or _day_of(store, session_id)
    _insist_on_past(store, day)
    goal = get_goal(store, goal_id=goal_id).goal
    former = _same(store, goal_id, session_id, day)
    taken = instead_of if former is None else former.id
    if instead_of is not None and taken != instead_of:
        store.delete("goal_scaling", instead_of)
    scaling = Scaling(
        id=taken or ScalingId(new_id()),
        goal_id=goal_id,
        session_id=session_id,
        on_day=day,
        value=value,
        words=words.strip(),
    )
    store.put("goal_scaling", scaling)
    return _found(store, goal)


@write
def remove_scaling(store: Store, *, scaling: Scaling) -> Written[KnownGoal]:
    """Take a point away; `put_goal_back` brings it back with the rest."""
    goal = get_goal(store, goal_id=scaling.goal_id).goal
    store.delete("goal_scaling", scaling.id)
    return _found(store, goal)


@write
def take_scaling_back(
    store: Store, *, goal_id: GoalId, session_id: SessionId | None = None, on_day: date | None = None
) -> Written[KnownGoal]:
    """Take away what was noted of a goal on a day or in a session, as `scale` would write it; or nothing."""
    goal = get_goal(store, goal_id=goal_id).goal
    found = _same(store, goal_id, session_id, on_day or _day_of(store, session_id))
    if found is not None:
        store.delete("goal_scaling", found.id)
    return _found(store, goal)


def _same(store: Store, goal_id: GoalId, session_id: SessionId | None, day: date) -> Scaling | None:
    return next(iter(store.all(Scaling, _SAME, [goal_id, day.isoformat(), session_id])), None)


def _found(store: Store, goal: Goal) -> Written[KnownGoal]:
    """Let a goal be found by what is said of it now."""
    session_index.index_goal(store, goal)
    return Written(get_goal(store, goal_id=goal.id), Change.of(Kind.GOAL, goal.id))


def _change(store: Store, goal_id: GoalId, **changes: object) -> Written[KnownGoal]:
    known = get_goal(store, goal_id=goal_id)
    goal = attrs.evolve(known.goal, **changes)  # type: ignore[arg-type]  # fields of a goal, by name
    return _put(store, attrs.evolve(known, goal=goal))


def _put(store: Store, known: KnownGoal) -> Written[KnownGoal]:
    store.put("goal", known.goal)
    session_index.index_goal(store, known.goal)
    return Written(known, Change.of(Kind.GOAL, known.goal.id))


def _day_of(store: Store, session_id: SessionId | None) -> date:
    """Return the coach's day of a session that has come, or today."""
    today = store.today()
    if session_id is None:
        return today
    held = session(store, session_id)
    at: datetime | None = held.began_at or held.planned_at
    return today if at is None else min(local(at).date(), today)


def _insist_on_past(store: Store, day: date) -> None:
    if day > store.today():
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "That day has not come yet."),
            QT_TRANSLATE_NOOP("errors", "Type the day on which you talked about it."),
        )
