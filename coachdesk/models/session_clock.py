"""The clock of a session, without a store: when it should end, and how many minutes it comes to."""

from datetime import datetime, timedelta
from typing import Final

import attrs

from coachdesk.models.entities.session import Session, SessionState

_LONGEST_SITTING: Final = timedelta(hours=12)
_FORGOTTEN_MINUTES: Final = 30


def is_running(held: Session) -> bool:
    """Return whether the clock of a session runs."""
    return held.began_at is not None and held.ended_at is None and held.closed_at is None


def planned_end(held: Session) -> datetime | None:
    """Return when a session that has begun should end, None where no length was planned.

    Begun a little early or late it ends when it was meant to, for somebody may come afterwards;
    begun at another time altogether it lasts as long as was meant.
    """
    if held.began_at is None or held.planned_minutes is None:
        return None
    length = timedelta(minutes=held.planned_minutes)
    if held.planned_at is not None and abs(held.began_at - held.planned_at) <= length / 2:
        return held.planned_at + length
    return held.began_at + length


def minutes_between(began_at: datetime, ended_at: datetime) -> int:
    """Return the nearest number of whole minutes."""
    return round((ended_at - began_at) / timedelta(minutes=1))


def has_run_on(held: Session) -> bool:
    """Return whether a clock ran so long beyond what was planned that it was rather forgotten."""
    if held.planned_minutes is None or held.minutes is None or is_set_by_hand(held):
        return False
    return held.minutes - held.planned_minutes >= _FORGOTTEN_MINUTES


def is_set_by_hand(held: Session) -> bool:
    """Tell whether other minutes count than those of the clock, or of the plan where no clock ran."""
    if held.minutes is None or held.began_at is None or held.ended_at is None:
        return held.minutes not in (None, held.planned_minutes)
    return held.minutes != minutes_between(held.began_at, held.ended_at)


def ended(running: Session, now: datetime) -> Session:
    """Stop a clock; one that was forgotten overnight stops after the planned length."""
    began_at = running.began_at or now
    ended_at = max(now, began_at)
    if ended_at - began_at > _LONGEST_SITTING:
        ended_at = began_at + timedelta(minutes=running.planned_minutes or 0)
    clocked = minutes_between(began_at, ended_at)
    minutes = clocked if running.minutes is None else running.minutes
    return attrs.evolve(
        running, began_at=began_at, ended_at=ended_at, minutes=minutes, state=SessionState.HELD
    )


def not_begun(held: Session) -> Session:
    """Return a session whose clock never ran."""
    return attrs.evolve(held, began_at=None, ended_at=None, minutes=None)
