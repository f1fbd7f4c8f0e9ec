"""What a database's own table of contents says, read past its ruined pages."""

from collections.abc import Iterable
from contextlib import closing
from typing import Any, Final

from attrs import frozen

from coachdesk.crypto.btree import TreeReader
from coachdesk.crypto.connection import scratch_database

CONTENTS_ROOT: Final = 1
_VIRTUAL: Final = "CREATE VIRTUAL TABLE"


@frozen(kw_only=True)
class Entry:
    """A line of the table of contents (https://www.sqlite.org/schematab.html)."""

    type: str
    name: str
    table: str
    root: int
    sql: str | None


@frozen(kw_only=True)
class Table:
    """A table that holds rows: `key` is its primary key, `key_index` the root of the index over it, or 0.

    `numbered` is the column that is the row's number and so is not stored in the row, or None.
    """

    name: str
    root: int
    sql: str
    columns: tuple[str, ...]
    key: tuple[str, ...]
    key_index: int
    numbered: int | None
    has_numbers: bool


@frozen(kw_only=True)
class Contents:
    """All tables, and the statements that come after their rows; `roots` are those of every tree."""

    tables: tuple[Table, ...]
    statements: tuple[str, ...]
    roots: tuple[int, ...]


def read_contents(reader: TreeReader) -> Contents:
    """Return what can be read of the table of contents."""
    entries = [_entry(row.cells) for row in reader.rows(CONTENTS_ROOT)]
    virtual = [entry.name for entry in entries if (entry.sql or "").startswith(_VIRTUAL)]
    kept = [entry for entry in entries if not _is_shadow(entry.table, virtual)]
    tables = [entry for entry in kept if entry.type == "table" and entry.name not in virtual]
    return Contents(
        tables=tuple(_described(tables, kept)),
        statements=tuple(entry.sql for entry in kept if entry not in tables and entry.sql),
        roots=tuple(entry.root for entry in entries if entry.root),
    )


def _entry(cells: Iterable[object]) -> Entry:
    kind, name, table, root, sql = cells
    return Entry(
        type=str(kind),
        name=str(name),
        table=str(table),
        root=int(str(root or 0)),
        sql=None if sql is None else str(sql),
    )


def _is_shadow(table: str, virtual: Iterable[str]) -> bool:
    """Tell whether a table belongs to a virtual one, which fills it anew."""
    return any(table.startswith(f"{name}_") for name in virtual)


def _described(tables: Iterable[Entry], entries: Iterable[Entry]) -> list[Table]:
    """Let the database itself read the statements that made the tables."""
    indexes = {entry.name: entry.root for entry in entries if entry.type == "index"}
    with closing(scratch_database()) as scratch:
        return [_table(scratch, entry, indexes) for entry in tables if entry.sql]


def _table(scratch: Any, entry: Entry, indexes: dict[str, int]) -> Table:  # noqa: ANN401  (untyped driver)
    scratch.execute(entry.sql)
    columns = scratch.execute(f"PRAGMA table_info({entry.name})").fetchall()
    in_key = sorted((column[5], column[1]) for column in columns if column[5])
    key_index = next((name for name, origin in _indexes_of(scratch, entry.name) if origin == "pk"), "")
    is_number = len(in_key) == 1 and not key_index
    has_numbers = not (entry.sql or "").rstrip().upper().endswith("WITHOUT ROWID")
    return Table(
        name=entry.name,
        root=entry.root,
        sql=entry.sql or "",
        columns=tuple(column[1] for column in columns),
        key=tuple(name for _, name in in_key),
        key_index=indexes.get(key_index, 0) if has_numbers else 0,
        numbered=next(column[0] for column in columns if column[5]) if is_number and has_numbers else None,
        has_numbers=has_numbers,
    )


def _indexes_of(scratch: Any, table: str) -> list[tuple[str, str]]:  # noqa: ANN401  (untyped driver)
    return [(row[1], row[3]) for row in scratch.execute(f"PRAGMA index_list({table})").fetchall()]
