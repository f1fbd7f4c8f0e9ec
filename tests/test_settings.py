from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray

from coachdesk.settings import Settings
from coachdesk.theme import Appearance


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.ini"


def test_a_first_start_knows_no_vault(file: Path) -> None:
    assert Settings(file).vault is None


def test_what_is_set_is_there_the_next_time(file: Path) -> None:
    settings = Settings(file)
    settings.vault = Path("/home/ines/Praxis.coachdesk")
    settings.appearance = Appearance.DARK
    settings.geometry = QByteArray(b"here")
    settings.sync()
    again = Settings(file)
    assert (again.vault, again.appearance) == (Path("/home/ines/Praxis.coachdesk"), Appearance.DARK)
    assert again.geometry == QByteArray(b"here")


def test_an_unknown_appearance_follows_the_system(file: Path) -> None:
    file.parent.mkdir()
    file.write_text("[window]\nappearance=sepia\n")
    assert Settings(file).appearance is Appearance.SYSTEM


def test_a_vault_locks_after_ten_minutes_unless_the_coach_chose_otherwise(file: Path) -> None:
    assert Settings(file).lock_minutes == 10
    settings = Settings(file)
    settings.lock_minutes = 30
    settings.sync()
    assert Settings(file).lock_minutes == 30


@pytest.mark.parametrize("stored", ["0", "100000", "-5", "soon"])
def test_a_time_that_nobody_could_choose_is_not_believed(file: Path, stored: str) -> None:
    file.parent.mkdir()
    file.write_text(f"[lock]\nminutes={stored}\n")
    assert Settings(file).lock_minutes == 10
