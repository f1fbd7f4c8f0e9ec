"""When coach and client meet again: the usual slot, what is in the way there, and planning it."""

from collections import Counter
from datetime import UTC, datetime, time, timedelta
from typing import Final

import attrs
from attrs import frozen

from coachdesk.models import sessions
from coachdesk.models.clock import local
from coachdesk.models.entities.change import Change, Kind, Written
from coachdesk.models.entities.ids import SessionId
from coachdesk.models.entities.session import Session
from coachdesk.models.rows import Cell
from coachdesk.models.sessions import session
from coachdesk.models.store import Store, write
from coachdesk.models.summaries import save_shared_text, shared_text

LEAST_BETWEEN: Final = timedelta(minutes=15)
_LONGEST: Final = timedelta(days=1)
_WITHOUT_LENGTH: Final = 60
_UNUSUAL: Final = time(10)
_NEXT: Final = """
SELECT * FROM session WHERE engagement_id = ? AND id <> ? AND state = 'planned' AND deleted_at IS NULL
AND planned_at > ? ORDER BY planned_at LIMIT 1
"""
_RECENT: Final = """
SELECT planned_at FROM session WHERE engagement_id = ? AND planned_at IS NOT NULL AND deleted_at IS NULL
ORDER BY number DESC LIMIT 6
"""
# The “+” keeps SQLite from going through all that was ever held instead of the days around.
AROUND: Final = f"""
SELECT s.id AS session_id, coalesce(s.began_at, s.planned_at) AS starts_at,
  coalesce(s.planned_minutes, {_WITHOUT_LENGTH}) AS minutes,
  (SELECT group_concat(called, ' & ') FROM (
    SELECT coalesce(nullif(c.preferred_name, ''), c.display_name) AS called FROM engagement_client ec
    JOIN client c ON c.id = ec.client_id AND c.deleted_at IS NULL
    WHERE ec.engagement_id = s.engagement_id ORDER BY ec.position)) AS names
FROM session s WHERE +s.state IN ('planned', 'held') AND s.deleted_at IS NULL AND s.id <> :apart_from
AND names IS NOT NULL AND coalesce(s.began_at, s.planned_at) > :after
AND coalesce(s.began_at, s.planned_at) < :before
ORDER BY starts_at, s.id
"""  # noqa: S608  (our own text)


@frozen(kw_only=True)
class NextMeeting:
    """The next session where one is planned; `usual_time` is on the coach's wall."""

    planned: Session | None = None
    usual_time: time = _UNUSUAL
    minutes: int | None = None


@frozen(kw_only=True)
class Clash:
    """A session that another one would overlap, or leave hardly a break to. `starts_at` is UTC."""

    session_id: SessionId
    starts_at: datetime
    minutes: int
    names: str

    @property
    def ends_at(self) -> datetime:
        """When it is meant to be over."""
        return self.starts_at + timedelta(minutes=self.minutes)


def next_meeting(store: Store, held: Session, minutes: int | None) -> NextMeeting:
    """Return what is planned after a session, and where another one would usually go."""
    after = held.began_at or held.planned_at or store.now()
    found = store.all(Session, _NEXT, [held.engagement_id, held.id, after.isoformat()])
    return NextMeeting(planned=next(iter(found), None), usual_time=_usual_time(store, held), minutes=minutes)


def _usual_time(store: Store, held: Session) -> time:
    """Return the time of day that most of the last sessions began at, the latest one where none leads."""
    rows = store.db.execute(_RECENT, [held.engagement_id])
    times = [local(datetime.fromisoformat(row[0])).time() for row in rows]
    return Counter(times).most_common(1)[0][0] if times else _UNUSUAL


def clashes(
    store: Store, *, planned_at: datetime, minutes: int | None, apart_from: SessionId | None = None
) -> tuple[Clash, ...]:
    """Return the sessions that one at this time would overlap, or leave less than 15 minutes to."""
    ends_at = planned_at + timedelta(minutes=_WITHOUT_LENGTH if minutes is None else minutes)
    around: dict[str, Cell] = {
        "apart_from": apart_from or "",
        "after": (planned_at - _LONGEST).astimezone(UTC).isoformat(),
        "before": (ends_at + LEAST_BETWEEN).astimezone(UTC).isoformat(),
    }
    near = store.all(Clash, AROUND, around)
    return tuple(
        one
        for one in near
        if planned_at < one.ends_at + LEAST_BETWEEN and one.starts_at < ends_at + LEAST_BETWEEN
    )


@write
def plan_next(store: Store, *, after: SessionId, planned_at: datetime) -> Written[Session]:
    """Plan the next session of an engagement, in the way and at the place of this one."""
    held = session(store, after)
    return sessions.plan_session(
        store,
        engagement_id=held.engagement_id,
        planned_at=planned_at,
        mode=held.mode,
        place=held.place,
    )


@write
def take_next_back(store: Store, *, planned: SessionId, after: SessionId, told: str) -> Written[Session]:
    """Undo `plan_next`, and take the line back that told the client of it, unless it says something else."""
    change = sessions.delete_session(store, session_id=planned).change
    held, text = session(store, after), shared_text(store, after)
    if told and text.next_date == told and held.handed_out_at is None:
        change |= save_shared_text(store, text=attrs.evolve(text, next_date="")).change
    return Written(held, change | Change.of(Kind.SESSION, after))
