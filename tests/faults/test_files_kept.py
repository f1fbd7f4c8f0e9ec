"""Files of a session through kills, flipped bits, a full disk, a lock and the loss of all but a backup."""

import contextlib
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TypeVar

import pytest

from coachdesk import health
from coachdesk.crypto import vault
from coachdesk.crypto.backups.making import back_up
from coachdesk.crypto.backups.reading import open_with_passphrase
from coachdesk.crypto.backups.restoring import restore
from coachdesk.crypto.connection import find_damage
from coachdesk.models import attachments
from coachdesk.models.attachments import PART_BYTES, attachments_of_session, clear_leftovers
from coachdesk.models.clock import Clock
from coachdesk.models.document_check import altered_documents
from coachdesk.models.entities.session import Session
from coachdesk.models.store import Store
from coachdesk.views.sessions.session_panel import SessionPanel
from tests import attaching, making
from tests.conftest import NOW
from tests.drivers.coach import Coach
from tests.drivers.fixtures import Begin
from tests.drivers.keyboard import wait_until
from tests.drivers.practice import CHEAP, PASSPHRASE, make_vault
from tests.drivers.processes import ROOT
from tests.faults.test_full_disk import NO_ROOM, limit_pages

T = TypeVar("T")
CONTENT = random.Random(5).randbytes(4 * PART_BYTES + 3)  # noqa: S311  (the same every time)
NEW = "another way in"


class Kept:
    """A vault with a session, opened anew each time somebody looks."""

    def __init__(self, folder: Path, clock: Clock, *jobs: Callable[[Store, Session], object]) -> None:
        self.sessions: list[Session] = []
        self.folder = make_vault(folder, clock, self._begin)
        for job in jobs:
            self.do(lambda store, job=job: job(store, self.session))  # type: ignore[misc]

    def _begin(self, store: Store) -> None:
        self.sessions.append(making.a_session(store, making.an_engagement(store)))

    @property
    def session(self) -> Session:
        return self.sessions[0]

    def do(self, job: Callable[[Store], T]) -> T:
        """Open the vault, run a job and close it."""
        with vault.unlock(self.folder, PASSPHRASE) as opened, closing(Store(opened.connect())) as store:
            return job(store)

    def problems(self) -> list[str]:
        """Return what both checks find."""
        found: list[str] = []
        with vault.unlock(self.folder, PASSPHRASE) as opened:
            for check in ("cipher_integrity_check", "integrity_check"):
                with closing(opened.connect()) as connection:
                    found += find_damage(connection, check)
        return found


@pytest.fixture
def kept(tmp_path: Path, clock: Clock) -> Kept:
    return Kept(tmp_path / "MyPractice.coachdesk", clock, add_flipchart)


def add_flipchart(store: Store, session: Session) -> None:
    attaching.a_file(store, session, "Flipchart.bin", CONTENT)


def pass_by() -> None:
    """Let nobody through."""


