"""Fault 16: a signed agreement altered by a tool without scruples, or by old pages of the file."""

from contextlib import closing
from pathlib import Path

import pytest

from coachdesk.crypto import vault
from coachdesk.crypto.btree import TreeReader
from coachdesk.crypto.connection import PAGE_BYTES
from coachdesk.crypto.tables import read_contents
from coachdesk.models.agreement_page import open_agreement, page_of_version
from coachdesk.models.clock import Clock
from coachdesk.models.entities.ids import VersionId
from coachdesk.models.store import Store
from tests import agreeing
from tests.drivers.practice import PASSPHRASE, make_vault

GUARDS = "SELECT name FROM sqlite_schema WHERE type = 'trigger'"


@pytest.fixture
def folder(tmp_path: Path, clock: Clock) -> Path:
    return make_vault(tmp_path / "MyPractice.coachdesk", clock, agreeing.signed)


def is_flagged(folder: Path) -> bool:
    """Tell whether the page of the agreement says that it was altered."""
    with vault.unlock(folder, PASSPHRASE) as opened, closing(Store(opened.connect())) as store:
        version = VersionId(store.value("SELECT id FROM agreement_version"))
        return page_of_version(store, version_id=version).altered


def edit(folder: Path, statement: str) -> None:
    """Do what an editor of databases does that knows the key: take the guards away, and write."""
    with vault.unlock(folder, PASSPHRASE) as opened, closing(opened.connect()) as connection:
        for (name,) in connection.execute(GUARDS).fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(statement)


def test_an_agreement_that_nobody_touched_is_not_flagged(folder: Path) -> None:
    assert not is_flagged(folder)


@pytest.mark.fault(16)
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE clause SET agreed_words = 'We never meet' WHERE agreed_words <> ''",
        "UPDATE signature SET name = 'Somebody Else'",
        "UPDATE agreement_version SET review_on = '2030-01-01'",
        "DELETE FROM clause WHERE agreed_words <> ''",
    ],
)
def test_what_an_editor_changed_is_flagged(folder: Path, statement: str) -> None:
    edit(folder, statement)
    assert is_flagged(folder)


@pytest.mark.fault(16, control=True)
def test_without_the_chain_an_editor_would_go_unnoticed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: each fingerprint taken for right."""
    edit(folder, "UPDATE signature SET name = 'Somebody Else'")
    monkeypatch.setattr("coachdesk.models.agreement_page.is_chained", lambda _signatures: True)
    assert not is_flagged(folder)


@pytest.mark.fault(16)
def test_old_pages_put_back_are_flagged(tmp_path: Path, clock: Clock) -> None:
    """The seal of a page holds for each of its earlier states; the chain does not."""
    folder = make_vault(tmp_path / "MyPractice.coachdesk", clock, agreeing.begin)
    before, pages = (folder / "practice.db").read_bytes(), pages_of_clauses(folder)
    with vault.unlock(folder, PASSPHRASE) as opened, closing(Store(opened.connect(), clock)) as store:
        [engagement] = store.db.execute("SELECT id FROM engagement").fetchone()
        agreeing.sign_all(store, agreeing.make_ready(store, open_agreement(store, engagement_id=engagement)))
    after = bytearray((folder / "practice.db").read_bytes())
    for number in pages:
        page = slice((number - 1) * PAGE_BYTES, number * PAGE_BYTES)
        after[page] = before[page]
    (folder / "practice.db").write_bytes(after)
    assert is_flagged(folder)


def pages_of_clauses(folder: Path) -> set[int]:
    with vault.unlock(folder, PASSPHRASE) as opened:
        reader = TreeReader(opened.examiner().open_pages())
        contents = read_contents(reader)
        reader.seen.clear()
        list(reader.rows(next(table.root for table in contents.tables if table.name == "clause")))
        return reader.seen
