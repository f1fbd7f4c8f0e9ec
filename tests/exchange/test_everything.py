import base64
import inspect
import json
import tracemalloc
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any, get_type_hints

import attrs
import pytest

from coachdesk.documents.renderer import Renderer
from coachdesk.exchange.everything import _JSON_COLUMNS, everything, export_everything, tables
from coachdesk.models import notes
from coachdesk.models.entities import agreement, people, session
from coachdesk.models.entities.ids import SessionId
from coachdesk.models.schema import STEPS
from coachdesk.models.store import Store
from coachdesk.sample.build import build_sample
from coachdesk.sample.clock import SettableClock
from tests import attaching, making

DOCS = Path(__file__).parents[2] / "docs" / "export-format.md"
_SAME_NAME = {
    people.CoachProfile: "profile",
    people.Client: "client",
    people.Engagement: "engagement",
    agreement.AgreementVersion: "agreement_version",
    session.Session: "session",
}


@pytest.fixture
def practice(store: Store, renderer: Renderer) -> Store:
    """Write the sample practice, a draft on top of it, and a logo."""
    clock = SettableClock(store.now())
    store.now = clock
    build_sample(store, clock, today=date(2026, 5, 14), renderer=renderer)
    newest = SessionId(store.value("SELECT session_id FROM private_note"))
    revision = notes.private_note(store, newest).revision
    notes.save_draft(store, session_id=newest, body="typed a second ago", revision=revision)
    store.db.execute("UPDATE profile SET logo = ?", [bytes(range(256))])
    return store


@pytest.fixture
def exported(practice: Store) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(export_everything(practice))
    return data


def texts(value: object) -> Iterator[str]:
    """Walk through every text of some JSON."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inside in value.values():
            yield from texts(inside)
    elif isinstance(value, list):
        for inside in value:
            yield from texts(inside)


def test_every_row_of_every_table_is_in_it(practice: Store, exported: dict[str, Any]) -> None:
    counts = {name: practice.db[name].count for name in tables(practice)}
    assert {name: len(rows) for name, rows in exported["tables"].items()} == counts
    assert all(counts[name] for name in ("client", "private_note", "draft", "version_pdf", "pledge"))


def test_the_content_of_a_file_is_in_it_part_by_part(practice: Store) -> None:
    of = next(iter(practice.all(session.Session, "SELECT * FROM session")))
    content = bytes(range(256)) * 4096
    kept = attaching.a_file(practice, of, "Flipchart.bin", content)
    practice.db.execute("INSERT INTO attachment_part VALUES ('deleted', 0, x'00', '', '')")
    rows = json.loads(export_everything(practice))["tables"]["attachment_part"]
    mine = [row for row in rows if row["attachment_id"] == kept.id]
    assert [row["position"] for row in mine] == [0, 1]
    assert b"".join(base64.b64decode(row["content"]) for row in mine) == content
    assert "deleted" not in {row["attachment_id"] for row in rows}


def test_large_files_need_little_memory(store: Store) -> None:
    of = making.a_session(store, making.an_engagement(store))
    for number in range(3):
        attaching.a_file(store, of, "Film.bin", bytes([number]) * 20 * 1024 * 1024)
    tracemalloc.start()
    size = sum(len(piece) for piece in everything(store))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert size > 80 * 1024 * 1024
    assert peak < 12 * 1024 * 1024


def test_parts_are_read_in_their_order_without_being_sorted(store: Store) -> None:
    only = "WHERE attachment_id IN (SELECT id FROM attachment)"
    plan = store.db.execute(f"EXPLAIN QUERY PLAN SELECT * FROM attachment_part {only} ORDER BY 1")  # noqa: S608
    assert not [row for row in plan if "TEMP B-TREE" in row[3]]


def test_only_machinery_is_left_out(practice: Store) -> None:
    every = {row[0] for row in practice.db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    left_out = every - set(tables(practice))
    assert {name for name in left_out if not name.startswith("search_")} == {
        "vault_meta",
        "_sqlite_migrations",
    }


def test_every_cell_comes_back(practice: Store, exported: dict[str, Any]) -> None:
    for table, rows in exported["tables"].items():
        stored = list(practice.db[table].rows_where(order_by="1"))
        for row, kept in zip(rows, stored, strict=True):
            for column, value in kept.items():
                if isinstance(value, bytes):
                    assert base64.b64decode(row[column]) == value
                elif (table, column) in _JSON_COLUMNS and value is not None:
                    assert row[column] == json.loads(value)
                else:
                    assert row[column] == value


def test_private_notes_and_what_is_being_typed_are_in_it(practice: Store, exported: dict[str, Any]) -> None:
    said = set(texts(exported))
    bodies = {row[0] for row in practice.db.execute("SELECT body FROM private_note")}
    assert bodies | {"typed a second ago"} <= said


def test_the_head_says_what_it_is(exported: dict[str, Any]) -> None:
    assert (exported["format"], exported["version"]) == ("coachdesk-export", 1)
    assert exported["schema"] == list(STEPS)


def test_it_comes_row_by_row(practice: Store) -> None:
    largest = practice.value("SELECT max(length(pdf)) FROM version_pdf")
    assert max(map(len, everything(practice))) < 2 * largest


def test_an_empty_vault_exports_its_tables(store: Store) -> None:
    exported = json.loads(export_everything(store))
    assert exported["tables"] == {name: [] for name in tables(store)}


@pytest.mark.parametrize("module", [people, agreement, session])
def test_every_list_and_record_is_exported_as_such(module: ModuleType) -> None:
    kinds = [kind for _, kind in inspect.getmembers(module, attrs.has) if kind in _SAME_NAME]
    assert kinds
    for kind in kinds:
        for name, hint in get_type_hints(kind).items():
            is_list = str(hint).startswith("tuple") or "Cadence" in str(hint)
            if is_list and name != "client_ids":
                assert (_SAME_NAME[kind], name) in _JSON_COLUMNS


def test_every_table_and_column_is_documented(store: Store) -> None:
    documented = DOCS.read_text(encoding="utf-8")
    for table in tables(store):
        section = documented.partition(f"### `{table}`")[2].partition("\n###")[0]
        assert section, f"{table} is not in {DOCS.name}"
        columns = [row[1] for row in store.db.execute(f"PRAGMA table_info({table})")]
        assert [name for name in columns if f"`{name}`" not in section] == [], table
