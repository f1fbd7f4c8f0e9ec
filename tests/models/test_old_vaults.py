import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from coachdesk.crypto import vault
from coachdesk.models.agreement_page import page_of_version
from coachdesk.models.finding import search
from coachdesk.models.schema import STEPS
from coachdesk.models.store import Store
from coachdesk.sample.vault import PASSPHRASE

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
        store = Store(opened.connect())
        yield store
        store.close()


def test_there_is_one_of_every_format() -> None:
    assert "v1" in KEPT


def test_every_row_is_still_there(old: Store, kept: str) -> None:
    counts = json.loads((DATA / f"{kept}.json").read_text(encoding="utf-8"))
    counts["_sqlite_migrations"] = len(STEPS)
    assert {name: old.value(f"SELECT count(*) FROM {name}") for name in counts} == counts  # noqa: S608  (our own names)


def test_what_was_signed_is_as_it_was(old: Store) -> None:
    signed = [row["id"] for row in old.db.query("SELECT id FROM agreement_version WHERE state = 'signed'")]
    assert signed
    assert not any(page_of_version(old, version_id=version).altered for version in signed)


def test_its_notes_are_found(old: Store) -> None:
    assert search(old, "tram").hits
