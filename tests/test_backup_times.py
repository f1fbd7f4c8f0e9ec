from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from coachdesk.backup_times import BackupTimes, is_due
from coachdesk.errors import StorageError
from coachdesk.models.clock import Clock
from coachdesk.models.entities.backup import BackupFacts
from coachdesk.models.store import Store
from tests.conftest import NOW
from tests.drivers.keeping import Keeping
from tests.drivers.keyboard import wait_until


def made(at: datetime, generation: int) -> BackupFacts:
    return BackupFacts(
        path=Path("b"), made_at=at, generation=generation, size=1, checked_at=at, is_sound=True
    )


NOON = datetime(2026, 5, 14, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("last", "is_first", "due"),
    [
        (None, False, True),
        (made(NOON - timedelta(days=9), 7), True, False),
        (made(NOON - timedelta(days=1), 6), False, True),
        (made(NOON - timedelta(hours=1), 6), False, False),
        (made(NOON - timedelta(hours=1), 6), True, True),
    ],
    ids=["never made", "nothing changed", "daily", "of today", "missed on leaving"],
)
def test_a_backup_is_due(last: BackupFacts | None, is_first: bool, due: bool) -> None:
    assert is_due(NOON, 7, last, is_first=is_first) is due


@pytest.fixture
def keeping(tmp_path: Path, clock: Clock, qapp: QApplication) -> Iterator[Keeping]:
    opened = Keeping(tmp_path / "Mine.coachdesk", clock)
    yield opened
    opened.close()


@pytest.fixture
def times(keeping: Keeping) -> Iterator[BackupTimes]:
    looking = BackupTimes(keeping.keeper, keeping.workspace)
    yield looking
    looking.stop()


def look(times: BackupTimes, keeping: Keeping, backups: int) -> None:
    times.look()
    wait_until(lambda: len(keeping.keeper.kept.backups) == backups, "for a backup")
    keeping.settle()


def test_the_first_look_makes_what_leaving_had_no_time_for(times: BackupTimes, keeping: Keeping) -> None:
    look(times, keeping, 1)
    assert keeping.keeper.kept.backups[0].made_at == NOW


def test_what_has_not_changed_is_not_backed_up_again(times: BackupTimes, keeping: Keeping) -> None:
    look(times, keeping, 1)
    look(times, keeping, 1)
    assert len(keeping.files) == 1


def test_the_second_place_gets_what_it_lacks(times: BackupTimes, keeping: Keeping, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    keeping.keeper.choose_second_place(stick)
    look(times, keeping, 1)
    stick.mkdir()
    times.look()
    wait_until(lambda: list(stick.iterdir()), "for the copy")
    keeping.settle()
    assert keeping.memory.copied == keeping.files[0].name


def test_a_vault_opened_to_read_only_is_left_alone(
    times: BackupTimes, keeping: Keeping, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coachdesk.models.store.Store.is_read_only", True)
    times.look()
    keeping.settle()
    assert not keeping.keeper.is_busy
    assert keeping.files == []


def test_a_vault_that_can_t_be_read_is_tried_again_later(
    times: BackupTimes, keeping: Keeping, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("coachdesk.backup_times._generation", refuse)
        times.look()
        keeping.settle()
    assert keeping.files == []
    look(times, keeping, 1)


def refuse(_store: Store) -> None:
    raise StorageError
