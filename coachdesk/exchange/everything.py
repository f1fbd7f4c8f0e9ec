"""All that a vault holds, as one JSON text that needs no CoachDesk to be read.

The format is in `docs/export-format.md`. Private notes are in it: it is for the coach alone.
"""

import base64
import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from coachdesk.models.store import Store

FORMAT: Final = "coachdesk-export"
FORMAT_VERSION: Final = 1
# Tables that hold nothing the coach wrote: the search index can be made anew, the rest is in the head.
_MACHINERY: Final = ("sqlite_%", "_sqlite_migrations", "vault_meta", "search_%")
# Parts that belong to no file were deleted with it, and wait to be cleared away.
_WITHOUT_LEFTOVERS: Final = {"attachment_part": "WHERE attachment_id IN (SELECT id FROM attachment)"}
# Lists and small records are kept as JSON text, see `coachdesk.models.rows`.
_JSON_COLUMNS: Final = frozenset(
    {
        ("profile", "credentials"),
        ("client", "tags"),
        ("engagement", "review_every"),
        ("engagement", "feedback_every"),
        ("engagement", "preferences_every"),
        ("agreement_version", "parties"),
        ("session", "lens_tags"),
        ("agreement_version", "report_fields"),
        ("sponsor_report", "parts"),
        ("sponsor_report", "approvals"),
        ("take_home_form", "questions"),
        ("set_clause", "kinds"),
        ("shared_text", "headings"),
        ("heading_template", "headings"),
        ("removed_record", "content"),
    }
)


def export_everything(store: Store) -> bytes:
    """Return the whole export as UTF-8."""
    return b"".join(everything(store))


def everything(store: Store) -> Iterator[bytes]:
    """Yield the export row by row, all of one moment, so that a large practice needs little memory."""
    with store.transaction():
        head = json.dumps(_head(store), ensure_ascii=False, indent=1)
        yield head.removesuffix("\n}").encode()
        yield b',\n "tables": {'
        for number, table in enumerate(tables(store)):
            yield f"{',' if number else ''}\n  {json.dumps(table)}: [".encode()
            yield from _rows(store, table)
            yield b"]"
        yield b"\n }\n}\n"


def tables(store: Store) -> tuple[str, ...]:
    """Return the tables that are exported: every one but the machinery's."""
    sql = "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY rowid"
    names = [row[0] for row in store.db.execute(sql)]
    return tuple(name for name in names if not _is_machinery(name))


def _is_machinery(name: str) -> bool:
    return any(
        name.startswith(pattern[:-1]) if pattern.endswith("%") else name == pattern for pattern in _MACHINERY
    )


def _head(store: Store) -> dict[str, object]:
    return {
        "format": FORMAT,
        "version": FORMAT_VERSION,
        "exported_at": store.now().isoformat(),
        "vault_id": store.value("SELECT value FROM vault_meta WHERE key = 'vault_id'") or "",
        "schema": [row[0] for row in store.db.execute("SELECT name FROM _sqlite_migrations ORDER BY name")],
    }


def _rows(store: Store, table: str) -> Iterator[bytes]:
    only = _WITHOUT_LEFTOVERS.get(table, "")
    cursor = store.db.execute(f"SELECT * FROM {table} {only} ORDER BY 1")  # noqa: S608  (a table's own name)
    columns = [column[0] for column in cursor.description]
    separator = "\n   "
    while (
        cells := cursor.fetchone()
    ) is not None:  # one by one: a loop over a cursor reads all of them first
        row = _plain(table, dict(zip(columns, cells, strict=True)))
        yield f"{separator}{json.dumps(row, ensure_ascii=False)}".encode()
        separator = ",\n   "


def _plain(table: str, row: Mapping[str, Any]) -> dict[str, object]:
    return {column: _cell(table, column, value) for column, value in row.items()}


def _cell(table: str, column: str, value: Any) -> object:  # noqa: ANN401  (any cell)
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    if isinstance(value, str) and (table, column) in _JSON_COLUMNS:
        return json.loads(value)
    return value
