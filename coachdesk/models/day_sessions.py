"""The sessions of a day, with the little one has to know before each, and how many each day of a week has."""

from collections import Counter
from datetime import date, datetime, timedelta, tzinfo
from typing import Final

from attrs import frozen

from coachdesk.models.clock import local
from coachdesk.models.days import day_bounds
from coachdesk.models.entities.ids import ClientId, CommitmentId, EngagementId, PledgeId, SessionId
from coachdesk.models.entities.session import SessionKind, SessionMode, SessionState
from coachdesk.models.promises import OF_A_LIVING_SESSION
from coachdesk.models.shown_client import SHOWN_CLIENT
from coachdesk.models.store import Store

_WEEK: Final = 7


@frozen(kw_only=True)
class DaySession:
    """A session of the day with the little one has to know before it. Moments are UTC.

    `names` are those of all clients, `called` as they are used in conversation, `zones` where they live.
    Of each side the promise is there that is due first.
    """

    id: SessionId
    engagement_id: EngagementId
    client_id: ClientId
    client_name: str
    names: tuple[str, ...]
    called: tuple[str, ...]
    zones: tuple[str, ...]
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
    commitment_id: CommitmentId | None = None
    pledge_id: PledgeId | None = None


_MEMBERS: Final = """
FROM engagement_client p JOIN client m ON m.id = p.client_id
WHERE p.engagement_id = e.id AND m.deleted_at IS NULL
"""
# The plus keeps SQLite from taking the index of states, where nearly all sessions are held, instead of
# that of days: https://www.sqlite.org/optoverview.html#disqualifying_where_clause_terms_using_unary_
# The alias names are the fields of the entity they fill.
OF_A_DAY: Final = f"""
SELECT s.id, s.engagement_id, s.number, s.mode, s.state, s.kind, s.received,
  coalesce(s.began_at, s.planned_at) AS starts_at, e.sessions_planned, e.purpose,
  c.id AS client_id, c.display_name AS client_name, c.pronouns,
  (SELECT json_group_array(m.display_name ORDER BY p.position) {_MEMBERS}) AS names,
  (SELECT json_group_array(coalesce(nullif(m.preferred_name, ''), m.display_name) ORDER BY p.position)
   {_MEMBERS}) AS called,
  (SELECT json_group_array(m.time_zone ORDER BY p.position) {_MEMBERS}) AS zones,
  coalesce(o.name, '') AS organisation, coalesce(k.what, '') AS commitment,
  coalesce(k.how_we_will_know, '') AS commitment_known_by, coalesce(p.what, '') AS pledge,
  k.id AS commitment_id, p.id AS pledge_id
FROM session s
JOIN engagement e ON e.id = s.engagement_id
{SHOWN_CLIENT.format(engagement="e.id")}
LEFT JOIN sponsor_contact sc ON sc.id = e.sponsor_id
LEFT JOIN organisation o ON o.id = sc.organisation_id
LEFT JOIN commitment k ON k.id = (SELECT id FROM commitment WHERE engagement_id = e.id AND state = 'open'
  AND session_id IS NOT s.id AND {OF_A_LIVING_SESSION} ORDER BY by_when LIMIT 1)
LEFT JOIN pledge p ON p.id = (SELECT id FROM pledge WHERE engagement_id = e.id AND state = 'open'
  AND session_id IS NOT s.id AND {OF_A_LIVING_SESSION} ORDER BY by_when IS NULL, by_when LIMIT 1)
WHERE coalesce(s.began_at, s.planned_at) >= ? AND coalesce(s.began_at, s.planned_at) < ?
  AND s.deleted_at IS NULL AND +s.state IN ('planned', 'held')
ORDER BY starts_at
"""  # noqa: S608  (our own text)
_STARTS: Final = """
SELECT coalesce(began_at, planned_at) FROM session s
WHERE coalesce(began_at, planned_at) >= ? AND coalesce(began_at, planned_at) < ?
  AND deleted_at IS NULL AND +state IN ('planned', 'held')
  AND EXISTS (SELECT 1 FROM engagement_client ec JOIN client c ON c.id = ec.client_id AND c.deleted_at IS NULL
    WHERE ec.engagement_id = s.engagement_id)
"""


def monday_of(day: date) -> date:
    """Return the day on which the week of a day begins."""
    return day - timedelta(days=day.weekday())


def sessions_of(store: Store, *, day: date, zone: tzinfo | None = None) -> tuple[DaySession, ...]:
    """Return the sessions of a day of the coach, in order."""
    start, end = day_bounds(day, zone)
    return store.all(DaySession, OF_A_DAY, [start.isoformat(), end.isoformat()])


def counts_of_week(store: Store, *, monday: date, zone: tzinfo | None = None) -> tuple[int, ...]:
    """Return how many sessions each day of a week has."""
    start, _ = day_bounds(monday, zone)
    end, _ = day_bounds(monday + timedelta(days=_WEEK), zone)
    rows = store.db.execute(_STARTS, [start.isoformat(), end.isoformat()]).fetchall()
    days = Counter(local(datetime.fromisoformat(row[0]), zone).date() for row in rows)
    return tuple(days[monday + timedelta(days=at)] for at in range(_WEEK))
