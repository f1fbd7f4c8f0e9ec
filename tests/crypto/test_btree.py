"""Our reader and SQLite see the same rows; what is no tree is ruined, never a guess."""

import random
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coachdesk.crypto.btree import Cell, TreeReader
from coachdesk.crypto.connection import PAGE_BYTES, open_database
from coachdesk.crypto.pages import USABLE_BYTES, Pages, RuinedPageError
from tests.crypto.ruins import KEY, SALT

CELLS = st.one_of(
    st.none(),
    st.integers(-(2**63), 2**63 - 1),
    st.sampled_from([0, 1, -1, 127, -128, 2**15, 2**23, 2**31, 2**47, -(2**47) - 1]),
    st.floats(allow_nan=False),
    st.text(st.characters(codec="utf-8", exclude_characters="\0")),
    st.binary(),
    st.integers(0, 13_000).map(lambda size: "x" * size),
)
ROWS = st.lists(st.tuples(CELLS, CELLS), max_size=8)
NUMBERS = st.integers(-(2**63), 2**63 - 1)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=ROWS, number=NUMBERS)
def test_every_row_is_read_as_it_was_written(
    tmp_path: Path, rows: list[tuple[Cell, Cell]], number: int
) -> None:
    path = tmp_path / "some.db"
    path.unlink(missing_ok=True)
    with closing(open_database(path, KEY, SALT, create=True)) as made:
        made.execute("CREATE TABLE some (a, b)")
        made.execute("INSERT INTO some (rowid, a, b) VALUES (?, 1, 2)", [number])
        for row in rows:
            made.execute("INSERT INTO some VALUES (?, ?)", row)
        expected = made.execute("SELECT rowid, a, b FROM some ORDER BY rowid").fetchall()
    with Pages(path, KEY, SALT) as pages:
        assert [(row.number, *row.cells) for row in TreeReader(pages).rows(2)] == expected


class Made:
    """Pages made by hand."""

    def __init__(self, *pages: bytes) -> None:
        self._pages = pages

    def read(self, number: int) -> bytes:
        if not 1 <= number <= len(self._pages):
            raise RuinedPageError(number)
        return self._pages[number - 1].ljust(USABLE_BYTES, b"\0")


def leaf(*cells: bytes, first: int = 2000) -> bytes:
    """Return a page of a table with these cells."""
    places = [first + sum(map(len, cells[:at])) for at in range(len(cells))]
    head = b"\x0d\0\0" + len(cells).to_bytes(2) + b"\0\0\0" + b"".join(p.to_bytes(2) for p in places)
    return head.ljust(first, b"\0") + b"".join(cells)


ONE = b"\x03\x01\x02\x17ab"[:2] + b"\x02\x0fa"  # row 1: the text "a"
NO_TREES = {
    "no kind": b"\x07",
    "cells beyond its end": leaf()[:3] + b"\xff\xff",
    "a place beyond its end": leaf()[:3] + b"\0\1\0\0\0\xff\xff",
    "a row longer than it says": leaf(b"\x04\x01\x02\x0fab"),
    "a row shorter than it says": leaf(b"\x01\x01\x02"),
    "a text that is none": leaf(b"\x03\x01\x02\x0f\xff"),
    "a row beyond its end": leaf(b"\x7f\x01\x02", first=USABLE_BYTES - 10),
    "an overflow to nowhere": leaf(b"\xbf\x00\x01\x04\x81\x00", first=3),
}


def test_a_page_made_by_hand_is_read() -> None:
    page = Made(b"", leaf(ONE))
    assert [(row.number, row.cells) for row in TreeReader(page).rows(2)] == [(1, ("a",))]


@pytest.mark.parametrize("page", NO_TREES.values(), ids=NO_TREES)
def test_a_page_that_says_what_can_not_be_is_ruined(page: bytes) -> None:
    reader = TreeReader(Made(b"", page))
    assert list(reader.rows(2)) == []
    assert reader.ruined


def test_a_tree_that_leads_back_to_itself_ends() -> None:
    page = b"\x05\0\0\0\0\0\0\0" + (2).to_bytes(4)
    assert list(TreeReader(Made(b"", page)).rows(2)) == []


def test_pages_of_noise_never_do_more_than_yield_nothing() -> None:
    noise = random.Random(1)  # noqa: S311  (the same every time)
    for kind in (b"\x02", b"\x05", b"\x0a", b"\x0d"):
        for _ in range(100):
            page = kind + noise.randbytes(PAGE_BYTES)[: USABLE_BYTES - 1]
            for row in TreeReader(Made(b"", page)).rows(2):
                assert isinstance(row.cells, tuple)


def test_what_a_page_holds_is_told_without_reading_its_rows() -> None:
    reader = TreeReader(Made(b"", leaf(ONE), b"noise"))
    assert [reader.kind_of(page) for page in (2, 3, 4)] == [13, None, None]
    assert reader.seen == set()
