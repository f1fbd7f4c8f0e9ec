"""The promises of both sides over all clients."""

import json
from datetime import date, timedelta
from typing import Any, Final

from attrs import frozen

from coachdesk.models.between_check_ins import check_ins_on
from coachdesk.models.carried_twice import CARRIED_TWICE
from coachdesk.models.entities.between import BetweenCheckIn
from coachdesk.models.entities.ids import ClientId, EngagementId
from coachdesk.models.entities.session import Commitment, Pledge
from coachdesk.models.folding import folded
from coachdesk.models.rows import from_row
from coachdesk.models.store import Store

_LATELY: Final = timedelta(weeks=6)


@frozen(kw_only=True)
class ListedPromise:
    """A promise of either side with all one wants to know beside it.

    `names` are those of all clients of the engagement, `client_id` is the first of them.
    `is_handed_out` tells that a summary holds it, so that its words stand. `asks_size` tells
    that it was carried twice.
    """

    promise: Commitment | Pledge
    client_id: ClientId
    names: tuple[str, ...]
    called: tuple[str, ...]
    is_handed_out: bool = False
    asks_size: bool = False
    check_ins: tuple[BetweenCheckIn, ...] = ()

    @property
    def id(self) -> str:
        """The id of the promise."""
        return self.promise.id

    @property
    def is_mine(self) -> bool:
        """Whether the coach has promised it."""
        return isinstance(self.promise, Pledge)

    @property
    def is_open(self) -> bool:
        """Whether nobody has said yet what became of it."""
        return self.promise.state.value == "open"

    @property
    def known_by(self) -> str:
        """How both will know; a pledge says nothing of it."""
        return "" if isinstance(self.promise, Pledge) else self.promise.how_we_will_know

    @property
    def haystack(self) -> str:
        """All words that it can be found by, folded."""
        own = (self.promise.what, self.known_by, self.promise.outcome, *self.names, *self.called)
        return folded("\n".join((*own, *(one.words for one in self.check_ins))))


@frozen(kw_only=True)
class PromisesPage:
    """Promises of both sides, the coach's own first and each in order of its day.

    `engagements` are those that a promise can be made in, with the names of their clients.
    """

    promises: tuple[ListedPromise, ...] = ()
    engagements: tuple[tuple[EngagementId, tuple[str, ...]], ...] = ()
    has_any: bool = False


_OF_A_LIVING: Final = "(t.session_id IS NULL OR s.deleted_at IS NULL)"
_ROWS: Final = f"""
SELECT t.*, s.handed_out_at IS NOT NULL AS is_handed_out, {{asks_size}} AS asks_size
FROM {{table}} t LEFT JOIN session s ON s.id = t.session_id
WHERE {{wanted}} AND {_OF_A_LIVING}
"""  # noqa: S608  (our own text)
_OPEN: Final = f"{_ROWS} ORDER BY t.by_when IS NULL, t.by_when, t.id"
_SETTLED: Final = f"{_ROWS} ORDER BY t.settled_on DESC, t.id"
OPEN_COMMITMENTS: Final = _OPEN.format(table="commitment", wanted="t.state = 'open'", asks_size=CARRIED_TWICE)
OPEN_PLEDGES: Final = _OPEN.format(table="pledge", wanted="t.state = 'open'", asks_size="0")
SETTLED_COMMITMENTS: Final = _SETTLED.format(table="commitment", wanted="t.settled_on >= ?", asks_size="0")
SETTLED_PLEDGES: Final = _SETTLED.format(table="pledge", wanted="t.settled_on >= ?", asks_size="0")
_NAMES: Final = """
SELECT ec.engagement_id, json_group_array(c.id ORDER BY ec.position) AS ids,
  json_group_array(c.display_name ORDER BY ec.position) AS names,
  json_group_array(coalesce(nullif(c.preferred_name, ''), c.display_name) ORDER BY ec.position) AS called,
  e.state <> 'closed' AND NOT min(c.archived) AS is_under_way
FROM engagement_client ec JOIN client c ON c.id = ec.client_id JOIN engagement e ON e.id = ec.engagement_id
WHERE c.deleted_at IS NULL GROUP BY ec.engagement_id
"""
_ANY: Final = "SELECT EXISTS (SELECT 1 FROM commitment) OR EXISTS (SELECT 1 FROM pledge)"


def promises_page(store: Store, *, day: date, settled: bool = False) -> PromisesPage:
    """Return what is open on a day of the coach, or what was settled in the six weeks before it."""
    people = {row["engagement_id"]: row for row in store.db.query(_NAMES)}
    if settled:
        since = [(day - _LATELY).isoformat()]
        rows = [(Pledge, SETTLED_PLEDGES, since), (Commitment, SETTLED_COMMITMENTS, since)]
    else:
        rows = [(Pledge, OPEN_PLEDGES, []), (Commitment, OPEN_COMMITMENTS, [])]
    found = [
        (kind, row)
        for kind, sql, cells in rows
        for row in store.db.query(sql, cells)
        if row["engagement_id"] in people
    ]
    said = check_ins_on(store, [row["id"] for _, row in found])
    return PromisesPage(
        promises=tuple(_listed(kind, row, people[row["engagement_id"]], said) for kind, row in found),
        engagements=_under_way(people),
        has_any=bool(store.value(_ANY)),
    )


def _listed(
    kind: type[Commitment | Pledge],
    row: dict[str, Any],
    people: dict[str, Any],
    said: dict[str, tuple[BetweenCheckIn, ...]],
) -> ListedPromise:
    return ListedPromise(
        promise=from_row(kind, row),
        client_id=ClientId(json.loads(people["ids"])[0]),
        names=tuple(json.loads(people["names"])),
        called=tuple(json.loads(people["called"])),
        is_handed_out=bool(row["is_handed_out"]),
        asks_size=bool(row["asks_size"]),
        check_ins=said.get(row["id"], ()),
    )


def _under_way(people: dict[str, dict[str, Any]]) -> tuple[tuple[EngagementId, tuple[str, ...]], ...]:
    found = [
        (EngagementId(engagement_id), tuple(json.loads(row["names"])))
        for engagement_id, row in people.items()
        if row["is_under_way"]
    ]
    return tuple(sorted(found, key=lambda one: (folded(" ".join(one[1])), one[0])))
