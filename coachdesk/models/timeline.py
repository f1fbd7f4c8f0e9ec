"""Everything that happened with a client in one order, the newest first, a part at a time."""

from collections.abc import Iterator
from typing import Any, Final

from attrs import frozen

from coachdesk.models import folding
from coachdesk.models.clients import get_client
from coachdesk.models.entities.ids import ClientId
from coachdesk.models.entities.people import Client
from coachdesk.models.entities.timeline import KINDS_OF, HappenedGroup, TimelineRow
from coachdesk.models.rows import Cell, from_row
from coachdesk.models.store import Store
from coachdesk.models.timeline_parts import AROUND, PARTS

ROWS_AT_ONCE: Final = 100
Row = dict[str, Any]


@frozen(kw_only=True)
class TimelinePart:
    """Some rows of a client's timeline; `goes_on` tells that there are older ones."""

    client: Client
    rows: tuple[TimelineRow, ...] = ()
    goes_on: bool = False


def timeline(
    store: Store,
    *,
    client_id: ClientId,
    groups: frozenset[HappenedGroup] = frozenset(),
    words: str = "",
    before: TimelineRow | None = None,
    most: int = ROWS_AT_ONCE,
) -> TimelinePart:
    """Return what happened with a client before the row that was read last.

    `groups` narrow it to some kinds of things, none to no kind; `words` to what holds each of them, or
    something that begins like them.

    Raises:
        NotFoundError: there is no such client, or they were deleted.
    """
    client = get_client(store, client_id=client_id)
    wanted = folding.words(words)
    found: list[TimelineRow] = []
    for row in _rows(store, client_id, groups, before, None if wanted else most + 1):
        if wanted and not _has(row, wanted):
            continue
        found.append(from_row(TimelineRow, row))
        if len(found) > most:
            break
    return TimelinePart(client=client, rows=tuple(found[:most]), goes_on=len(found) > most)


def _rows(
    store: Store,
    client_id: ClientId,
    groups: frozenset[HappenedGroup],
    before: TimelineRow | None,
    most: int | None,
) -> Iterator[Row]:
    kinds = frozenset().union(*(KINDS_OF[group] for group in groups or KINDS_OF))
    cells: dict[str, Cell] = {
        "client": client_id,
        "at": None if before is None else before.at.isoformat(),
        "kind": None if before is None else before.kind.value,
        "id": None if before is None else before.id,
        "most": -1 if most is None else most,
    }
    parts = " UNION ALL ".join(PARTS[kind] for kind in sorted(kinds))
    yield from store.db.query(AROUND.replace("{parts}", parts), cells)


def _has(row: Row, wanted: tuple[str, ...]) -> bool:
    there = folding.words(f"{row['words']} {row['more']}")
    return all(any(word.startswith(one) for word in there) for one in wanted)
