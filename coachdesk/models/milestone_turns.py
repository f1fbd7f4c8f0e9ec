"""How milestones turn: each change of state, day or words, with what stood before and the word on why.

What is written within a quarter of an hour is one turn, so that a day that is being typed, or a key that
was pressed by mistake, leaves no trace of its own. While a milestone is being set, it does not turn.
"""

from datetime import datetime, timedelta
from typing import Final

import attrs
from attrs import frozen

from coachdesk.models.entities.ids import MilestoneId, MilestoneTurnId, new_id
from coachdesk.models.entities.moment import Milestone, MilestoneState
from coachdesk.models.entities.path import MilestoneTurn, Stop
from coachdesk.models.store import Store

Turns = tuple[MilestoneTurn, ...]

_OF_MILESTONE: Final = "SELECT * FROM milestone_turn WHERE milestone_id = ? ORDER BY turned_at, rowid"
_STORED: Final = "SELECT * FROM milestone WHERE id = ?"
_WRITTEN: Final = "SELECT created_at, updated_at FROM milestone WHERE id = ?"
_ONE_STRETCH: Final = timedelta(minutes=15)
_BEING_SET: Final = timedelta(hours=1)


@frozen(kw_only=True)
class Writing:
    """A milestone as it is being written, and how it stood before, if it did.

    `goes_on` tells that this was written just now, `is_being_set` that it is all still the beginning.
    """

    before: Milestone | None
    after: Milestone
    at: datetime
    goes_on: bool = True
    is_being_set: bool = True


def stop_of(store: Store, milestone_id: MilestoneId) -> Stop | None:
    """Return a milestone with its turns, None where there is no such milestone."""
    found = next(iter(store.all(Milestone, _STORED, [milestone_id])), None)
    return None if found is None else Stop(milestone=found, turns=turns_of(store, milestone_id))


def turns_of(store: Store, milestone_id: MilestoneId) -> Turns:
    """Return how a milestone turned, the first turn first."""
    return store.all(MilestoneTurn, _OF_MILESTONE, [milestone_id])


def next_stop(store: Store, new: Milestone, former: Stop | None) -> Stop:
    """Return how a milestone stands with its turns once `new` is stored in the place of `former`.

    Part of the caller's transaction, before it is stored.
    """
    before = None if former is None else former.milestone
    return Stop(
        milestone=new, turns=turned(() if former is None else former.turns, _writing(store, before, new))
    )


def put_turns(store: Store, stop: Stop) -> None:
    """Let these be all the turns of a milestone that is stored; part of the caller's transaction."""
    known = turns_of(store, stop.milestone.id)
    if known == stop.turns:
        return
    store.db.execute("DELETE FROM milestone_turn WHERE milestone_id = ?", [stop.milestone.id])
    for turn in stop.turns:
        store.put("milestone_turn", turn)


def _writing(store: Store, before: Milestone | None, after: Milestone) -> Writing:
    now = store.now()
    stamps = store.db.execute(_WRITTEN, [after.id]).fetchone()
    if stamps is None:
        return Writing(before=before, after=after, at=now)
    made, written = (now - datetime.fromisoformat(stamp) for stamp in stamps)
    goes_on = written <= _ONE_STRETCH
    is_being_set = goes_on and made <= _BEING_SET
    return Writing(before=before, after=after, at=now, goes_on=goes_on, is_being_set=is_being_set)


def turned(turns: Turns, writing: Writing) -> Turns:
    """Return all turns of a milestone once it was written: one more, the last one changed, or the same."""
    before, after = writing.before or _ahead(writing.after), writing.after
    why = _new_why(turns, before, after)
    if not _differs(before, after):
        return turns if before.why == after.why else _explained(turns, after.why)
    if writing.is_being_set and not turns and not why and before.state is after.state:
        return turns
    if writing.goes_on and _belongs_to_last(turns, after, why):
        return _gone_on(turns, after, why)
    return (*turns, _turn(before, writing, why))


def _ahead(new: Milestone) -> Milestone:
    """Return how a new milestone begins."""
    return attrs.evolve(new, state=MilestoneState.AHEAD)


def _differs(before: Milestone, after: Milestone) -> bool:
    return (before.state, before.target_on, before.what) != (after.state, after.target_on, after.what)


def _new_why(turns: Turns, before: Milestone, after: Milestone) -> str:
    """Return the word on why, unless it only stands there still from an earlier turn."""
    is_left_over = after.why == before.why and after.why in {turn.why for turn in turns}
    return "" if is_left_over else after.why


def _belongs_to_last(turns: Turns, after: Milestone, why: str) -> bool:
    """Tell whether a change goes on with the last turn or takes it back; another reason is another turn."""
    if not turns or (why and turns[-1].why):
        return False
    return after.state in (turns[-1].state_after, turns[-1].state_before)


def _gone_on(turns: Turns, after: Milestone, why: str) -> Turns:
    """Return turns of which the last goes on, or is none any more."""
    last = attrs.evolve(
        turns[-1],
        state_after=after.state,
        target_after=after.target_on,
        why=why or turns[-1].why,
        set_together=turns[-1].set_together and after.set_together,
    )
    return (*turns[:-1], last) if _says_something(last, after) else turns[:-1]


def _explained(turns: Turns, why: str) -> Turns:
    """Return turns of which the last has another reason."""
    return (*turns[:-1], attrs.evolve(turns[-1], why=why)) if turns else turns


def _says_something(turn: MilestoneTurn, after: Milestone) -> bool:
    is_same_day = turn.target_before == turn.target_after
    return not (turn.state_before is turn.state_after and is_same_day and turn.what_before == after.what)


def _turn(before: Milestone, writing: Writing, why: str) -> MilestoneTurn:
    return MilestoneTurn(
        id=MilestoneTurnId(new_id()),
        milestone_id=before.id,
        turned_at=writing.at,
        state_before=before.state,
        state_after=writing.after.state,
        target_before=before.target_on,
        target_after=writing.after.target_on,
        what_before=before.what,
        why=why,
        set_together=before.set_together and writing.after.set_together,
    )
