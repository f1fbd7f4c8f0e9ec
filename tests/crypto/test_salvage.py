"""Every page of a database ruined in turn: what was not on it is there, what was is named."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from coachdesk.crypto.btree import Kind
from coachdesk.crypto.connection import find_damage, open_database
from coachdesk.crypto.pages import Pages
from coachdesk.crypto.salvage import lost_rows, salvage
from coachdesk.crypto.survey import LostRows
from coachdesk.errors import DamagedVaultError, DiskFullError, InvalidInputError
from tests.crypto.ruins import COUNTS, KEY, SALT, make, reader_kind, rows_of, ruin

Rows = dict[str, list[tuple[object, ...]]]


def quiet(_done: int, _total: int) -> None:
    pass


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Rows]:
    path = tmp_path_factory.mktemp("whole") / "practice.db"
    return path, make(path)


class Attempt:
    """A copy of the database with ruined pages, and what was saved of it."""

    def __init__(self, folder: Path, whole: Path, *ruined: int) -> None:
        self.source, self.target = folder / "ruined.db", folder / "saved.db"
        self.target.unlink(missing_ok=True)
        shutil.copy(whole, self.source)
        ruin(self.source, *ruined)
        target = open_database(self.target, KEY, SALT, create=True)
        with Pages(self.source, KEY, SALT) as pages, closing(target):
            self.lost = salvage(pages, target, quiet)
            self.rows = {table: rows_of(target, table) for table in COUNTS}

    def missing(self, before: Rows) -> dict[str, int]:
        """Return how many rows are not there, by table; what is there is as it was."""
        for table, rows in self.rows.items():
            assert set(rows) <= set(before[table])
        return {table: len(before[table]) - len(rows) for table, rows in self.rows.items()}


def kinds(path: Path) -> Iterator[tuple[int, Kind | None]]:
    with Pages(path, KEY, SALT) as pages:
        for page in range(1, pages.count + 1):
            yield page, reader_kind(pages, page)


def test_a_whole_database_is_copied_whole(whole: tuple[Path, Rows], tmp_path: Path) -> None:
    path, rows = whole
    attempt = Attempt(tmp_path, path)
    assert (attempt.rows, attempt.lost) == (rows, ())


def test_the_copy_has_indexes_triggers_and_passes_its_checks(
    whole: tuple[Path, Rows], tmp_path: Path
) -> None:
    attempt = Attempt(tmp_path, whole[0])
    with closing(open_database(attempt.target, KEY, SALT)) as opened:
        names = {row[0] for row in opened.execute("SELECT name FROM sqlite_schema").fetchall()}
        assert {"clause_by_body", "note_stays", "found", "found_data"} <= names
        assert find_damage(opened, "integrity_check") == ()


@pytest.mark.fault(10)
@pytest.mark.parametrize("step", [97, pytest.param(1, marks=pytest.mark.slow)])
def test_each_page_costs_only_the_rows_on_it(whole: tuple[Path, Rows], tmp_path: Path, step: int) -> None:
    path, rows = whole
    for page, kind in list(kinds(path))[1::step]:
        attempt = Attempt(tmp_path, path, page)
        missing = sum(attempt.missing(rows).values())
        assert missing <= most_rows(kind), (page, kind)
        named = sum(len(lost.keys) for lost in attempt.lost)
        assert named == missing or any(lost.and_others for lost in attempt.lost), (page, kind)


def most_rows(kind: Kind | None) -> int:
    """Return how many of these rows lie on a page at most: one where it is the rest of a long row."""
    return {None: 1, Kind.TABLE_INTERIOR: 0, Kind.TABLE_LEAF: 110, Kind.INDEX_LEAF: 70}.get(kind or None, 60)


def test_a_ruined_page_above_others_costs_nothing(whole: tuple[Path, Rows], tmp_path: Path) -> None:
    path, rows = whole
    above = above_others(path)
    assert len(above) >= 3
    for page in above:
        attempt = Attempt(tmp_path, path, page)
        assert attempt.missing(rows) == dict.fromkeys(COUNTS, 0), page


def test_all_pages_above_others_at_once_cost_nothing_that_an_index_can_prove(
    whole: tuple[Path, Rows], tmp_path: Path
) -> None:
    path, rows = whole
    attempt = Attempt(tmp_path, path, *above_others(path))
    missing = attempt.missing(rows)
    assert (missing["note"], missing["clause"]) == (0, 0)


def above_others(path: Path) -> list[int]:
    """Return the pages that lead to the rows of a table."""
    return [page for page, kind in kinds(path) if kind is Kind.TABLE_INTERIOR and page > 1]


def test_strays_that_nothing_can_prove_are_left_out(whole: tuple[Path, Rows], tmp_path: Path) -> None:
    path, rows = whole
    indexes = [page for page, kind in kinds(path) if kind is Kind.INDEX_LEAF]
    missing = Attempt(tmp_path, path, *above_others(path), *indexes).missing(rows)
    assert missing["note"] > 0
    assert missing["pair"] > 0


@pytest.mark.fault(10)
def test_lost_rows_are_named_by_their_keys(whole: tuple[Path, Rows], tmp_path: Path) -> None:
    path, rows = whole
    attempt = Attempt(tmp_path, path, *long_row_pages(path)[:3])
    lost_keys = {key for lost in attempt.lost for key in lost.keys}
    there = {row[:1] for table in ("note", "clause") for row in attempt.rows[table]}
    every = {row[:1] for table in ("note", "clause") for row in rows[table]}
    assert lost_keys
    assert lost_keys <= every
    assert not lost_keys & there


def long_row_pages(path: Path) -> list[int]:
    """Return the pages that hold the rest of a long row."""
    return [page for page, kind in kinds(path) if kind is None]


def test_rows_whose_index_is_ruined_too_are_said_to_be_perhaps_more(
    whole: tuple[Path, Rows], tmp_path: Path
) -> None:
    path, rows = whole
    every = [page for page, _ in kinds(path)][10:]
    attempt = Attempt(tmp_path, path, *every)
    assert any(lost.and_others for lost in attempt.lost)
    assert sum(attempt.missing(rows).values()) > 0


def test_looking_costs_nothing_and_finds_the_same(whole: tuple[Path, Rows], tmp_path: Path) -> None:
    attempt = Attempt(tmp_path, whole[0], *above_others(whole[0])[:1], *long_row_pages(whole[0])[:3])
    before = attempt.source.read_bytes()
    with Pages(attempt.source, KEY, SALT) as pages:
        assert lost_rows(pages, quiet) == attempt.lost
    assert attempt.source.read_bytes() == before


def test_telling_may_stop_it(whole: tuple[Path, Rows]) -> None:
    def stop(_done: int, _total: int) -> None:
        raise InvalidInputError

    with Pages(whole[0], KEY, SALT) as pages, pytest.raises(InvalidInputError):
        lost_rows(pages, stop)


def test_without_its_list_of_tables_a_database_is_not_called_whole(
    whole: tuple[Path, Rows], tmp_path: Path
) -> None:
    shutil.copy(whole[0], tmp_path / "ruined.db")
    ruin(tmp_path / "ruined.db", 1)
    target = open_database(tmp_path / "saved.db", KEY, SALT, create=True)
    with Pages(tmp_path / "ruined.db", KEY, SALT) as pages, closing(target):
        assert [lost.table for lost in lost_rows(pages, quiet)] == ["sqlite_schema"]
        with pytest.raises(DamagedVaultError, match="where everything is"):
            salvage(pages, target, quiet)


def altered(path: Path, statement: str) -> Path:
    """Return a database whose table of contents was changed below its rows."""
    with closing(open_database(path, KEY, SALT, create=True)) as made:
        made.execute("CREATE TABLE odd (id TEXT PRIMARY KEY, words TEXT)")
        made.execute("INSERT INTO odd VALUES ('a', NULL), ('b', 'words')")
        made.execute(statement)
        made.execute("PRAGMA writable_schema = ON")
        made.execute("UPDATE sqlite_schema SET sql = replace(sql, 'words TEXT)', 'words TEXT NOT NULL)')")
        made.execute("UPDATE sqlite_schema SET sql = replace(sql, ',gone)', ')')")
    return path


def test_a_row_that_breaks_the_rules_of_its_table_is_lost_and_named(tmp_path: Path) -> None:
    path = altered(tmp_path / "odd.db", "SELECT 1")
    target = open_database(tmp_path / "saved.db", KEY, SALT, create=True)
    with Pages(path, KEY, SALT) as pages, closing(target):
        assert salvage(pages, target, quiet) == (LostRows(table="odd", keys=(("a",),)),)
        assert rows_of(target, "odd") == [("b", "words")]


def test_a_row_from_before_a_column_was_added_is_kept(tmp_path: Path) -> None:
    path = altered(tmp_path / "odd.db", "ALTER TABLE odd ADD COLUMN since TEXT NOT NULL DEFAULT 'ever'")
    target = open_database(tmp_path / "saved.db", KEY, SALT, create=True)
    with Pages(path, KEY, SALT) as pages, closing(target):
        salvage(pages, target, quiet)
        assert rows_of(target, "odd")[-1] == ("b", "words", "ever")


def test_a_row_with_more_columns_than_its_table_is_none_of_it(tmp_path: Path) -> None:
    path = tmp_path / "odd.db"
    altered(path, "CREATE TABLE wide AS SELECT 'x' AS id, 'y' AS gone")
    target = open_database(tmp_path / "saved.db", KEY, SALT, create=True)
    with Pages(path, KEY, SALT) as pages, closing(target):
        salvage(pages, target, quiet)
        assert rows_of(target, "wide") == []


def test_a_disk_that_fills_up_is_said(whole: tuple[Path, Rows], tmp_path: Path) -> None:
    target = open_database(tmp_path / "saved.db", KEY, SALT, create=True)
    target.execute("PRAGMA max_page_count = 20").fetchall()
    with Pages(whole[0], KEY, SALT) as pages, closing(target), pytest.raises(DiskFullError):
        salvage(pages, target, quiet)
