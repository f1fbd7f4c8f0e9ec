"""Checking the vault beside the window, with real vaults."""

import itertools
import sys
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from attrs import evolve

from coachdesk import health
from coachdesk.crypto.connection import PAGE_BYTES
from coachdesk.errors import InvalidInputError, KnownError
from coachdesk.health_keeper import HealthKeeper
from coachdesk.models.clock import Clock
from coachdesk.models.remembered import Key, recall, remember
from coachdesk.theme import Theme
from tests import making
from tests.drivers.fixtures import Begin, begin, papers
from tests.drivers.keyboard import wait_until
from tests.drivers.practice import Practice

__all__ = ["begin", "papers"]


@pytest.fixture
def practice(begin: Begin) -> Practice:
    return begin(lambda store: making.hand_out(store, making.a_session(store, making.an_engagement(store))))


@pytest.fixture
def keeper(practice: Practice) -> HealthKeeper:
    found = practice.context.health
    assert isinstance(found, HealthKeeper)
    return found


def check(keeper: HealthKeeper, practice: Practice) -> None:
    keeper.check()
    wait_until(lambda: not keeper.is_busy, "for the check")
    practice.settle()


def ruin(practice: Practice, *pages: int) -> None:
    database = practice.gateway.opened.folder / "practice.db"
    content = bytearray(database.read_bytes())
    for page in pages:
        content[page * PAGE_BYTES - 200] ^= 1
    database.write_bytes(content)


def root_of(practice: Practice, table: str) -> int:
    sql = "SELECT rootpage FROM sqlite_schema WHERE name = ?"
    return int(practice.do(lambda store: store.value(sql, [table])))


def test_a_whole_vault_is_found_whole_and_that_is_remembered(
    keeper: HealthKeeper, practice: Practice
) -> None:
    check(keeper, practice)
    assert keeper.report is not None
    assert keeper.report.is_whole
    at = practice.context.workspace.now()
    assert keeper.last_whole == at
    assert practice.do(lambda store: recall(store, Key.FULL_CHECK_AT)) == at.isoformat()


def test_damage_is_named_and_told(keeper: HealthKeeper, practice: Practice) -> None:
    ruin(practice, root_of(practice, "shared_text"))
    check(keeper, practice)
    assert keeper.report is not None
    assert [record.text() for record in keeper.report.lost] == [
        "Session 1 with Mira Solano: what the client receives"
    ]
    assert practice.notices[-1].startswith("A part of this vault is damaged.")
    assert practice.do(lambda store: recall(store, Key.FULL_CHECK_AT)) is None


