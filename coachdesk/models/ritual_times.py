"""When rituals are due, and that they were done or passed over; nobody counts either."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Final

from attrs import frozen

from coachdesk.models.clock import local
from coachdesk.models.entities.change import Change, Kind, Written
from coachdesk.models.entities.ids import ClientId, EngagementId, RitualTimeId, new_id
from coachdesk.models.entities.ritual import Ritual, RitualMoment, RitualTime
from coachdesk.models.entities.session import Session, SessionState
from coachdesk.models.rituals import get_ritual, rituals_of
from coachdesk.models.shown_client import SHOWN_CLIENT
from coachdesk.models.store import Store, write

A_WEEK: Final = timedelta(days=7)  # so that no holiday loses a day that comes once a year
_LEAP_DAY: Final = (2, 29)

_HELD_BEFORE: Final = """
SELECT count(*) FROM session WHERE engagement_id = ? AND state = 'held' AND deleted_at IS NULL
  AND received = 0 AND id <> ? AND coalesce(began_at, planned_at) < ?
"""
_IN_SESSION: Final = "SELECT ritual_id FROM ritual_time WHERE session_id = ?"
_SINCE: Final = "SELECT ritual_id, on_day FROM ritual_time WHERE engagement_id = ? AND on_day >= ?"
_OF_DAYS: Final = "SELECT * FROM ritual WHERE moment = 'on a day' AND active = 1 ORDER BY created_at, rowid"
_UNDER_WAY: Final = f"""
SELECT e.id AS engagement_id, c.id AS client_id, c.display_name AS client_name
FROM engagement e
{SHOWN_CLIENT.format(engagement="e.id")}
WHERE c.archived = 0 AND e.state IN ('exploring', 'agreeing', 'active', 'closing')
ORDER BY c.display_name, e.id
"""  # noqa: S608  (our own text)
_SETTLED: Final = """
SELECT t.ritual_id, t.engagement_id, t.on_day FROM ritual r
JOIN ritual_time t ON t.ritual_id = r.id AND t.on_day >= ?
WHERE r.moment = 'on a day' AND r.active = 1
"""


@frozen(kw_only=True)
class SessionRituals:
    """What a session begins with and what it ends with."""

    opening: tuple[Ritual, ...] = ()
    closing: tuple[Ritual, ...] = ()

    @property
    def all(self) -> tuple[Ritual, ...]:
        """All of them, in order."""
        return (*self.opening, *self.closing)


@frozen(kw_only=True)
class Engaged:
    """An engagement under way, by the client it is shown by."""

    engagement_id: EngagementId
    client_id: ClientId
    client_name: str


@frozen(kw_only=True)
class DayRitual:
    """A ritual of a day, and for whom it is still to come; one of every client may be for many."""

    ritual: Ritual
    day: date
    engaged: tuple[Engaged, ...]


def last_came(ritual: Ritual, day: date) -> date | None:
    """Return the day on which a ritual of a day came last, up to and with `day`; None before the first.

    One of 29 February comes on the 28th where the year has no other.
    """
    first = ritual.on_day
    if first is None or first > day:
        return None
    this_year = _in_year(first, day.year)
    return max(first, this_year if this_year <= day else _in_year(first, day.year - 1))


def _in_year(day: date, year: int) -> date:
    is_leap_day = (day.month, day.day) == _LEAP_DAY
    if is_leap_day:
        return date(year, 3, 1) - timedelta(days=1)
    return day.replace(year=year)


def rituals_for(store: Store, held: Session) -> SessionRituals:
    """Return the rituals that belong to a session and are neither done there nor passed over."""
    day = _day_of(store, held)
    if held.state not in (SessionState.PLANNED, SessionState.HELD) or held.received:
        return SessionRituals()
    active = [one for one in rituals_of(store, engagement_id=held.engagement_id) if one.active]
    if not active:
        return SessionRituals()
    wanted = [*_unsettled(store, held, active), *_of_day(store, held.engagement_id, active, day)]
    return SessionRituals(
        opening=tuple(one for one in wanted if one.moment is not RitualMoment.CLOSING),
        closing=tuple(one for one in wanted if one.moment is RitualMoment.CLOSING),
    )


def rituals_now(store: Store, held: Session) -> SessionRituals:
    """Return the rituals to be shown in a session: none before its day, and none after it is closed."""
    return rituals_for(store, held) if is_their_time(store, held) else SessionRituals()


def is_their_time(store: Store, held: Session) -> bool:
    """Tell whether a session's day has come and it is not closed yet."""
    return held.closed_at is None and _day_of(store, held) <= store.today()


