"""Sessions on the days of a calendar, and moving one to another day."""

from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Final

from attrs import frozen

from coachdesk.models import sessions
from coachdesk.models.clock import local
from coachdesk.models.days import day_bounds
from coachdesk.models.entities.change import Change, Kind, Written
from coachdesk.models.entities.ids import EngagementId, SessionId
from coachdesk.models.entities.session import Session, SessionMode, SessionState
from coachdesk.models.sessions import session
from coachdesk.models.store import Store, write

_WEEK: Final = 7


@frozen(kw_only=True)
class Entry:
    """A session as it stands on a day. `starts_at` is UTC; `called` and `zones` are of each client."""

    id: SessionId
    engagement_id: EngagementId
    names: tuple[str, ...]
    called: tuple[str, ...]
    zones: tuple[str, ...]
    starts_at: datetime
    minutes: int | None = None
    mode: SessionMode
    state: SessionState
    can_move: bool = False


@frozen(kw_only=True)
class Moved:
    """A session before and after it was moved."""

    before: Session
    after: Session


_MEMBERS: Final = """
FROM engagement_client ec JOIN client c ON c.id = ec.client_id AND c.deleted_at IS NULL
WHERE ec.engagement_id = s.engagement_id
"""
# The “+” keeps SQLite from going through all that was ever held instead of the days.
ENTRIES: Final = f"""
SELECT s.id, s.engagement_id, coalesce(s.began_at, s.planned_at) AS starts_at, s.mode, s.state,
  coalesce(s.minutes, s.planned_minutes) AS minutes,
  s.state = 'planned' AND s.began_at IS NULL AND s.closed_at IS NULL AS can_move,
  (SELECT json_group_array(c.display_name ORDER BY ec.position) {_MEMBERS}) AS names,
  (SELECT json_group_array(coalesce(nullif(c.preferred_name, ''), c.display_name) ORDER BY ec.position)
   {_MEMBERS}) AS called,
  (SELECT json_group_array(c.time_zone ORDER BY ec.position) {_MEMBERS}) AS zones
FROM session s
WHERE coalesce(s.began_at, s.planned_at) >= ? AND coalesce(s.began_at, s.planned_at) < ?
  AND s.deleted_at IS NULL AND +s.state IN ('planned', 'held') AND names <> '[]'
ORDER BY starts_at, s.id
"""  # noqa: S608  (our own text)


def entries(store: Store, *, first: date, days: int, zone: tzinfo | None = None) -> tuple[Entry, ...]:
    """Return the sessions of so many days of the coach, in order."""
    start, _ = day_bounds(first, zone)
    end, _ = day_bounds(first + timedelta(days=days), zone)
    return store.all(Entry, ENTRIES, [start.isoformat(), end.isoformat()])


def same_time_on(moment: datetime, day: date, zone: tzinfo | None = None) -> datetime:
    """Return the moment, in UTC, at which the coach's wall shows the same time on another day."""
    shown = local(moment, zone)
    there = datetime.combine(day, shown.time())
    return (there.astimezone() if zone is None else there.replace(tzinfo=zone)).astimezone(UTC)


@write
def move_to(store: Store, *, session_id: SessionId, planned_at: datetime, keep_trace: bool) -> Written[Moved]:
    """Give a planned session another moment, and nothing else; with `keep_trace` the old one stays on record.

    Raises:
        InvalidInputError: it has begun, or is over.
    """
    before = session(store, session_id)
    written = sessions.move_session(
        store,
        session_id=session_id,
        planned_at=planned_at,
        minutes=before.planned_minutes,
        mode=before.mode,
        place=before.place,
        keep_trace=keep_trace,
    )
    return Written(Moved(before=before, after=written.value), written.change)


_TRACE: Final = """
SELECT id FROM session WHERE engagement_id = ? AND number = ? AND planned_at = ? AND state = 'moved'
ORDER BY created_at DESC, rowid DESC LIMIT 1
"""


@write
def move_back(store: Store, *, moved: Moved, keep_trace: bool) -> Written[Session]:
    """Undo `move_to`: the session is back where it was, and the trace that it left is gone.

    Raises:
        InvalidInputError: it has begun meanwhile, or is over.
    """
    before = moved.before
    back = move_to(
        store, session_id=before.id, planned_at=_planned(before, store), keep_trace=False
    ).value.after
    trace = store.value(_TRACE, [before.engagement_id, before.number, _planned(before, store).isoformat()])
    if keep_trace and trace is not None:
        store.delete("session", trace)
    return Written(back, Change.of(Kind.SESSION, before.id))


def _planned(before: Session, store: Store) -> datetime:
    return before.planned_at or store.now()
