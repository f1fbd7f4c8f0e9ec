"""What the coach needs to see on a day, in one read."""

from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum
from typing import Final

from attrs import frozen

from coachdesk.models.days import day_bounds
from coachdesk.models.entities.ids import ClientId, CommitmentId, EngagementId, PledgeId, SessionId
from coachdesk.models.entities.review import ReviewCause
from coachdesk.models.entities.session import SessionKind, SessionMode, SessionState
from coachdesk.models.promises import OF_A_LIVING_SESSION
from coachdesk.models.review_causes import due_reviews
from coachdesk.models.session_kinds import ONLY_AROUND_COACHING
from coachdesk.models.shown_client import SHOWN_CLIENT
from coachdesk.models.store import Store

_LOOK_AHEAD: Final = timedelta(days=7)
_MOST: Final = 50


@frozen(kw_only=True)
class DaySession:
    """A session of the day with the little one has to know before it. Moments are UTC.

    `names` are those of all clients, `called` as they are used in conversation.
    """

    id: SessionId
    engagement_id: EngagementId
    client_id: ClientId
    client_name: str
    names: tuple[str, ...]
    called: tuple[str, ...]
    pronouns: str
    number: int
    sessions_planned: int | None
    starts_at: datetime
    mode: SessionMode
    state: SessionState
    kind: SessionKind
    received: bool
    purpose: str
    organisation: str
    commitment: str
    commitment_known_by: str
    pledge: str


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


class Care(StrEnum):
    """What an engagement is waiting for."""

    AGREEMENT = "agreement"
    SAFE_START = "safe start"
    REVIEW = "review"


@frozen(kw_only=True)
class Waiting:
    """An engagement that wants a look; it blocks nothing. `cause` says why a review is due."""

    engagement_id: EngagementId
    client_id: ClientId
    client_name: str
    care: Care
    since: date | None
    cause: ReviewCause | None = None


@frozen(kw_only=True)
class TodayPage:
    """All that Today shows. `week` counts the sessions of each day from Monday on."""

    sessions: tuple[DaySession, ...]
    promises: tuple[DuePromise, ...]
    waiting: tuple[Waiting, ...]
    monday: date
    week: tuple[int, ...]
    clients: int


def today_page(store: Store, *, day: date, zone: tzinfo | None = None) -> TodayPage:
    """Read the day; `zone` is where the coach is, the system's where it is None."""
    monday = day - timedelta(days=day.weekday())
    return TodayPage(
        sessions=_sessions(store, *day_bounds(day, zone)),
        promises=_promises(store, day + _LOOK_AHEAD),
        waiting=_without_agreement(store) + _reviews_due(store, day),
        monday=monday,
        week=tuple(_count(store, *day_bounds(monday + timedelta(days=n), zone)) for n in range(7)),
        clients=store.value("SELECT count(*) FROM client WHERE deleted_at IS NULL"),
    )


_MEMBERS: Final = """
FROM engagement_client p JOIN client m ON m.id = p.client_id
WHERE p.engagement_id = e.id AND m.deleted_at IS NULL
"""
# The plus keeps SQLite from taking the index of states, where nearly all sessions are held, instead of
# that of days: https://www.sqlite.org/optoverview.html#disqualifying_where_clause_terms_using_unary_
# The alias names of the two queries are the fields of the entity they fill.
_SESSIONS: Final = f"""
SELECT s.id, s.engagement_id, s.number, s.mode, s.state, s.kind, s.received,
  coalesce(s.began_at, s.planned_at) AS starts_at, e.sessions_planned, e.purpose,
  c.id AS client_id, c.display_name AS client_name, c.pronouns,
  (SELECT json_group_array(m.display_name ORDER BY p.position) {_MEMBERS}) AS names,
  (SELECT json_group_array(coalesce(nullif(m.preferred_name, ''), m.display_name) ORDER BY p.position)
   {_MEMBERS}) AS called,
  coalesce(o.name, '') AS organisation, coalesce(k.what, '') AS commitment,
  coalesce(k.how_we_will_know, '') AS commitment_known_by, coalesce(p.what, '') AS pledge
FROM session s
JOIN engagement e ON e.id = s.engagement_id
{SHOWN_CLIENT.format(engagement="e.id")}
LEFT JOIN sponsor_contact sc ON sc.id = e.sponsor_id
LEFT JOIN organisation o ON o.id = sc.organisation_id
LEFT JOIN commitment k ON k.id = (SELECT id FROM commitment WHERE engagement_id = e.id AND state = 'open'
  AND session_id IS NOT s.id AND {OF_A_LIVING_SESSION} ORDER BY by_when LIMIT 1)
LEFT JOIN pledge p ON p.id = (SELECT id FROM pledge WHERE engagement_id = e.id AND state = 'open'
  AND session_id IS NOT s.id AND {OF_A_LIVING_SESSION} ORDER BY by_when LIMIT 1)
WHERE coalesce(s.began_at, s.planned_at) >= ? AND coalesce(s.began_at, s.planned_at) < ?
  AND s.deleted_at IS NULL AND +s.state IN ('planned', 'held')
ORDER BY starts_at
"""  # noqa: S608  (our own text)


