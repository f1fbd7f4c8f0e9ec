import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from coachdesk import backup_jobs
from coachdesk.crypto import vault
from coachdesk.crypto.backups.watch import Progress, Stage
from coachdesk.crypto.database import DATABASE_NAME
from coachdesk.errors import DiskFullError, StoppedError, WrongPassphraseError
from coachdesk.models.clock import Clock
from coachdesk.models.entities.backup import BackupFacts, BackupStage, Rehearsal, Restoration, WayIn
from coachdesk.models.profile import get_profile
from tests import agreeing, making
from tests.conftest import NOW
from tests.drivers.keeping import Keeping
from tests.drivers.keyboard import wait_until
from tests.drivers.practice import PASSPHRASE

RIGHT = WayIn(secret=PASSPHRASE)


def refuse(*_: object, **__: object) -> None:
    raise DiskFullError


@pytest.fixture
def keeping(tmp_path: Path, clock: Clock, qapp: QApplication) -> Iterator[Keeping]:
    opened = Keeping(tmp_path / "Mine.coachdesk", clock, agreeing.signed)
    yield opened
    opened.close()


@pytest.fixture
def backup(keeping: Keeping) -> BackupFacts:
    keeping.back_up()
    [made] = keeping.keeper.kept.backups
    return made


def outcome(keeping: Keeping) -> object:
    wait_until(lambda: not keeping.keeper.is_busy, "for the keeper")
    return keeping.told[-1]


def test_a_backup_is_made_and_listed(keeping: Keeping, backup: BackupFacts) -> None:
    assert keeping.told == [backup]
    assert (backup.made_at, backup.clients, backup.is_sound) == (NOW, 1, True)
    assert keeping.files == [backup.path]


def test_its_progress_is_told(keeping: Keeping, backup: BackupFacts) -> None:
    assert {one.stage for one in keeping.progress} == {
        BackupStage.COPYING,
        BackupStage.PACKING,
        BackupStage.CHECKING,
    }


def test_only_one_thing_is_done_at_a_time(keeping: Keeping) -> None:
    keeping.keeper.back_up(keeping.told.append)
    keeping.keeper.back_up(keeping.told.append)
    keeping.settle()
    assert len(keeping.told) == 1


def test_what_is_asked_for_meanwhile_is_passed_over(keeping: Keeping, backup: BackupFacts) -> None:
    keeping.keeper.back_up(keeping.told.append)
    keeping.keeper.check(
        backup.path, keeping.told.append, origin=keeping.origin, on_failed=keeping.told.append
    )
    keeping.settle()
    assert [type(one) for one in keeping.told] == [BackupFacts, BackupFacts]


def test_a_stopped_backup_leaves_nothing_and_is_no_failure(keeping: Keeping) -> None:
    keeping.keeper.back_up(on_failed=keeping.told.append)
    keeping.keeper.stop()
    keeping.settle()
    assert isinstance(keeping.failure(), StoppedError)
    assert (keeping.files, keeping.memory.failure) == ([], "")


