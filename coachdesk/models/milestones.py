"""The stops on a client's way: reached, moved, let go, each with a word on why, and taken back."""

from collections.abc import Callable
from datetime import date
from typing import Any

import attrs

from coachdesk.errors import NotFoundError
from coachdesk.models import milestone_turns
from coachdesk.models.entities.change import Change, Kind, Written
from coachdesk.models.entities.ids import MilestoneId
from coachdesk.models.entities.moment import Milestone, MilestoneState
from coachdesk.models.entities.path import Stop
from coachdesk.models.moments import put_moment, remove_moment
from coachdesk.models.store import Store, write


def get_stop(store: Store, *, milestone_id: MilestoneId) -> Stop:
    """Return a milestone with its turns.

    Raises:
        NotFoundError: there is none with this id.
    """
    found = milestone_turns.stop_of(store, milestone_id)
    if found is None:
        raise NotFoundError
    return found


@write
def set_milestone(store: Store, *, milestone: Milestone) -> Written[Stop]:
    """Keep a milestone."""
    return _put(store, milestone)


@write
def turn(store: Store, *, milestone_id: MilestoneId, by: Callable[[Store], Written[Any]]) -> Written[Stop]:
    """Let a verb change a milestone, and return how it stood before, for `put_stop_back`.

    Raises:
        NotFoundError: there is none with this id.
    """
    before = get_stop(store, milestone_id=milestone_id)
    return Written(before, by(store).change)


@write
def reword(
    store: Store,
    *,
    milestone_id: MilestoneId,
    what: str,
    measure: str,
    target_on: date | None,
    set_together: bool,
) -> Written[Stop]:
    """Say a milestone in other words; what has become of it stays.

    Raises:
        NotFoundError: there is none with this id.
    """
    former = get_stop(store, milestone_id=milestone_id).milestone
    return _put(
        store,
        attrs.evolve(former, what=what, measure=measure, target_on=target_on, set_together=set_together),
    )


@write
def reach(store: Store, *, milestone_id: MilestoneId, why: str = "") -> Written[Stop]:
    """Say that a milestone is reached.

    Raises:
        NotFoundError: there is none with this id.
    """
    return _turn(store, milestone_id, MilestoneState.REACHED, why)


@write
def let_go(store: Store, *, milestone_id: MilestoneId, why: str = "") -> Written[Stop]:
    """Let a milestone go; it stays in sight.

    Raises:
        NotFoundError: there is none with this id.
    """
    return _turn(store, milestone_id, MilestoneState.LET_GO, why)


@write
def move(
    store: Store, *, milestone_id: MilestoneId, to: date | None, what: str = "", why: str = ""
) -> Written[Stop]:
    """Give a milestone another day, and other words where there are any.

    Raises:
        NotFoundError: there is none with this id.
    """
    former = get_stop(store, milestone_id=milestone_id).milestone
    words = what.strip() or former.what
    moved = attrs.evolve(former, target_on=to, what=words, state=MilestoneState.MOVED, why=why)
    return _put(store, moved)


@write
def take_up_again(store: Store, *, milestone_id: MilestoneId, why: str = "") -> Written[Stop]:
    """Have a milestone ahead again that was reached or let go.

    Raises:
        NotFoundError: there is none with this id.
    """
    stop = get_stop(store, milestone_id=milestone_id)
    return _turn(store, milestone_id, _stood_ahead(stop), why)


def _stood_ahead(stop: Stop) -> MilestoneState:
    """Return how it stood while it was ahead last."""
    ahead = (MilestoneState.AHEAD, MilestoneState.MOVED)
    return next((turn.state_before for turn in reversed(stop.turns) if turn.state_before in ahead), ahead[0])


def _turn(store: Store, milestone_id: MilestoneId, state: MilestoneState, why: str) -> Written[Stop]:
    former = get_stop(store, milestone_id=milestone_id).milestone
    return _put(store, attrs.evolve(former, state=state, why=why))


def _put(store: Store, milestone: Milestone) -> Written[Stop]:
    written = put_moment(store, moment=milestone)
    stop = get_stop(store, milestone_id=milestone.id)
    if milestone.why and stop.turns and not stop.turns[-1].why:
        stop = _said(stop, milestone.why)
        milestone_turns.put_turns(store, stop)
    return Written(stop, written.change)


def _said(stop: Stop, why: str) -> Stop:
    """Let the last turn have the reason that an earlier one had, too."""
    return attrs.evolve(stop, turns=(*stop.turns[:-1], attrs.evolve(stop.turns[-1], why=why.strip())))


@write
def remove_milestone(store: Store, *, milestone_id: MilestoneId) -> Written[Stop]:
    """Take a milestone off the way with all its turns; `put_stop_back` brings it back.

    Raises:
        NotFoundError: there is none with this id.
    """
    stop = get_stop(store, milestone_id=milestone_id)
    return Written(stop, remove_moment(store, moment=stop.milestone).change)


@write
def put_stop_back(store: Store, *, stop: Stop) -> Written[Stop]:
    """Let a milestone stand as it does here, with these turns and no other."""
    put_moment(store, moment=stop.milestone)
    milestone_turns.put_turns(store, stop)
    return Written(stop, Change.of(Kind.MILESTONE, stop.milestone.id))
