"""The promises of both sides over all clients."""

import json
from collections.abc import Collection
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Final

from attrs import frozen

from coachdesk.models.between_check_ins import check_ins_on
from coachdesk.models.carried_twice import CARRIED_TWICE
from coachdesk.models.entities.between import BetweenCheckIn
from coachdesk.models.entities.ids import ClientId, EngagementId
from coachdesk.models.entities.session import Commitment, Pledge
from coachdesk.models.folding import folded
from coachdesk.models.remembered import Key, recall, remember
from coachdesk.models.rows import from_row
from coachdesk.models.store import Store

_LATELY: Final = timedelta(weeks=6)


class PromiseGrouping(StrEnum):
    """What promises stand together by."""

    CLIENT = "client"
    DAY = "day"
    SIDE = "side"


@frozen(kw_only=True)
class ListedPromise:
    """A promise of either side with all one wants to know beside it.

    `names` are those of all clients of the engagement, `client_id` is the first of them.
    `is_handed_out` tells that a summary holds it, so that its words stand. `asks_size` tells
    that it was carried twice. `haystack` holds all words that it can be found by, folded.
    """

    promise: Commitment | Pledge
    client_id: ClientId
    names: tuple[str, ...]
    called: tuple[str, ...]
    is_handed_out: bool = False
    asks_size: bool = False
    check_ins: tuple[BetweenCheckIn, ...] = ()
    haystack: str = ""

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


@frozen(kw_only=True)
class PromisesPage:
    """Promises of both sides, the coach's own first and each in order of its day.

    `engagements` are those that a promise can be made in, with the names of their clients.
    """

    promises: tuple[ListedPromise, ...] = ()
    engagements: tuple[tuple[EngagementId, tuple[str, ...]], ...] = ()
    grouping: PromiseGrouping = PromiseGrouping.CLIENT
    has_any: bool = False


_OF_A_LIVING: Final = "(t.session_id IS NULL OR s.deleted_at IS NULL)"
_ROWS: Final = f"""
SELECT t.*, s.handed_out_at IS NOT NULL AS is_handed_out, {{asks_size}} AS asks_size
FROM {{table}} t LEFT JOIN session s ON s.id = t.session_id
WHERE {{wanted}} AND {_OF_A_LIVING}
"""  # noqa: S608  (our own text)
_OPEN: Final = f"{_ROWS} ORDER BY t.by_when IS NULL, t.by_when, t.id"
_SETTLED: Final = f"{_ROWS} ORDER BY t.settled_on DESC, t.id"
_STILL: Final = "(t.state = 'open' OR t.id IN (SELECT value FROM json_each(:also)))"
_LATELY_SETTLED: Final = "t.settled_on >= :since"
OPEN_COMMITMENTS: Final = _OPEN.format(table="commitment", wanted=_STILL, asks_size=CARRIED_TWICE)
OPEN_PLEDGES: Final = _OPEN.format(table="pledge", wanted=_STILL, asks_size="0")
SETTLED_COMMITMENTS: Final = _SETTLED.format(table="commitment", wanted=_LATELY_SETTLED, asks_size="0")
SETTLED_PLEDGES: Final = _SETTLED.format(table="pledge", wanted=_LATELY_SETTLED, asks_size="0")
_NAMES: Final = """
SELECT ec.engagement_id, json_group_array(c.id ORDER BY ec.position) AS ids,
  json_group_array(c.display_name ORDER BY ec.position) AS names,
  json_group_array(coalesce(nullif(c.preferred_name, ''), c.display_name) ORDER BY ec.position) AS called,
  e.state <> 'closed' AND NOT min(c.archived) AS is_under_way
FROM engagement_client ec JOIN client c ON c.id = ec.client_id JOIN engagement e ON e.id = ec.engagement_id
WHERE c.deleted_at IS NULL GROUP BY ec.engagement_id
"""
_ANY: Final = "SELECT EXISTS (SELECT 1 FROM commitment) OR EXISTS (SELECT 1 FROM pledge)"


def promises_page(
    store: Store, *, day: date, settled: bool = False, also: Collection[str] = ()
) -> PromisesPage:
    """Return what is open on a day of the coach, or what was settled in the six weeks before it.

    `also` are the ids of promises that stay among the open ones although they have just been settled.
    """
    people = {row["engagement_id"]: row for row in store.db.query(_NAMES)}
    cells = {"since": (day - _LATELY).isoformat(), "also": json.dumps(sorted(also))}
    wanted = (SETTLED_PLEDGES, SETTLED_COMMITMENTS) if settled else (OPEN_PLEDGES, OPEN_COMMITMENTS)
    found = [
        (kind, row)
        for kind, sql in zip((Pledge, Commitment), wanted, strict=True)
        for row in store.db.query(sql, cells)
        if row["engagement_id"] in people
    ]
    said = check_ins_on(store, [row["id"] for _, row in found])
    return PromisesPage(
        promises=tuple(_listed(kind, row, people[row["engagement_id"]], said) for kind, row in found),
        engagements=_under_way(people),
        grouping=_grouping(store),
        has_any=bool(store.value(_ANY)),
    )


def remember_grouping(store: Store, grouping: PromiseGrouping) -> None:
    """Keep in mind what promises stand together by."""
    remember(store, Key.PROMISE_GROUPING, grouping.value)


def _grouping(store: Store) -> PromiseGrouping:
    kept = recall(store, Key.PROMISE_GROUPING)
    return PromiseGrouping(kept) if kept in set(PromiseGrouping) else PromiseGrouping.CLIENT


def _listed(
    kind: type[Commitment | Pledge],
    row: dict[str, Any],
    people: dict[str, Any],
    said: dict[str, tuple[BetweenCheckIn, ...]],
) -> ListedPromise:
    promise: Commitment | Pledge = from_row(kind, row)
    names, called = json.loads(people["names"]), json.loads(people["called"])
    check_ins = said.get(promise.id, ())
    return ListedPromise(
        promise=promise,
        client_id=ClientId(json.loads(people["ids"])[0]),
        names=tuple(names),
        called=tuple(called),
        is_handed_out=bool(row["is_handed_out"]),
        asks_size=bool(row["asks_size"]),
        check_ins=check_ins,
        haystack=_haystack(promise, *names, *called, *(one.words for one in check_ins)),
    )


def _haystack(promise: Commitment | Pledge, *around: str) -> str:
    known_by = "" if isinstance(promise, Pledge) else promise.how_we_will_know
    return folded("\n".join((promise.what, known_by, promise.outcome, *around)))


def _under_way(people: dict[str, dict[str, Any]]) -> tuple[tuple[EngagementId, tuple[str, ...]], ...]:
    found = [
        (EngagementId(engagement_id), tuple(json.loads(row["names"])))
        for engagement_id, row in people.items()
        if row["is_under_way"]
    ]
    return tuple(sorted(found, key=lambda one: (folded(" ".join(one[1])), one[0])))
