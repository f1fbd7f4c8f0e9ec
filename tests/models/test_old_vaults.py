"""A real vault of every format since the first: it opens, is brought up to date and says the same."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from coachdesk.crypto import vault
from coachdesk.exchange.everything import export_everything
from coachdesk.models.agreement_page import page_of_version
from coachdesk.models.finding import search
from coachdesk.models.schema import STEPS
from coachdesk.models.store import Store
from coachdesk.opening import connect
from coachdesk.sample.vault import PASSPHRASE
from tests.fingerprints import same_columns

DATA = Path(__file__).resolve().parents[1] / "data"
KEPT = sorted(path.stem for path in DATA.glob("*.coachdesk"))


@pytest.fixture(params=KEPT)
def kept(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def old(kept: str, tmp_path: Path) -> Iterator[Store]:
    folder = tmp_path / "old.coachdesk"
    shutil.copytree(DATA / f"{kept}.coachdesk", folder)
    with vault.unlock(folder, PASSPHRASE) as opened:
        store = Store(connect(opened))
        yield store
        store.close()


def test_there_is_one_of_every_format() -> None:
    schemas = [json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))["schema"] for name in KEPT]
    formats = [list(STEPS)[: count + 1] for count in range(len(STEPS))]
    assert schemas == formats


def test_it_exports_what_it_exported_then(old: Store, kept: str) -> None:
    then = json.loads((DATA / f"{kept}.json").read_text(encoding="utf-8"))["tables"]
    now = json.loads(export_everything(old))["tables"]
    assert same_columns(now, then) == then
    assert then["private_note"]["rows"] > 0


def test_what_was_signed_is_as_it_was(old: Store) -> None:
    signed = [row["id"] for row in old.db.query("SELECT id FROM agreement_version WHERE state = 'signed'")]
    assert signed
    assert not any(page_of_version(old, version_id=version).altered for version in signed)


def test_its_notes_are_found(old: Store) -> None:
    assert search(old, "tram").hits


def test_its_milestones_say_how_they_came_to_stand_as_they_do(old: Store) -> None:
    unexplained = """
        SELECT count(*) FROM milestone m WHERE m.state <> 'ahead' AND NOT EXISTS
          (SELECT 1 FROM milestone_turn t WHERE t.milestone_id = m.id AND t.state_after = m.state)"""
    assert old.value(unexplained) == 0


def test_what_was_said_about_the_work_is_found(old: Store) -> None:
    said = old.value("SELECT count(*) FROM feedback WHERE trim(sentence || answer || will_change) <> ''")
    assert old.value("SELECT count(*) FROM search_entry WHERE kind = 'feedback'") == said
