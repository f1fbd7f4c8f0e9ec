"""Faults 9, 11 and 13: bits flipped in the database, its first bytes ruined, its journal lost or flipped.

Every flip is found, what can't be read is named, and nobody is ever shown a wrong text.
"""

import random
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from coachdesk import health
from coachdesk.crypto import vault
from coachdesk.crypto.btree import TreeReader
from coachdesk.crypto.connection import PAGE_BYTES, DatabaseError
from coachdesk.crypto.opened import OpenedVault
from coachdesk.crypto.pages import Pages
from coachdesk.crypto.tables import read_contents
from coachdesk.errors import KnownError
from coachdesk.models import notes
from coachdesk.models.clock import Clock
from coachdesk.models.store import Store
from tests import agreeing, making
from tests.drivers.practice import PASSPHRASE, make_vault

SESSIONS = 30
QUICK, MANY = 40, 500
FIRST_BYTES = 16
Notes = dict[str, str]


def half_a_year(store: Store) -> None:
    """Write notes short and long, and sign an agreement."""
    engagement = making.an_engagement(store)
    for number in range(SESSIONS):
        session = making.a_session(store, engagement, days=number)
        words = f"Session {number}: she said. " * (1 + number * 37)
        notes.save_note(store, session_id=session.id, body=words, revision=0)
    agreeing.signed(store, "Jonas Halden")


def read_notes(connection: Any) -> Notes:  # noqa: ANN401  (untyped driver)
    return dict(connection.execute("SELECT session_id, body FROM private_note NOT INDEXED").fetchall())


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Notes]:
    from coachdesk.models.clock import fixed_clock
    from tests.conftest import NOW

    folder = make_vault(tmp_path_factory.mktemp("whole") / "Whole.coachdesk", fixed_clock(NOW), half_a_year)
    with vault.unlock(folder, PASSPHRASE) as opened, closing(opened.connect()) as connection:
        return folder, read_notes(connection)


@pytest.fixture
def folder(whole: tuple[Path, Notes], tmp_path: Path) -> Path:
    return Path(shutil.copytree(whole[0], tmp_path / "MyPractice.coachdesk"))


def flip(database: Path, place: int, bit: int) -> None:
    content = bytearray(database.read_bytes())
    content[place] ^= 1 << bit
    database.write_bytes(content)


@pytest.mark.fault(9)
@pytest.mark.parametrize("count", [QUICK, pytest.param(MANY, marks=pytest.mark.slow)])
def test_every_flipped_bit_is_found(whole: tuple[Path, Notes], folder: Path, count: int) -> None:
    rng = random.Random(count)  # noqa: S311  (the same every time)
    sound = (folder / "practice.db").read_bytes()
    with vault.unlock_damaged(folder, PASSPHRASE) as opened:
        for _ in range(count):
            place, bit = rng.randrange(FIRST_BYTES, len(sound)), rng.randrange(8)
            flip(folder / "practice.db", place, bit)
            assert opened.examiner().problems(), (place, bit)
            assert_no_wrong_text(opened, whole[1])
            (folder / "practice.db").write_bytes(sound)


def assert_no_wrong_text(opened: OpenedVault, before: Notes) -> None:
    """Read each note on its own: it is as it was, or there is an error in its place."""
    for session_id, words in before.items():
        try:
            with closing(opened.connect()) as connection:
                row = connection.execute(
                    "SELECT body FROM private_note WHERE session_id = ?", [session_id]
                ).fetchone()
        except (DatabaseError, KnownError):
            continue
        assert row == (words,)


IV_AT = PAGE_BYTES - 80  # a bit flipped there flips one bit of the text, and no more


def flip_a_letter(folder: Path) -> None:
    """Change a letter in the rest of the longest note."""
    seen: list[int] = []
    with vault.unlock_damaged(folder, PASSPHRASE) as opened:
        reader = TreeReader(Listening(opened.examiner().open_pages(), seen))
        texts = (str(row.cells[1]) for row in reader.rows(root_of_notes(reader)))
        next(text for text in texts if f"Session {SESSIONS - 1}:" in text)
    flip(folder / "practice.db", (seen[-1] - 1) * PAGE_BYTES + IV_AT + 10, 0)


def root_of_notes(reader: TreeReader) -> int:
    return next(table.root for table in read_contents(reader).tables if table.name == "private_note")