def _sessions(store: Store, start: datetime, end: datetime) -> tuple[DaySession, ...]:
    return store.all(DaySession, _SESSIONS, [start.isoformat(), end.isoformat()])


_PROMISES: Final = """
SELECT t.id, t.what, t.by_when, t.session_id, {mine} AS is_mine, c.id AS client_id,
  c.display_name AS client_name
FROM {table} t
{client}
WHERE t.state = 'open' AND t.by_when <= ? AND {living}
ORDER BY t.by_when LIMIT ?
"""


def _promises(store: Store, until: date) -> tuple[DuePromise, ...]:
    """Return the coach's own pledges first."""
    cells = (until.isoformat(), _MOST)
    parts = {"client": SHOWN_CLIENT.format(engagement="t.engagement_id"), "living": OF_A_LIVING_SESSION}
    mine = store.all(DuePromise, _PROMISES.format(table="pledge", mine=1, **parts), cells)
    theirs = store.all(DuePromise, _PROMISES.format(table="commitment", mine=0, **parts), cells)
    return mine + theirs


_WITHOUT_AGREEMENT: Final = f"""
SELECT e.id AS engagement_id, c.id AS client_id, c.display_name AS client_name, NULL AS since,
  CASE WHEN NOT EXISTS (SELECT 1 FROM agreement a JOIN agreement_version v ON v.agreement_id = a.id
    WHERE a.engagement_id = e.id AND v.state = 'signed') THEN 'agreement' ELSE 'safe start' END AS care
FROM engagement e
{SHOWN_CLIENT.format(engagement="e.id")}
WHERE c.archived = 0 AND e.state = 'active' AND (care = 'agreement' OR
  (SELECT count(*) FROM safe_start s WHERE s.engagement_id = e.id AND s.done_on IS NOT NULL) < 8)
  AND NOT {ONLY_AROUND_COACHING.format(engagement="e.id")}
ORDER BY c.display_name LIMIT ?
"""  # noqa: S608  (our own text)


def _without_agreement(store: Store) -> tuple[Waiting, ...]:
    return store.all(Waiting, _WITHOUT_AGREEMENT, [_MOST])


def _reviews_due(store: Store, day: date) -> tuple[Waiting, ...]:
    due = due_reviews(store, day=day)[:_MOST]
    return tuple(
        Waiting(
            engagement_id=review.engagement_id,
            client_id=review.client_id,
            client_name=review.client_name,
            care=Care.REVIEW,
            since=review.since,
            cause=review.causes[0],
        )
        for review in due
    )


_COUNT: Final = """
SELECT count(*) FROM session s
WHERE coalesce(began_at, planned_at) >= ? AND coalesce(began_at, planned_at) < ?
  AND deleted_at IS NULL AND +state IN ('planned', 'held')
  AND EXISTS (SELECT 1 FROM engagement_client ec JOIN client c ON c.id = ec.client_id AND c.deleted_at IS NULL
    WHERE ec.engagement_id = s.engagement_id)
"""


def _count(store: Store, start: datetime, end: datetime) -> int:
    return int(store.value(_COUNT, [start.isoformat(), end.isoformat()]))