def _day_of(store: Store, held: Session) -> date:
    return local(held.began_at or held.planned_at or store.now()).date()


def _unsettled(store: Store, held: Session, active: Iterable[Ritual]) -> list[Ritual]:
    """Return those that come by the session itself."""
    settled = {row[0] for row in store.db.execute(_IN_SESSION, [held.id]).fetchall()}
    open_ones = [one for one in active if one.id not in settled and one.moment is not RitualMoment.ON_DAY]
    number = _number(store, held) if any(one.moment is RitualMoment.EVERY for one in open_ones) else 0
    return [
        one
        for one in open_ones
        if one.moment is not RitualMoment.EVERY or (one.every and number % one.every == 0)
    ]


def _number(store: Store, held: Session) -> int:
    """Return the how-manieth a session is, or will be, of those that were held."""
    at: datetime = held.began_at or held.planned_at or store.now()
    return 1 + int(store.value(_HELD_BEFORE, [held.engagement_id, held.id, at.isoformat()]))


def _of_day(store: Store, engagement_id: EngagementId, active: list[Ritual], day: date) -> list[Ritual]:
    """Return those of a day that came within the week before."""
    came = {one.id: on for one in active if (on := _came_lately(one, day)) is not None}
    if not came:
        return []
    cells = [engagement_id, min(came.values()).isoformat()]
    settled = {
        ritual_id
        for ritual_id, on in store.db.execute(_SINCE, cells).fetchall()
        if ritual_id in came and date.fromisoformat(on) >= came[ritual_id]
    }
    return [one for one in active if one.id in came.keys() - settled]


def _came_lately(ritual: Ritual, day: date) -> date | None:
    on = last_came(ritual, day) if ritual.moment is RitualMoment.ON_DAY else None
    return on if on is not None and day - on < A_WEEK else None


def rituals_of_day(store: Store, *, day: date) -> tuple[DayRitual, ...]:
    """Return the rituals of a day, or of the week before it, that somebody under way still has to come."""
    came = [(one, on) for one in store.all(Ritual, _OF_DAYS) if (on := _came_lately(one, day)) is not None]
    if not came:
        return ()
    under_way = store.all(Engaged, _UNDER_WAY)
    settled = store.db.execute(_SETTLED, [min(on for _, on in came).isoformat()]).fetchall()
    return tuple(
        DayRitual(ritual=ritual, day=on, engaged=engaged)
        for ritual, on in came
        if (engaged := _still_to_come(ritual, on, under_way, settled))
    )


def _still_to_come(
    ritual: Ritual, on: date, under_way: tuple[Engaged, ...], settled: list[tuple[str, str, str]]
) -> tuple[Engaged, ...]:
    through = {
        engagement_id
        for ritual_id, engagement_id, day in settled
        if ritual_id == ritual.id and date.fromisoformat(day) >= on
    }
    return tuple(
        one
        for one in under_way
        if ritual.engagement_id in (None, one.engagement_id) and one.engagement_id not in through
    )


def times_of(due: DayRitual, *, on: date, skipped: bool) -> tuple[RitualTime, ...]:
    """Return the times to keep where a ritual of a day is done, or left out, with all it is for."""
    return tuple(
        RitualTime(
            id=RitualTimeId(new_id()),
            ritual_id=due.ritual.id,
            engagement_id=one.engagement_id,
            on_day=on,
            skipped=skipped,
        )
        for one in due.engaged
    )


@write
def settle_ritual(store: Store, *, times: tuple[RitualTime, ...]) -> Written[tuple[RitualTime, ...]]:
    """Note that a ritual was done, or passed over, with one client or with several.

    Raises:
        NotFoundError: the ritual was taken away.
    """
    for time in times:
        get_ritual(store, ritual_id=time.ritual_id)
        store.put("ritual_time", time)
    return Written(times, _change(times))


@write
def open_ritual_again(store: Store, *, times: tuple[RitualTime, ...]) -> Written[tuple[RitualTime, ...]]:
    """Take back that a ritual was done, or passed over."""
    for time in times:
        store.delete("ritual_time", time.id)
    return Written(times, _change(times))


def _change(times: tuple[RitualTime, ...]) -> Change:
    ids = {one for time in times for one in (time.id, time.ritual_id)}
    return Change.of(Kind.RITUAL, *ids)