def test_saving_goes_on_during_a_check(
    keeper: HealthKeeper, practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading, saved = threading.Event(), threading.Event()
    really = health.full_check

    def slowly(*given: object) -> object:
        reading.set()
        assert saved.wait(10)
        return really(*given)  # type: ignore[arg-type]  # handed on as given

    monkeypatch.setattr(health, "full_check", slowly)
    keeper.check()
    assert reading.wait(10)
    practice.do(lambda store: making.an_engagement(store, "Jonas Halden").id)
    saved.set()
    wait_until(lambda: not keeper.is_busy, "for the check")
    practice.settle()
    assert keeper.report is not None
    assert keeper.report.is_whole


def test_what_only_looked_like_damage_is_looked_at_again(
    keeper: HealthKeeper, practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    really, reports = health.full_check, []

    def torn_at_first(*given: object) -> object:
        reports.append(really(*given))  # type: ignore[arg-type]  # handed on as given
        return reports[-1] if len(reports) > 1 else evolve(reports[-1], is_whole=False)

    monkeypatch.setattr(health, "full_check", torn_at_first)
    check(keeper, practice)
    assert len(reports) == 2
    assert keeper.report is not None
    assert keeper.report.is_whole


def test_a_vault_that_was_written_meanwhile_is_read_once_more(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = [("torn",), ("torn",), ()]
    generations = iter([1, 2, 2, 3, 3, 3])
    monkeypatch.setattr(health, "_generation", lambda _vault: next(generations))
    monkeypatch.setattr("coachdesk.crypto.health.Examiner.problems", lambda *_: found.pop(0))
    report = health.full_check(practice.gateway.opened, practice.context.workspace.now)
    assert (report.is_whole, found) == (True, [])


def test_a_vault_that_is_always_written_is_left_to_a_second_look(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    generations = itertools.count()
    monkeypatch.setattr(health, "_generation", lambda _vault: next(generations))
    monkeypatch.setattr("coachdesk.crypto.health.Examiner.problems", lambda *_: ("torn",))
    report = health.full_check(practice.gateway.opened, practice.context.workspace.now)
    assert (report.is_whole, report.lost) == (False, ())


def test_a_check_that_is_stopped_says_nothing(
    keeper: HealthKeeper, practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    failures: list[KnownError] = []
    keeper.failed.connect(failures.append)
    really = health.full_check

    def stopped(*given: object) -> object:
        keeper.stop()
        return really(*given)  # type: ignore[arg-type]  # handed on as given

    monkeypatch.setattr(health, "full_check", stopped)
    check(keeper, practice)
    assert (keeper.report, failures) == (None, [])


def test_a_check_that_can_not_be_made_says_why(
    keeper: HealthKeeper, practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    failures: list[KnownError] = []
    keeper.failed.connect(failures.append)

    def fail(*_: object) -> None:
        raise InvalidInputError

    monkeypatch.setattr(health, "full_check", fail)
    check(keeper, practice)
    assert len(failures) == 1


@pytest.mark.parametrize(("days", "is_due"), [(8, True), (6, False)])
def test_once_a_week_it_is_due(begin: Begin, clock: Clock, days: int, is_due: bool) -> None:
    before = (clock() - timedelta(days=days)).isoformat()
    practice = begin(lambda store: remember(store, Key.FULL_CHECK_AT, before))
    keeper = practice.context.health
    assert isinstance(keeper, HealthKeeper)
    keeper.check_weekly()
    assert keeper.is_busy is is_due
    wait_until(lambda: not keeper.is_busy, "for the check")
    practice.settle()


def test_it_is_checked_by_itself_only_once_while_the_vault_is_open(
    keeper: HealthKeeper, practice: Practice
) -> None:
    check(keeper, practice)
    keeper.last_whole = None
    keeper.check_weekly()
    assert not keeper.is_busy


def test_one_check_at_a_time(keeper: HealthKeeper, practice: Practice) -> None:
    told: list[bool] = []
    keeper.busy_changed.connect(told.append)
    keeper.check()
    keeper.check()
    wait_until(lambda: not keeper.is_busy, "for the check")
    practice.settle()
    assert told == [True, False]


def test_a_vault_that_is_only_read_remembers_nothing(practice: Practice, theme: Theme, clock: Clock) -> None:
    folder = practice.gateway.opened.folder
    practice.close_vault()
    reading = Practice(folder, theme, clock, around=lambda connect: connect)
    reading.gateway.opened.is_read_only = True
    reading.begin()
    keeper = reading.context.health
    assert isinstance(keeper, HealthKeeper)
    check(keeper, reading)
    assert keeper.last_whole == clock()
    assert reading.do(lambda store: recall(store, Key.FULL_CHECK_AT)) is None
    assert reading.window.trouble.text.startswith("Opened to read only")
    reading.close()


def test_damage_that_shows_on_opening_starts_a_check(practice: Practice, theme: Theme, clock: Clock) -> None:
    page, folder = root_of(practice, "organisation"), practice.gateway.opened.folder
    practice.close_vault()
    content = bytearray((folder / "practice.db").read_bytes())
    content[page * PAGE_BYTES - 200] ^= 1
    (folder / "practice.db").write_bytes(content)
    again = Practice(folder, theme, clock)
    again.begin()
    keeper = again.context.health
    assert keeper is not None
    wait_until(lambda: not keeper.is_busy and keeper.report is not None, "for the check")
    again.settle()
    assert "damaged" in again.notices[-1]
    again.close()


def test_what_can_be_read_goes_into_a_new_vault(
    keeper: HealthKeeper, practice: Practice, tmp_path: Path
) -> None:
    ruin(practice, root_of(practice, "shared_text"))
    lost: list[object] = []
    keeper.save_readable(tmp_path / "New", lost.append, origin=practice.desk, on_failed=lost.append)
    practice.settle()
    assert len(lost) == 1
    assert "what the client receives" in str(lost[0])
    assert (tmp_path / "New" / "practice.db").is_file()


def test_the_lock_is_still_held_after_a_check(keeper: HealthKeeper, practice: Practice) -> None:
    if sys.platform != "linux":
        pytest.skip("only Linux lists who has locked what")
    ruin(practice, root_of(practice, "shared_text"))
    practice.do(lambda store: making.an_engagement(store, "Jonas Halden").id)
    check(keeper, practice)
    number = (practice.gateway.opened.folder / "practice.db").stat().st_ino
    locks = Path("/proc/locks").read_text(encoding="ascii").splitlines()
    assert [line for line in locks if f":{number} " in line and "WRITE" in line and "POSIX" in line]