@pytest.mark.fault(9)
def test_what_a_flip_costs_is_named_and_the_rest_is_saved(
    whole: tuple[Path, Notes], folder: Path, tmp_path: Path
) -> None:
    flip_a_letter(folder)
    with vault.unlock_damaged(folder, PASSPHRASE) as opened:
        lost = health.save_readable(opened, tmp_path / "New.coachdesk")
        assert lost == health.lost_records(opened)
    with (
        vault.unlock(tmp_path / "New.coachdesk", PASSPHRASE) as saved,
        closing(saved.connect()) as connection,
    ):
        kept = read_notes(connection)
    assert [record.text() for record in lost] == [f"Session {SESSIONS} with Mira Solano: private notes"]
    assert kept.items() < whole[1].items()
    assert len(kept) == len(whole[1]) - 1


@pytest.mark.fault(9, control=True)
def test_without_the_seal_on_each_page_the_letter_would_be_shown(
    whole: tuple[Path, Notes], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: the same reader, with its comparison of seals taken away."""
    flip_a_letter(folder)
    monkeypatch.setattr("coachdesk.crypto.pages.hmac.compare_digest", lambda _seen, _sealed: True)
    with vault.unlock_damaged(folder, PASSPHRASE) as opened:
        reader = TreeReader(opened.examiner().open_pages())
        read = {str(row.cells[0]): str(row.cells[1]) for row in reader.rows(root_of_notes(reader))}
        assert opened.examiner().lost() == ()
    assert [key for key in read if read[key] != whole[1][key]]


class Listening:
    """Pages that note which of them were read."""

    def __init__(self, pages: Pages, seen: list[int]) -> None:
        self._pages = pages
        self._seen = seen

    def read(self, number: int) -> bytes:
        self._seen.append(number)
        return self._pages.read(number)


@pytest.mark.fault(11)
def test_ruined_first_bytes_are_mended_by_the_next_save(
    whole: tuple[Path, Notes], folder: Path, clock: Clock
) -> None:
    database = folder / "practice.db"
    sound = database.read_bytes()[:FIRST_BYTES]
    database.write_bytes(bytes(FIRST_BYTES) + database.read_bytes()[FIRST_BYTES:])
    with vault.unlock(folder, PASSPHRASE) as opened, closing(Store(opened.connect(), clock)) as store:
        assert read_notes(store.db.conn) == whole[1]
        making.an_engagement(store, "Zoë Brandt")
    assert database.read_bytes()[:FIRST_BYTES] == sound


def crash_in_the_middle(folder: Path, to: Path, statement: str) -> Path:
    """Copy a vault as a crash in the middle of a save leaves it."""
    with vault.unlock(folder, PASSPHRASE) as opened, closing(opened.connect()) as connection:
        connection.execute("PRAGMA cache_size = 5")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(statement)
        shutil.copytree(folder, to)
        connection.execute("ROLLBACK")
    return to / "practice.db-journal"


SMALL = "UPDATE check_in SET focus = 'x'"
BIG = "UPDATE private_note SET body = body || body"


def middle_flipped(journal: Path) -> None:
    flip(journal, journal.stat().st_size // 2, 0)


def test_a_crash_is_rolled_back(whole: tuple[Path, Notes], folder: Path, tmp_path: Path) -> None:
    crash_in_the_middle(folder, tmp_path / "Crashed", BIG)
    assert state_after(tmp_path / "Crashed") == whole[1]


@pytest.mark.fault(13)
@pytest.mark.parametrize("harm", [Path.unlink, middle_flipped])
def test_a_small_save_whose_journal_is_lost_opens(
    whole: tuple[Path, Notes], folder: Path, tmp_path: Path, harm: Callable[[Path], None]
) -> None:
    journal = crash_in_the_middle(folder, tmp_path / "Crashed", SMALL)
    if journal.exists():
        harm(journal)
    assert state_after(tmp_path / "Crashed") == whole[1]


@pytest.mark.fault(13)
@pytest.mark.parametrize("harm", [Path.unlink, middle_flipped])
def test_a_big_save_whose_journal_is_lost_is_called_damaged(
    folder: Path, tmp_path: Path, harm: Callable[[Path], None]
) -> None:
    harm(crash_in_the_middle(folder, tmp_path / "Crashed", BIG))
    assert state_after(tmp_path / "Crashed") is None


def state_after(folder: Path) -> Notes | None:
    """Return the notes of a vault that passes its check, None where it does not."""
    try:
        with vault.unlock(folder, PASSPHRASE) as opened:
            if opened.examiner().problems():
                return None
            with closing(opened.connect()) as connection:
                return read_notes(connection)
    except KnownError:
        return None