def test_a_failure_is_told_and_remembered_until_one_succeeds(
    keeping: Keeping, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("coachdesk.crypto.backups.making.copy_database", refuse)
        keeping.back_up()
    wait_until(lambda: keeping.keeper.kept.failure, "for what went wrong")
    assert keeping.memory.failure.startswith("There is not enough room on the disk.")
    keeping.back_up()
    assert (keeping.memory.failure, keeping.keeper.kept.failure) == ("", "")


def test_who_has_left_is_not_told(keeping: Keeping, monkeypatch: pytest.MonkeyPatch) -> None:
    for patched in (None, "coachdesk.crypto.backups.making.copy_database"):
        if patched:
            monkeypatch.setattr(patched, refuse)
        gone = QObject()
        keeping.keeper.back_up(keeping.told.append, origin=gone, on_failed=keeping.told.append)
        gone.deleteLater()
        keeping.settle()
    assert keeping.told == []


def test_nobody_needs_to_ask(keeping: Keeping, monkeypatch: pytest.MonkeyPatch) -> None:
    keeping.keeper.back_up()
    keeping.settle()
    monkeypatch.setattr("coachdesk.crypto.backups.making.copy_database", refuse)
    keeping.keeper.back_up()
    keeping.settle()
    assert len(keeping.files) == 1


def test_saves_go_on_while_one_is_made(keeping: Keeping) -> None:
    keeping.keeper.back_up(keeping.told.append)
    keeping.do(making.an_engagement)
    keeping.settle()
    assert keeping.keeper.kept.failure == ""
    assert isinstance(keeping.told[-1], BackupFacts)


def test_a_check_counts_what_is_not_as_signed(keeping: Keeping, backup: BackupFacts) -> None:
    keeping.keeper.check(
        backup.path, keeping.told.append, origin=keeping.origin, on_failed=keeping.told.append
    )
    assert outcome(keeping) == 0


def test_a_flipped_bit_is_found_and_shown(keeping: Keeping, backup: BackupFacts) -> None:
    raw = bytearray(backup.path.read_bytes())
    raw[9_000] ^= 1
    backup.path.write_bytes(raw)
    keeping.keeper.check(
        backup.path, keeping.told.append, origin=keeping.origin, on_failed=keeping.told.append
    )
    outcome(keeping)
    wait_until(lambda: not keeping.keeper.kept.backups[0].is_sound, "for the list")
    assert keeping.failure().code == "damaged-backup"
    assert keeping.keeper.kept.last_good is None


@pytest.mark.parametrize("by_words", [False, True])
def test_a_rehearsal_says_what_would_come_back(keeping: Keeping, backup: BackupFacts, by_words: bool) -> None:
    way_in = WayIn(secret=keeping.words, is_words=True) if by_words else RIGHT
    keeping.keeper.try_out(
        backup.path, way_in, keeping.told.append, origin=keeping.origin, on_failed=keeping.told.append
    )
    found = outcome(keeping)
    assert isinstance(found, Rehearsal)
    assert (found.made_at, found.clients, found.altered) == (NOW, 1, 0)


def test_a_wrong_passphrase_is_told(keeping: Keeping, backup: BackupFacts) -> None:
    wrong = WayIn(secret="not this one")
    keeping.keeper.try_out(
        backup.path, wrong, keeping.told.append, origin=keeping.origin, on_failed=keeping.told.append
    )
    assert isinstance(outcome(keeping), WrongPassphraseError)
    assert "not this one" not in repr(wrong)


def test_a_vault_comes_back(keeping: Keeping, backup: BackupFacts, tmp_path: Path) -> None:
    back = tmp_path / "Back.coachdesk"
    wanted = Restoration(backup=backup.path, way_in=RIGHT, folder=back, passphrase="another river of words")
    keeping.keeper.restore(wanted, keeping.told.append, origin=keeping.origin, on_failed=keeping.told.append)
    assert outcome(keeping) is None
    with vault.unlock(back, "another river of words") as restored:
        assert keeping.restored == [(restored.vault_id, restored.generation())]


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def test_each_backup_goes_to_the_second_place(keeping: Keeping, stick: Path) -> None:
    keeping.keeper.choose_second_place(stick)
    keeping.back_up()
    place = keeping.keeper.kept.second_place
    assert place is not None
    assert (place.copied, place.copied_at, place.problem) == (keeping.files[0].name, NOW, "")
    assert [path.name for path in stick.iterdir()] == [place.copied]


def test_the_last_one_goes_there_as_soon_as_it_is_chosen(
    keeping: Keeping, backup: BackupFacts, stick: Path
) -> None:
    keeping.keeper.choose_second_place(stick)
    keeping.settle()
    assert [path.name for path in stick.iterdir()] == [backup.name]


def test_a_missing_stick_is_calm(keeping: Keeping, stick: Path) -> None:
    keeping.keeper.choose_second_place(stick / "unplugged")
    keeping.back_up()
    place = keeping.keeper.kept.second_place
    assert place is not None
    assert (place.is_there, place.problem, keeping.keeper.kept.failure) == (False, "", "")
    assert isinstance(keeping.told[-1], BackupFacts)


def test_a_full_stick_is_said_beside_it(
    keeping: Keeping, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup_jobs, "copy_to_second_place", refuse)
    keeping.keeper.choose_second_place(stick)
    keeping.back_up()
    place = keeping.keeper.kept.second_place
    assert place is not None
    assert place.problem.startswith("There is not enough room")
    assert isinstance(keeping.told[-1], BackupFacts)


def test_the_second_place_can_be_forgotten(keeping: Keeping, stick: Path) -> None:
    keeping.keeper.choose_second_place(stick)
    keeping.keeper.choose_second_place(None)
    assert keeping.keeper.kept.second_place is None


def test_leaving_backs_up_what_has_changed(keeping: Keeping) -> None:
    keeping.leave()
    assert [path.suffix for path in keeping.files] == [".coachdesk-backup"]


def test_leaving_makes_no_second_one_of_the_same(keeping: Keeping, backup: BackupFacts) -> None:
    keeping.leave()
    assert keeping.files == [backup.path]


def test_leaving_does_not_wait_for_a_large_vault(keeping: Keeping, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backup_jobs, "LEAVING_BYTES", 4096)
    keeping.leave()
    assert keeping.files == []


def test_leaving_breaks_off_what_takes_too_long(keeping: Keeping) -> None:
    ticking = iter(range(100))
    late = backup_jobs.LastMoment(
        maker=keeping.opened.backup_maker(),
        made_at=NOW,
        database=keeping.folder / DATABASE_NAME,
        clock=lambda: float(next(ticking)),
    )
    keeping.workspace.run_long(late)
    keeping.do(get_profile)
    assert (keeping.files, next(ticking) > 1) == ([], True)


def test_a_failure_on_leaving_blocks_nothing_and_is_told_at_the_next_start(
    keeping: Keeping, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coachdesk.crypto.backups.making.copy_database", refuse)
    keeping.leave()
    assert keeping.memory.failure.startswith("There is not enough room")


def test_a_store_that_does_not_answer_is_not_waited_for(
    keeping: Keeping, monkeypatch: pytest.MonkeyPatch
) -> None:
    let_go = threading.Event()
    monkeypatch.setattr(backup_jobs, "LEAVING_S", 0.0)
    keeping.workspace.run(lambda _store: let_go.wait(10))
    keeping.leave()
    let_go.set()
    assert keeping.memory.failure == ""


def test_leaving_in_the_middle_of_one_rolls_it_back(tmp_path: Path, clock: Clock, qapp: QApplication) -> None:
    keeping = Keeping(tmp_path / "Mine.coachdesk", clock)
    keeping.keeper.back_up()
    keeping.leave()
    keeping.close()
    assert keeping.files == []


def test_what_is_not_new_is_not_announced(keeping: Keeping, backup: BackupFacts) -> None:
    keeping.keeper.changed.connect(lambda: keeping.told.append("changed"))
    keeping.keeper.refresh()
    keeping.keeper.check(
        backup.path, keeping.told.append, origin=keeping.origin, on_failed=keeping.told.append
    )
    outcome(keeping)
    assert keeping.told == [backup, 0]


def test_an_unreadable_folder_leaves_the_list_as_it_was(
    keeping: Keeping, backup: BackupFacts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coachdesk.crypto.backups.shelf.Shelf.backups", refuse)
    keeping.keeper.refresh()
    keeping.do(get_profile)
    assert keeping.keeper.kept.backups == (backup,)


def test_of_an_earlier_key_no_counts_are_known(
    keeping: Keeping, backup: BackupFacts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coachdesk.crypto.backups.making.BackupMaker.inventory", refuse)
    found = backup_jobs.look(keeping.opened.backup_maker(), keeping.keeper.kept)
    assert (found.backups[0].clients, found.backups[0].is_sound) == (None, True)


def test_the_percentage_is_of_the_stage(keeping: Keeping) -> None:
    keeping.keeper._watch(Progress(Stage.COPYING, 30, 120))  # noqa: SLF001
    wait_until(lambda: keeping.progress, "for the progress")
    assert keeping.progress[0].percent == 25
