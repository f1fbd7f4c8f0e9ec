"""Who wants to be asked how they like to work, over all clients: early, and again when the time has come."""

import json
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Final

from attrs import field, frozen

from coachdesk.models.days import day_bounds
from coachdesk.models.entities.ids import ClientId, EngagementId
from coachdesk.models.entities.people import Cadence, CadenceUnit
from coachdesk.models.entities.relationship import Preference, PreferenceSource
from coachdesk.models.folding import folded
from coachdesk.models.preferences import last_said, says_nothing
from coachdesk.models.rows import from_row
from coachdesk.models.session_kinds import ONLY_AROUND_COACHING
from coachdesk.models.store import Store

EARLY: Final = 3


class Asking(StrEnum):
    """Why a client wants to be asked: nothing was asked so far, or it was long enough ago."""

    EARLY = "early"
    AGAIN = "again"


@frozen(kw_only=True)
class DuePreference:
    """A client to ask. `since` is when they said so last; a guess was never said by the client."""

    client_id: ClientId
    client_name: str
    engagement_id: EngagementId
    asking: Asking
    since: date | None = None
    is_guess: bool = False


@frozen(kw_only=True)
class _Asked:
    """A client at work, and what holds of them."""

    client_id: ClientId
    client_name: str
    engagement_id: EngagementId
    cadence: Cadence | None = None
    said: Preference | None = field(default=None)

    @property
    def since(self) -> date | None:
        return None if self.said is None else last_said(self.said) or self.said.asked_on


# A client is asked for the engagement at hand, the one that `engagements_of` returns first.
ASKED: Final = f"""
WITH work AS (
  SELECT p.client_id, e.id, e.state, e.preferences_every, row_number() OVER (PARTITION BY p.client_id
    ORDER BY e.state = 'closed', coalesce(e.starts_on, e.created_at) DESC, e.id) AS place
  FROM engagement_client p JOIN engagement e ON e.id = p.engagement_id
)
SELECT c.id AS asked_client, c.display_name AS client_name, work.id AS engagement_id,
  work.preferences_every AS cadence, said.*
FROM client c JOIN work ON work.client_id = c.id AND work.place = 1
LEFT JOIN preference said ON said.id = (SELECT id FROM preference WHERE client_id = c.id
  ORDER BY asked_on DESC, created_at DESC, rowid DESC LIMIT 1)
WHERE c.deleted_at IS NULL AND c.archived = 0 AND c.status NOT IN ('former', 'erased', 'paused')
  AND work.state NOT IN ('paused', 'closed')
  AND EXISTS (SELECT 1 FROM session WHERE engagement_id = work.id AND deleted_at IS NULL)
  AND NOT {ONLY_AROUND_COACHING.format(engagement="work.id")}
"""  # noqa: S608  (our own text)
HELD: Final = """
SELECT a.value ->> 0, (SELECT count(*) FROM session WHERE engagement_id = a.value ->> 0
  AND state = 'held' AND deleted_at IS NULL AND coalesce(began_at, planned_at) >= a.value ->> 1)
FROM json_each(?) a
"""


def preferences_due(store: Store, *, day: date) -> tuple[DuePreference, ...]:
    """Return the clients to ask on a day of the coach, by name, in two queries."""
    asked = tuple(_asked(row) for row in store.db.query(ASKED))
    held = _held(store, asked)
    found = (due for one in asked for due in _due(one, held.get(one.client_id, 0), day))
    return tuple(sorted(found, key=lambda due: (folded(due.client_name), due.client_id)))


def _asked(row: dict[str, Any]) -> _Asked:
    said = None if row["id"] is None else from_row(Preference, row)
    client_id = ClientId(row["asked_client"])
    return from_row(
        _Asked, row, client_id=client_id, said=None if said is None or says_nothing(said) else said
    )


def _held(store: Store, asked: Iterable[_Asked]) -> dict[ClientId, int]:
    """Return how many sessions were held since each client was asked, or ever where nobody did."""
    wanted = [
        (one.client_id, one.engagement_id, "" if one.since is None else day_bounds(one.since)[1].isoformat())
        for one in asked
    ]
    cells = [json.dumps([cell[1:] for cell in wanted])]
    counts = store.db.execute(HELD, cells).fetchall()
    return {cell[0]: count for cell, (_, count) in zip(wanted, counts, strict=True)}


def _due(one: _Asked, held: int, day: date) -> Iterator[DuePreference]:
    asking = _asking(one, held, day)
    if asking is not None:
        yield DuePreference(
            client_id=one.client_id,
            client_name=one.client_name,
            engagement_id=one.engagement_id,
            asking=asking,
            since=None if one.said is None else last_said(one.said),
            is_guess=one.said is not None and one.said.source is PreferenceSource.COACH,
        )


def _asking(one: _Asked, held: int, day: date) -> Asking | None:
    """Tell why to ask: nobody is asked for the first time when the beginning is long over, unless agreed."""
    if one.said is None or one.since is None:
        return Asking.EARLY if one.cadence is not None or held <= EARLY else None
    if one.said.recheck_on is not None:
        return Asking.AGAIN if one.said.recheck_on <= day else None
    return Asking.AGAIN if _has_come_round(one.cadence, one.since, held, day) else None


def _has_come_round(cadence: Cadence | None, since: date, held: int, day: date) -> bool:
    if cadence is None or not cadence.every:
        return False
    if cadence.unit is CadenceUnit.WEEKS:
        return since + timedelta(weeks=cadence.every) <= day
    return held >= cadence.every
