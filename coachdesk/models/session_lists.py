"""The lists of sessions: by day, by name, and whom one can plan with."""

import json
from collections.abc import Collection, Iterable
from datetime import UTC, datetime
from typing import Final

from attrs import frozen

from coachdesk.models.entities.ids import EngagementId, SessionId
from coachdesk.models.entities.prompt import Lens
from coachdesk.models.entities.session import SessionKind, SessionMode, SessionState
from coachdesk.models.folding import folded
from coachdesk.models.store import Store


@frozen(kw_only=True)
class SessionRow:
    """A session as a line of a list. `starts_at` is when it began, or else is planned, in UTC.

    `learned` is what the coach wrote for the own practice through the lens that was asked for.
    """

    id: SessionId
    engagement_id: EngagementId
    client_names: tuple[str, ...]
    number: int
    sessions_planned: int | None = None
    starts_at: datetime
    minutes: int | None = None
    mode: SessionMode
    place: str = ""
    state: SessionState
    kind: SessionKind = SessionKind.COACHING
    received: bool = False
    began_at: datetime | None = None
    closed_at: datetime | None = None
    handed_out_at: datetime | None = None
    focus: str = ""
    learned: str = ""


_ROWS: Final = """
SELECT s.id, s.engagement_id, s.number, e.sessions_planned, coalesce(s.began_at, s.planned_at) AS starts_at,
  coalesce(s.minutes, s.planned_minutes) AS minutes, s.mode, s.place, s.state, s.kind, s.received, s.began_at,
  s.closed_at, s.handed_out_at, coalesce(c.focus, '') AS focus,
  coalesce((SELECT coalesce(nullif(trim(r.learning), ''), nullif(trim(r.did), ''), r.missed)
    FROM practice_reflection r WHERE r.session_id = s.id AND r.lens = :lens LIMIT 1), '') AS learned,
  (SELECT json_group_array(display_name ORDER BY ec.position) FROM engagement_client ec
    JOIN client ON client.id = ec.client_id
    WHERE ec.engagement_id = s.engagement_id AND client.deleted_at IS NULL) AS client_names
FROM session s JOIN engagement e ON e.id = s.engagement_id LEFT JOIN check_in c ON c.session_id = s.id
WHERE {chosen} ORDER BY {order}
"""
_MATCH: Final = """
s.deleted_at IS NULL AND coalesce(s.began_at, s.planned_at) >= :start
AND coalesce(s.began_at, s.planned_at) < :end
AND (:lens IS NULL OR EXISTS (SELECT 1 FROM json_each(s.lens_tags) WHERE value = :lens)
  OR EXISTS (SELECT 1 FROM practice_reflection r WHERE r.session_id = s.id AND r.lens = :lens))
AND (:states IS NULL OR s.state IN (SELECT value FROM json_each(:states)))
"""
_ORDER: Final = "coalesce(s.began_at, s.planned_at) {direction}, s.id {direction}"
# The order is that of the index session_by_day: a page of the list costs the same whatever the
# number of sessions. That walk is long where few sessions belong to a name, so the engagements of
# a few are gone through by their own index instead.
_BY_DAY: Final = f"""
{_MATCH} AND client_names <> '[]'
AND (:engagements IS NULL OR s.engagement_id IN (SELECT value FROM json_each(:engagements)))
"""  # noqa: S608  (our own text)
_BY_NAME: Final = f"""
s.id IN (SELECT s.id FROM json_each(:engagements) w CROSS JOIN session s ON s.engagement_id = w.value
  WHERE {_MATCH} ORDER BY {_ORDER} LIMIT :limit)
"""  # noqa: S608  (our own text)
_FEW: Final = 20
_BEGINNING_OF_TIME: Final = "0001"
_END_OF_TIME: Final = "9999"


def list_sessions(
    store: Store,
    *,
    start: datetime | None = None,
    end: datetime | None = None,
    states: Collection[SessionState] = (),
    words: str = "",
    lens: Lens | None = None,
    newest_first: bool = False,
    limit: int = 200,
) -> tuple[SessionRow, ...]:
    """Return the sessions from `start` up to but without `end`, both UTC, in order of time.

    `words` keeps those whose clients' names hold each of them, without regard to case and accents;
    `lens` those that the coach looked at through it, or wrote about for the own practice.
    """
    named = _engagements_of(store, words) if words.strip() else None
    if named == []:
        return ()
    chosen = _BY_NAME if named is not None and len(named) <= _FEW else _BY_DAY
    return store.all(
        SessionRow,
        _sql(chosen, newest_first=newest_first),
        {
            "start": start.astimezone(UTC).isoformat() if start else _BEGINNING_OF_TIME,
            "end": end.astimezone(UTC).isoformat() if end else _END_OF_TIME,
            "lens": None if lens is None else lens.value,
            "states": _json_list(states) if states else None,
            "engagements": None if named is None else _json_list(named),
            "limit": limit,
        },
    )


def _sql(chosen: str, *, newest_first: bool) -> str:
    order = _ORDER.format(direction="DESC" if newest_first else "ASC")
    return _ROWS.format(chosen=chosen.replace(_ORDER, order), order=order) + " LIMIT :limit"


_NAMES: Final = """
SELECT ec.engagement_id, group_concat(c.display_name || ' ' || c.preferred_name || ' ' || c.code, ' ')
FROM engagement_client ec JOIN client c ON c.id = ec.client_id
WHERE c.deleted_at IS NULL GROUP BY ec.engagement_id
"""


def _engagements_of(store: Store, words: str) -> list[str]:
    wanted = folded(words).split()
    found = store.db.execute(_NAMES)
    return [row[0] for row in found if all(word in folded(row[1]) for word in wanted)]


def _json_list(values: Iterable[str]) -> str:
    return json.dumps([str(value) for value in values])


@frozen(kw_only=True)
class Bookable:
    """An engagement that a session can be planned for, with what it did last time.

    `called` and `zones` say how each client is called, and where they live.
    """

    engagement_id: EngagementId
    names: tuple[str, ...]
    called: tuple[str, ...] = ()
    zones: tuple[str, ...] = ()
    session_minutes: int | None = None
    mode: SessionMode = SessionMode.IN_PERSON
    place: str = ""


_BOOKABLE: Final = """
SELECT e.id AS engagement_id, e.session_minutes,
  json_group_array(c.display_name ORDER BY ec.position) AS names,
  json_group_array(coalesce(nullif(c.preferred_name, ''), c.display_name) ORDER BY ec.position) AS called,
  json_group_array(c.time_zone ORDER BY ec.position) AS zones,
  coalesce(last.mode, 'in person') AS mode, coalesce(last.place, '') AS place
FROM engagement e JOIN engagement_client ec ON ec.engagement_id = e.id JOIN client c ON c.id = ec.client_id
LEFT JOIN session last ON last.id = (
  SELECT id FROM session WHERE engagement_id = e.id AND deleted_at IS NULL ORDER BY number DESC LIMIT 1)
WHERE e.state <> 'closed' AND c.deleted_at IS NULL AND NOT c.archived GROUP BY e.id
"""


def bookable(store: Store) -> tuple[Bookable, ...]:
    """Return the engagements under way, by the names of their clients."""
    found = store.all(Bookable, _BOOKABLE)
    return tuple(sorted(found, key=lambda one: (folded(" ".join(one.names)), one.engagement_id)))