def kill_an_adder(kept: Kept, care: str, wait_s: float) -> None:
    """Kill a process that adds files, so long after it has begun."""
    command = [
        sys.executable,
        "-m",
        "tests.torture.adder",
        str(kept.folder),
        PASSPHRASE,
        kept.session.id,
        care,
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:  # noqa: S603
        assert process.stdout is not None
        next(iter(process.stdout))
        time.sleep(wait_s)
        process.kill()


@pytest.mark.fault(1)
@pytest.mark.skipif(os.name != "posix", reason="kills as POSIX does")
def test_a_kill_leaves_every_file_whole_or_not_there(tmp_path: Path, clock: Clock) -> None:
    kept, left, whole = Kept(tmp_path / "MyPractice.coachdesk", clock), 0, 0
    for wait_s in (0.02, 0.05, 0.08, 0.12, 0.2):
        kill_an_adder(kept, "careful", wait_s)
        assert kept.problems() == []
        assert kept.do(lambda store: attachments.altered_files(store, pass_by)) == ()
        whole = len(kept.do(lambda store: attachments_of_session(store, kept.session.id)))
        left += parts(kept) - 12 * whole
    assert left > 0  # the kills have met what they were for
    kept.do(lambda store: clear_leftovers(store, pass_by))
    assert parts(kept) == 12 * whole


def parts(kept: Kept) -> int:
    return int(kept.do(lambda store: store.value("SELECT count(*) FROM attachment_part")))


@pytest.mark.fault(1, control=True)
@pytest.mark.skipif(os.name != "posix", reason="kills as POSIX does")
def test_a_file_whose_name_came_first_would_be_broken(tmp_path: Path, clock: Clock) -> None:
    kept = Kept(tmp_path / "MyPractice.coachdesk", clock)
    kill_an_adder(kept, "careless", 0.05)
    assert kept.do(lambda store: attachments.altered_files(store, pass_by)) != ()


def test_the_next_opening_clears_what_a_kill_has_left(begin: Begin) -> None:
    coach = Coach(begin(lambda store: store.db.execute(_LEFT)))
    wait_until(lambda: not count(coach, "attachment_part"), "for the parts to go")


_LEFT = "INSERT INTO attachment_part VALUES ('killed', 0, x'00', '', ''), ('killed', 1, x'00', '', '')"


@pytest.mark.fault(9)
def test_a_flipped_bit_in_a_file_is_found_and_the_file_named(kept: Kept) -> None:
    database = kept.folder / "practice.db"
    raw = bytearray(database.read_bytes())
    raw[len(raw) // 2] ^= 1  # most of the vault is this file
    database.write_bytes(raw)
    with vault.unlock_damaged(kept.folder, PASSPHRASE) as opened:
        report = health.full_check(opened, lambda: NOW)
    assert not report.is_whole
    assert "A part of the file “Flipchart.bin”" in [one.text() for one in report.lost]


def alter(store: Store) -> None:
    """Change a file as an editor of databases would: every page is in order."""
    with store.transaction():
        store.db.execute("UPDATE attachment_part SET content = x'00' WHERE position = 1")


@pytest.mark.fault(16)
def test_a_file_that_was_changed_in_an_editor_is_named(kept: Kept) -> None:
    kept.do(alter)
    with vault.unlock(kept.folder, PASSPHRASE) as opened:
        report = health.full_check(opened, lambda: NOW)
    assert report.is_whole
    assert [one.text() for one in report.altered] == [
        "The file “Flipchart.bin” of Mira Solano is not what was added"
    ]


@pytest.mark.fault(17)
def test_a_file_that_does_not_fit_is_not_kept_and_the_next_one_is(planned: Coach, tmp_path: Path) -> None:
    page = planned.practice.window.page
    assert isinstance(page, SessionPanel)
    assert page.view is not None
    strip = page.view.files
    path = tmp_path / "a.bin"
    path.write_bytes(CONTENT)
    limit_pages(planned)
    strip.add_files([path])
    settle(planned)
    assert NO_ROOM in strip.problem.said
    assert count(planned, "attachment") == 0
    planned.practice.do(lambda store: store.db.execute("PRAGMA max_page_count = 100000").fetchall())
    strip.add_files([path])
    settle(planned)
    assert (count(planned, "attachment"), count(planned, "attachment_part")) == (1, 5)


def settle(coach: Coach) -> None:
    wait_until(lambda: not coach.practice.context.files.uploads, "for the files")
    coach.practice.settle()


def count(coach: Coach, table: str) -> int:
    return coach.practice.do(lambda store: store.db[table].count)


@pytest.mark.fault(27)
def test_a_lock_finishes_a_small_file_and_stops_a_large_one(planned: Coach, tmp_path: Path) -> None:
    page = planned.practice.window.page
    assert isinstance(page, SessionPanel)
    assert page.view is not None
    small, large = tmp_path / "small.bin", tmp_path / "large.bin"
    small.write_bytes(b"three boats")
    large.write_bytes(bytes(60 * 1024 * 1024))
    page.view.files.add_files([small, large])
    wait_until(lambda: len(planned.practice.context.files.uploads) == 1, "for the small one")
    assert planned.practice.desk.come_to_rest()
    assert planned.practice.context.files.uploads == ()
    names = planned.practice.do(lambda store: [row["name"] for row in store.db["attachment"].rows])
    assert names == ["small.bin"]


@pytest.mark.fault(29)
def test_files_come_back_from_a_backup_as_they_were(kept: Kept, tmp_path: Path) -> None:
    with vault.unlock(kept.folder, PASSPHRASE) as opened:
        backup = back_up(opened, NOW).path
    with open_with_passphrase(backup, PASSPHRASE) as found:
        assert found.check(inspect=altered_documents) == ()
        restore(found, tmp_path / "Back.coachdesk", NEW, cost=CHEAP)
    with vault.unlock(tmp_path / "Back.coachdesk", NEW) as back, closing(Store(back.connect())) as store:
        [file] = attachments_of_session(store, kept.session.id)
        assert attachments.whole(store, pass_by, attachment_id=file.id) == CONTENT


@pytest.mark.fault(29, control=True)
def test_a_rehearsal_finds_a_file_that_is_not_what_was_added(kept: Kept) -> None:
    kept.do(alter)
    with vault.unlock(kept.folder, PASSPHRASE) as opened:
        backup = back_up(opened, NOW).path
    with contextlib.closing(open_with_passphrase(backup, PASSPHRASE)) as found:
        assert len(found.check(inspect=altered_documents)) == 1
