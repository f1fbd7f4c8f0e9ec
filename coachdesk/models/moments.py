"""What is heard, noticed and tried in a session: one way to keep every kind of it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, TypeVar

import attrs

from coachdesk.models import boundaries, milestone_turns, session_index
from coachdesk.models.entities.change import Change, Kind, Written
from coachdesk.models.entities.ids import SessionId
from coachdesk.models.entities.moment import Milestone, Moment, Signal
from coachdesk.models.entities.path import Stop
from coachdesk.models.milestone_turns import Turns
from coachdesk.models.moment_tables import TABLES
from coachdesk.models.sessions import session
from coachdesk.models.store import Store, write

M = TypeVar("M", bound=Moment)
NO_TURNS: Final[Turns] = ()
_KNOWN_TURNS: Final[Mapping[str, Turns]] = {}


def moments_of_session(store: Store, session_id: SessionId) -> tuple[Moment, ...]:
    """Return what was noted in a session, in order of time."""
    found: list[Moment] = []
    for kind, table in TABLES.items():
        found += store.all(kind, f"SELECT * FROM {table} WHERE session_id = ?", [session_id])  # noqa: S608  (our own names)
    return in_order(found)


def in_order(moments: Iterable[M]) -> tuple[M, ...]:
    """Return moments in order of time."""
    return tuple(sorted(moments, key=lambda moment: (moment.noted_at, moment.id)))


@write
def put_moment(store: Store, *, moment: M, turns: Turns = NO_TURNS) -> Written[M]:
    """Keep a moment: a new one, a changed one, or one that was removed and comes back.

    Words begin and end without blanks. Three signals of a boundary ask for a review. How a milestone
    turns is recorded; `turns` are what one had that was removed.

    Raises:
        NotFoundError: its session was deleted.
    """
    tidy = _tidied(moment)
    change = Change.of(_kind_of(tidy), tidy.id)
    if isinstance(tidy, Milestone):
        _put_milestone(store, tidy, turns)
    else:
        session(store, tidy.session_id)
        change |= boundaries.follow(store, tidy) if isinstance(tidy, Signal) else Change()
        store.put(_table_of(tidy), tidy)
    session_index.index_moment(store, tidy)
    return Written(tidy, change)


def _put_milestone(store: Store, new: Milestone, turns: Turns) -> None:
    """Keep a milestone; one that is known goes on though the session it was set in lies in the bin."""
    former = milestone_turns.stop_of(store, new.id)
    if former is None and new.session_id is not None:
        session(store, new.session_id)
    if former is None and turns:
        stood = attrs.evolve(new, state=turns[-1].state_after, target_on=turns[-1].target_after)
        former = Stop(milestone=stood, turns=turns)
    stop = milestone_turns.next_stop(store, new, former)
    store.put(_table_of(new), new)
    milestone_turns.put_turns(store, stop)


@write
def remove_moment(store: Store, *, moment: M) -> Written[M]:
    """Take a moment away; `put_moment` brings it back."""
    change = Change.of(_kind_of(moment), moment.id)
    if isinstance(moment, Signal):
        change |= boundaries.forget(store, moment)
    store.delete(_table_of(moment), moment.id)
    return Written(moment, change)


@write
def keep_moments(
    store: Store,
    *,
    put: Sequence[Moment] = (),
    remove: Sequence[Moment] = (),
    turns: Mapping[str, Turns] = _KNOWN_TURNS,
) -> Written[tuple[Moment, ...]]:
    """Keep some moments and take others away, all of it or nothing; return those that are kept.

    `turns` are those of milestones that may have been removed, by their ids.

    Raises:
        NotFoundError: the session of one to keep was deleted.
    """
    kept = [put_moment(store, moment=moment, turns=turns.get(moment.id, NO_TURNS)) for moment in put]
    gone = [remove_moment(store, moment=moment) for moment in remove]
    change = Change.union(written.change for written in (*kept, *gone))
    return Written(tuple(written.value for written in kept), change)


def _tidied(moment: M) -> M:
    words: dict[str, Any] = {
        field.name: getattr(moment, field.name).strip()
        for field in attrs.fields(type(moment))
        if field.type is str
    }
    return attrs.evolve(moment, **words)


def _table_of(moment: Moment) -> str:
    return TABLES[type(moment)]


def _kind_of(moment: Moment) -> Kind:
    return Kind.MILESTONE if isinstance(moment, Milestone) else Kind.MOMENT
