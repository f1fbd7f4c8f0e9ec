from datetime import UTC, datetime
from pathlib import Path

import pytest

from coachdesk.crypto.backups.shelf import Check, Shelf, name_of
from coachdesk.errors import StorageError
from tests.crypto.backups.conftest import MADE_AT, raising

LATER = datetime(2026, 5, 20, 9, 30, 15, tzinfo=UTC)


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    made = Shelf(tmp_path / "backups")
    made.prepare()
    for moment, generation in ((MADE_AT, 4), (LATER, 12)):
        (made.folder / name_of(moment, generation)).write_bytes(b"x" * generation)
    return made


def test_the_newest_comes_first(shelf: Shelf) -> None:
    facts = [(one.made_at, one.generation, one.size, one.is_sound) for one in shelf.backups()]
    assert facts == [(LATER, 12, 12, True), (MADE_AT, 4, 4, True)]


def test_one_just_made_was_checked_then(shelf: Shelf) -> None:
    assert shelf.backups()[0].check == Check(at=LATER, is_sound=True)


def test_strangers_are_passed_over(shelf: Shelf) -> None:
    for name in (
        "notes.txt",
        "CoachDesk-old.coachdesk-backup",
        "CoachDesk-2026-13-41-000000-1.coachdesk-backup",
    ):
        (shelf.folder / name).touch()
    assert len(shelf.backups()) == 2


def test_a_check_is_remembered(shelf: Shelf) -> None:
    newest = shelf.backups()[0]
    shelf.remember_check(newest.path, at=LATER, is_sound=False)
    assert Shelf(shelf.folder).backups()[0].check == Check(at=LATER, is_sound=False)
    assert not shelf.backups()[0].is_sound


def test_checks_of_what_is_gone_are_forgotten(shelf: Shelf) -> None:
    newest, oldest = shelf.backups()
    shelf.remember_check(oldest.path, at=LATER, is_sound=True)
    oldest.path.unlink()
    shelf.remember_check(newest.path, at=LATER, is_sound=True)
    assert oldest.path.name not in (shelf.folder / "checks.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("content", [b"", b"[]", b'{"a": 1}', b'{"a": {"at": "x", "sound": true}}'])
def test_lost_checks_cost_nothing_else(shelf: Shelf, content: bytes) -> None:
    (shelf.folder / "checks.json").write_bytes(content)
    assert len(shelf.backups()) == 2


def test_a_check_that_can_t_be_noted_is_forgotten(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coachdesk.crypto.backups.shelf.write_atomically", raising(StorageError()))
    shelf.remember_check(shelf.backups()[0].path, at=LATER, is_sound=False)
    assert shelf.backups()[0].is_sound


def test_preparing_clears_what_was_half_written(shelf: Shelf) -> None:
    (shelf.folder / ".CoachDesk-2026.0a1b.tmp").touch()
    (shelf.folder / ".CoachDesk-2026.0a1b.tmp-journal").touch()
    shelf.prepare()
    assert {path.suffix for path in shelf.folder.iterdir()} == {".coachdesk-backup"}
    assert shelf.folder.stat().st_mode & 0o777 == 0o700


def test_a_folder_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    assert Shelf(tmp_path / "nowhere").backups() == ()


def test_a_folder_that_can_t_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StorageError):
        Shelf(tmp_path / "file" / "backups").prepare()


def test_a_folder_that_can_t_be_read_is_told(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coachdesk.crypto.backups.shelf._backup", raising(OSError(5, "input/output error")))
    with pytest.raises(StorageError):
        shelf.backups()
