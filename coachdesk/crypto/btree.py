"""Rows out of the pages of a database, past those that are ruined.

The format is SQLite's own, https://www.sqlite.org/fileformat2.html. Nothing here is trusted: a page that
says what can't be counts as ruined.
"""

import struct
from collections.abc import Iterator
from enum import IntEnum
from typing import Final, Protocol

from attrs import frozen

from coachdesk.crypto.pages import USABLE_BYTES, RuinedPageError

Cell = int | float | str | bytes | None

_FIRST_PAGE_HEADER: Final = 100
_LARGEST_LOCAL_IN_TABLE: Final = USABLE_BYTES - 35
_LARGEST_LOCAL_IN_INDEX: Final = (USABLE_BYTES - 12) * 64 // 255 - 23
_SMALLEST_LOCAL: Final = (USABLE_BYTES - 12) * 32 // 255 - 23
_OVERFLOW_BYTES: Final = USABLE_BYTES - 4
_INTEGER_BYTES: Final = (0, 1, 2, 3, 4, 6, 8)
_MORE: Final = 0x80  # set in each byte of a number but its last
_FLOAT, _ZERO, _ONE, _FIRST_OF_LENGTH = 7, 8, 9, 12


class Kind(IntEnum):
    """What a page of a tree holds; the value is its first byte."""

    INDEX_INTERIOR = 2
    TABLE_INTERIOR = 5
    INDEX_LEAF = 10
    TABLE_LEAF = 13

    @property
    def is_interior(self) -> bool:
        """Whether it leads to other pages."""
        return self in (Kind.INDEX_INTERIOR, Kind.TABLE_INTERIOR)

    @property
    def is_table(self) -> bool:
        """Whether its rows have numbers of their own."""
        return self in (Kind.TABLE_INTERIOR, Kind.TABLE_LEAF)


class PageSource(Protocol):
    """Where pages come from."""

    def read(self, number: int) -> bytes:
        """Return a page or raise `RuinedPageError`."""
        ...


@frozen
class Row:
    """A row: its number in its table (0 in an index) and its cells."""

    number: int
    cells: tuple[Cell, ...]


@frozen
class _Node:
    """A page of a tree: what it leads to, and where its rows begin."""

    page: int
    kind: Kind
    content: bytes
    children: tuple[int, ...]
    cells_at: tuple[int, ...]


class TreeReader:
    """Walks trees, and notes which pages it saw and which it could not read."""

    def __init__(self, pages: PageSource) -> None:
        self._pages = pages
        self.seen: set[int] = set()
        self.ruined: set[int] = set()

    def rows(self, root: int) -> Iterator[Row]:
        """Return the rows of a tree that can be read whole, in their order.

        A row that reaches into a ruined page is left out.
        """
        node = self._node(root)
        if node is None:
            return
        places: tuple[int | None, ...] = node.cells_at
        for child, place in zip(node.children or places, (*places, None), strict=False):
            if node.kind.is_interior:
                yield from self.rows(child or 0)
            if place is not None and node.kind is not Kind.TABLE_INTERIOR:
                yield from self._row(node, place)

    def kind_of(self, page: int) -> Kind | None:
        """Return what a page holds, None where it is ruined or no page of a tree."""
        try:
            return _parsed(page, self._pages.read(page)).kind
        except (RuinedPageError, _NoTreeError):
            return None

    def _node(self, page: int) -> _Node | None:
        if page in self.seen:
            return None
        self.seen.add(page)
        try:
            return _parsed(page, self._pages.read(page))
        except (RuinedPageError, _NoTreeError):
            self.ruined.add(page)
            return None

    def _row(self, node: _Node, place: int) -> Iterator[Row]:
        try:
            number, payload = self._payload(node, place)
            yield Row(number, _cells(payload))
        except RuinedPageError as error:
            self.ruined.add(error.number)
        except (_NoTreeError, IndexError, struct.error, UnicodeDecodeError):
            self.ruined.add(node.page)

    def _payload(self, node: _Node, place: int) -> tuple[int, bytes]:
        if node.kind is Kind.INDEX_INTERIOR:
            place += 4
        size, place = _varint(node.content, place)
        number = 0
        if node.kind.is_table:
            number, place = _varint(node.content, place)
        local = _local_bytes(size, is_table=node.kind.is_table)
        payload = node.content[place : place + local]
        if local < size:
            (following,) = struct.unpack_from(">I", node.content, place + local)
            payload += self._overflow(following, size - local)
        if len(payload) != size:
            raise _NoTreeError
        return _signed(number), payload

    def _overflow(self, page: int, size: int) -> bytes:
        parts: list[bytes] = []
        while size > 0:
            self.seen.add(page)
            content = self._pages.read(page)
            parts.append(content[4 : 4 + min(size, _OVERFLOW_BYTES)])
            size -= _OVERFLOW_BYTES
            (page,) = struct.unpack_from(">I", content)
        return b"".join(parts)


class _NoTreeError(Exception):
    """A page or a cell that says what can't be."""


def _parsed(page: int, content: bytes) -> _Node:
    start = _FIRST_PAGE_HEADER if page == 1 else 0
    try:
        kind = Kind(content[start])
    except ValueError as error:
        raise _NoTreeError from error
    (count,) = struct.unpack_from(">H", content, start + 3)
    pointers = start + (12 if kind.is_interior else 8)
    if pointers + 2 * count > len(content):
        raise _NoTreeError
    places = struct.unpack_from(f">{count}H", content, pointers)
    if any(place + 4 > len(content) for place in places):
        raise _NoTreeError
    children: tuple[int, ...] = ()
    if kind.is_interior:
        at = (*places, start + 8)
        children = tuple(struct.unpack_from(">I", content, place)[0] for place in at)
    return _Node(page, kind, content, children, places)


def _local_bytes(size: int, *, is_table: bool) -> int:
    """Return how much of a row lies on its own page."""
    largest = _LARGEST_LOCAL_IN_TABLE if is_table else _LARGEST_LOCAL_IN_INDEX
    if size <= largest:
        return size
    wanted = _SMALLEST_LOCAL + (size - _SMALLEST_LOCAL) % _OVERFLOW_BYTES
    return wanted if wanted <= largest else _SMALLEST_LOCAL


def _cells(payload: bytes) -> tuple[Cell, ...]:
    header_size, place = _varint(payload, 0)
    kinds: list[int] = []
    while place < header_size:
        kind, place = _varint(payload, place)
        kinds.append(kind)
    cells: list[Cell] = []
    for kind in kinds:
        cell, place = _cell(payload, place, kind)
        cells.append(cell)
    if place != len(payload):
        raise _NoTreeError
    return tuple(cells)


def _cell(payload: bytes, place: int, kind: int) -> tuple[Cell, int]:
    if kind >= _FIRST_OF_LENGTH:
        end = place + (kind - _FIRST_OF_LENGTH) // 2
        part = payload[place:end]
        return (part.decode() if kind % 2 else part), end
    if kind in (_ZERO, _ONE):
        return kind - _ZERO, place
    if kind == _FLOAT:
        return struct.unpack_from(">d", payload, place)[0], place + 8
    if kind == 0:
        return None, place
    end = place + _INTEGER_BYTES[kind]
    return int.from_bytes(payload[place:end], signed=True), end


def _varint(data: bytes, place: int) -> tuple[int, int]:
    value = 0
    for _ in range(8):
        byte = data[place]
        place += 1
        value = value << 7 | byte & ~_MORE
        if not byte & _MORE:
            return value, place
    return value << 8 | data[place], place + 1


def _signed(number: int) -> int:
    return number - (1 << 64) if number >= 1 << 63 else number
