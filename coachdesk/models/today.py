"""What the coach needs to see on a day, in one read."""

from collections.abc import Mapping
from datetime import date, timedelta, tzinfo
from typing import Final, TypeVar

from attrs import frozen

from coachdesk.models.day_sessions import DaySession, counts_of_week, monday_of, sessions_of
from coachdesk.models.entities.ids import ClientId, CommitmentId, PledgeId, SessionId
from coachdesk.models.feedback_waiting import WaitingFeedback, feedback_waiting
from coachdesk.models.preferences_due import DuePreference, preferences_due
from coachdesk.models.promises import OF_A_LIVING_SESSION
from coachdesk.models.put_off import put_off_until
from coachdesk.models.quiet import QuietClient, quiet_clients
from coachdesk.models.ritual_times import DayRitual, rituals_of_day
from coachdesk.models.shown_client import SHOWN_CLIENT
from coachdesk.models.store import Store
from coachdesk.models.waiting import Care, Waiting, returns_due, reviews_due, without_agreement

_LOOK_AHEAD: Final = timedelta(days=7)


@frozen(kw_only=True)
class DuePromise:
    """A promise that is open; `is_mine` tells the coach's pledge from the client's commitment."""

    id: CommitmentId | PledgeId
    client_id: ClientId
    client_name: str
    what: str
    by_when: date | None
    is_mine: bool
    session_id: SessionId | None


Thing = DuePromise | WaitingFeedback | DayRitual | Waiting | DuePreference | QuietClient
T = TypeVar("T", bound=Thing)


def key_of(thing: Thing) -> str:
    """Return under what a thing is put off: another cause, or another sentence, is another thing."""
    match thing:
        case DuePromise():
            return f"promise {thing.id}"
        case WaitingFeedback():
            return f"feedback {thing.id} {thing.wanted}"
        case DayRitual():
            return f"ritual {thing.ritual.id} {thing.day}"
        case DuePreference():
            return f"preferences {thing.client_id}"
        case QuietClient():
            return f"quiet {thing.engagement_id}"
        case Waiting():
            return f"{thing.care} {thing.engagement_id} {thing.cause or ''}".rstrip()


@frozen(kw_only=True)
class TodayPage:
    """All that Today shows. `sessions` are of the day `shown`, `week` counts those of its week's days."""

    day: date
    shown: date
    sessions: tuple[DaySession, ...]
    promises: tuple[DuePromise, ...]
    feedback: tuple[WaitingFeedback, ...]
    waiting: tuple[Waiting, ...]
    preferences: tuple[DuePreference, ...]
    quiet: tuple[QuietClient, ...]
    rituals: tuple[DayRitual, ...]
    monday: date
    week: tuple[int, ...]
    clients: int

    def things(self) -> tuple[Thing, ...]:
        """Return what is between coach and clients, what was promised for the day first.

        Promises that stand on the card of a session are not told again.
        """
        cards = {kept for card in self.sessions for kept in (card.commitment_id, card.pledge_id)}
        reviews = tuple(one for one in self.waiting if one.care is Care.REVIEW)
        starts = tuple(one for one in self.waiting if one.care is not Care.REVIEW)
        promises = tuple(one for one in self.promises if one.id not in cards)
        return (*promises, *self.feedback, *self.rituals, *reviews, *self.preferences, *self.quiet, *starts)


def today_page(
    store: Store, *, day: date, shown: date | None = None, zone: tzinfo | None = None
) -> TodayPage:
    """Read the day, with the sessions of the day `shown` where that is another one.

    `zone` is where the coach is, the system's where it is None.
    """
    shown = day if shown is None else shown
    monday = monday_of(shown)
    away = {thing: until for thing, until in put_off_until(store).items() if until > day}
    return TodayPage(
        day=day,
        shown=shown,
        sessions=sessions_of(store, day=shown, zone=zone),
        promises=_here(_promises(store, day), away),
        feedback=_here(feedback_waiting(store), away),
        waiting=_here(
            without_agreement(store) + reviews_due(store, day=day) + returns_due(store, day=day), away
        ),
        preferences=_here(preferences_due(store, day=day), away),
        quiet=_here(quiet_clients(store, day=day, zone=zone), away),
        rituals=_here(rituals_of_day(store, day=day), away),
        monday=monday,
        week=counts_of_week(store, monday=monday, zone=zone),
        clients=store.value("SELECT count(*) FROM client WHERE deleted_at IS NULL"),
    )


def _here(things: tuple[T, ...], away: Mapping[str, date]) -> tuple[T, ...]:
    return tuple(one for one in things if key_of(one) not in away) if away else things


# Work that was closed asked at its ending what becomes of its promises; nobody is reminded of them for good.
_PROMISES: Final = """
SELECT t.id, t.what, t.by_when, t.session_id, {mine} AS is_mine, c.id AS client_id,
  c.display_name AS client_name
FROM {table} t JOIN engagement e ON e.id = t.engagement_id AND e.state <> 'closed'
{client}
WHERE t.state = 'open' AND t.by_when <= ? AND {living}
ORDER BY t.by_when, t.id
"""


def _promises(store: Store, day: date) -> tuple[DuePromise, ...]:
    """Return what is due that day, then the coach's own pledges and their commitments, the nearest first."""
    cells = ((day + _LOOK_AHEAD).isoformat(),)
    parts = {"client": SHOWN_CLIENT.format(engagement="t.engagement_id"), "living": OF_A_LIVING_SESSION}
    mine = store.all(DuePromise, _PROMISES.format(table="pledge", mine=1, **parts), cells)
    theirs = store.all(DuePromise, _PROMISES.format(table="commitment", mine=0, **parts), cells)
    return tuple(sorted(mine + theirs, key=lambda one: _place(one, day)))


def _place(promise: DuePromise, day: date) -> tuple[bool, bool, timedelta]:
    """Return what orders promises: what is long past stands behind what is still to come."""
    return promise.by_when != day, not promise.is_mine, abs((promise.by_when or day) - day)
