"""Which rows of a damaged database can be read, and which are lost, row by row."""

import struct
from collections.abc import Callable, Iterator
from typing import Final

from attrs import evolve, frozen

from coachdesk.crypto.btree import Cell, Kind, Row, TreeReader
from coachdesk.crypto.pages import Pages, RuinedPageError
from coachdesk.crypto.tables import Contents, Table, read_contents

Key = tuple[Cell, ...]
# Told between pages and rows, with what is done of what there is; stops the work by raising.
Tell = Callable[[int, int], None]

CONTENTS: Final = "sqlite_schema"  # without a part of it, whole tables can't be found
_FREE_LIST_AT: Final = 32  # in the first page
_TELL_EVERY: Final = 64
_LEAVES: Final = (Kind.TABLE_LEAF, Kind.INDEX_LEAF)


@frozen(kw_only=True)
class LostRows:
    """Rows of a table that can't be read: their keys, where an index still knows them.

    `and_others`: there may be more, which nothing knows of any more.
    """

    table: str
    keys: tuple[Key, ...]
    and_others: bool = False


class Survey:
    """Reads each table once. `stray_rows` comes after all tables were read, `lost` at the end."""

    def __init__(self, pages: Pages, tell: Tell) -> None:
        self._pages = pages
        self._tell = tell
        self._reader = TreeReader(pages)
        self._found: dict[str, set[Cell | Key]] = {}
        self._ruined_in: dict[str, set[int]] = {}
        self.contents: Contents = read_contents(self._reader)
        self._is_complete = not self._reader.ruined

    def rows(self, table: Table) -> Iterator[Key]:
        """Return the rows of a table that its tree still leads to."""
        found = self._found.setdefault(table.name, set())
        before = set(self._reader.ruined)
        for count, row in enumerate(self._reader.rows(table.root)):
            if count % _TELL_EVERY == 0:
                self._tell(len(self._reader.seen), self._pages.count)
            if _fits(table, row):
                found.add(_mark(table, row))
                yield _whole(table, row)
        self._ruined_in[table.name] = self._reader.ruined - before

    def stray_rows(self) -> Iterator[tuple[Table, Key]]:
        """Return the rows that no tree leads to any more, because the page above them is ruined."""
        damaged = [table for table in self.contents.tables if self._ruined_in[table.name]]
        if not damaged:
            return
        known = {table.name: self._known_rows(table) for table in damaged}
        ruined = set(self._reader.ruined)
        self._mark_other_pages()
        # With no other tree broken, all that is astray comes from the one that is.
        only = damaged[0] if len(damaged) == 1 and self._reader.ruined == ruined else None
        for page in self._strays():
            for row in self._reader.rows(page):
                table = next((t for t in damaged if _is_proven(t, row, known[t.name])), only)
                if table is not None and _fits(table, row):
                    self._found[table.name].add(_mark(table, row))
                    yield table, _whole(table, row)

    def lost(self) -> tuple[LostRows, ...]:
        """Return what is lost, by table."""
        found = [self._lost_of(table) for table in self.contents.tables if self._ruined_in[table.name]]
        if not self._is_complete:
            found.append(LostRows(table=CONTENTS, keys=(), and_others=True))
        return tuple(lost for lost in found if lost.keys or lost.and_others)

    def _lost_of(self, table: Table) -> LostRows:
        lost = LostRows(table=table.name, keys=(), and_others=True)
        if not table.key_index:
            return lost
        index = TreeReader(self._pages)
        known = [row.cells for row in index.rows(table.key_index)]
        found = self._found[table.name]
        keys = tuple(cells[:-1] for cells in known if cells[-1] not in found)
        return evolve(lost, keys=keys, and_others=bool(index.ruined))

    def _known_rows(self, table: Table) -> dict[Cell | Key, Key]:
        """Return the key of each row number that the index over the key knows."""
        if not table.key_index:
            return {}
        return {row.cells[-1]: row.cells[:-1] for row in TreeReader(self._pages).rows(table.key_index)}

    def _mark_other_pages(self) -> None:
        """Walk the trees that hold no rows, and the pages in no use, so that what is left is astray."""
        for root in self.contents.roots:
            for _row in self._reader.rows(root):
                pass
        page = self._number_at(1, _FREE_LIST_AT)
        while page and page not in self._reader.seen:
            self._reader.seen.add(page)
            following, count = self._number_at(page, 0), self._number_at(page, 4)
            self._reader.seen.update(self._number_at(page, 8 + 4 * at) for at in range(count))
            page = following

    def _number_at(self, page: int, place: int) -> int:
        try:
            return int(struct.unpack_from(">I", self._pages.read(page), place)[0])
        except (RuinedPageError, struct.error):
            return 0

    def _strays(self) -> Iterator[int]:
        for page in range(1, self._pages.count + 1):
            self._tell(page, self._pages.count)
            if page not in self._reader.seen and self._reader.kind_of(page) in _LEAVES:
                yield page


def _is_proven(table: Table, row: Row, known: dict[Cell | Key, Key]) -> bool:
    """Tell whether the index over a table's key names a row: keys are random, no two tables share one."""
    return bool(known) and _fits(table, row) and known.get(row.number) == _key(table, row)


def _fits(table: Table, row: Row) -> bool:
    """Tell whether a row can be one of a table; it is shorter where columns were added after it."""
    return len(row.cells) <= len(table.columns) and bool(row.number) is table.has_numbers


def _whole(table: Table, row: Row) -> Key:
    """Return the columns of a row: that which is its number is not stored with it."""
    if table.numbered is None:
        return row.cells
    return (*row.cells[: table.numbered], row.number, *row.cells[table.numbered + 1 :])


def _key(table: Table, row: Row) -> Key:
    return tuple(row.cells[table.columns.index(name)] for name in table.key)


def _mark(table: Table, row: Row) -> Cell | Key:
    return row.number if table.has_numbers else _key(table, row)
