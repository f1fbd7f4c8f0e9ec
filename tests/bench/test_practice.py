import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from bench import practice
from bench.words import WORDS_A_NOTE, Prose
from coachdesk.models import clients
from coachdesk.models.finding import search


@pytest.fixture(autouse=True)
def _apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


def test_the_same_seed_gives_the_same_words() -> None:
    one, other = Prose(1), Prose(1)
    assert one.note() == other.note()
    assert one.prefixes(3, 5) == other.prefixes(3, 5)
    assert len(one.note().split()) == WORDS_A_NOTE


def test_the_driver_of_the_vault_is_prepared_before_anything_takes_another() -> None:
    asked = "import bench.practice, sqlite_utils.utils; print(sqlite_utils.utils.sqlite3.__name__)"
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)  # noqa: S603
    assert told.stdout.startswith("sqlcipher3")


def test_vault_and_plain_file_hold_the_same_practice() -> None:
    counts, found = [], []
    made = practice.practice(40)
    for path in (made.plain, made.vault):
        with practice.opened(path) as store:
            counts.append(
                [store.db[table].count for table in ("client", "session", "private_note", "pledge")]
            )
            found.append(search(store, "k"))
    assert counts[0] == counts[1] == [40, 40, 40, 40]
    assert found[0] == found[1]
    assert found[0].count > 40


def test_a_practice_is_made_once() -> None:
    made = practice.practice(40)
    before = made.plain.stat().st_mtime_ns
    assert practice.practice(40) == made
    assert made.plain.stat().st_mtime_ns == before


def test_what_is_written_into_a_lent_practice_stays_out_of_it() -> None:
    before = (practice.practice(40).vault / "practice.db").read_bytes()
    with practice.lent(40) as folder, practice.opened(folder) as store:
        clients.add_client(store, display_name="Somebody new")
        assert store.db["client"].count == 41
    assert (practice.practice(40).vault / "practice.db").read_bytes() == before
    assert not folder.exists()
