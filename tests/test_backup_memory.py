from datetime import UTC, datetime
from pathlib import Path

import pytest

from coachdesk.backup_memory import BackupMemory
from coachdesk.settings import Settings

AT = datetime(2026, 5, 14, 8, 0, tzinfo=UTC)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "settings.ini")


@pytest.fixture
def memory(settings: Settings) -> BackupMemory:
    return BackupMemory(settings, "0f" * 16)


def test_nothing_is_remembered_of_a_new_vault(memory: BackupMemory) -> None:
    assert (memory.second_place, memory.copied, memory.copied_at, memory.failure) == (None, "", None, "")


def test_place_copy_and_failure_are_remembered(memory: BackupMemory, settings: Settings) -> None:
    memory.second_place = Path("/media/stick")
    memory.remember_copy("one", AT)
    memory.failure = "There is not enough room on the disk."
    again = BackupMemory(settings, "0f" * 16)
    assert (again.second_place, again.copied, again.copied_at) == (Path("/media/stick"), "one", AT)
    assert again.failure == "There is not enough room on the disk."


def test_another_vault_knows_nothing_of_it(memory: BackupMemory, settings: Settings) -> None:
    memory.second_place = Path("/media/stick")
    assert BackupMemory(settings, "0e" * 16).second_place is None


def test_another_place_has_no_copy_yet(memory: BackupMemory) -> None:
    memory.second_place = Path("/media/stick")
    memory.remember_copy("one", AT)
    memory.second_place = None
    assert (memory.second_place, memory.copied, memory.copied_at) == (None, "", None)


def test_a_success_forgets_the_failure(memory: BackupMemory) -> None:
    memory.failure = "x"
    memory.failure = ""
    assert memory.failure == ""


def test_a_date_that_was_edited_is_none(memory: BackupMemory, settings: Settings) -> None:
    settings.put_text(f"backups-{'0f' * 16}/copied_at", "one day")
    assert memory.copied_at is None
