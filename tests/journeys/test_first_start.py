"""From nothing to the desk, and in again the next day, by keyboard alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from coachdesk.theme import Theme
from tests.drivers.first_start import Entrance, live_in
from tests.drivers.keyboard import focused, front, words_in_sight


@pytest.fixture
def entrance(
    tmp_path: Path, theme: Theme, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Entrance]:
    live_in(tmp_path, monkeypatch)
    opened = Entrance(tmp_path, theme, qapp)
    opened.open()
    yield opened
    opened.quit()


def test_the_first_start_leads_from_the_welcome_to_the_desk(entrance: Entrance, tmp_path: Path) -> None:
    entrance.set_up()
    assert front().windowTitle() == "CoachDesk"
    assert focused().accessibleName() == "Add your first client"
    assert {path.name for path in (tmp_path / "MyPractice.coachdesk").iterdir()} >= {
        "practice.db",
        "practice.keys",
        "practice.keys.bak",
    }


def test_the_next_start_asks_for_the_passphrase_and_nothing_else(entrance: Entrance) -> None:
    entrance.set_up()
    entrance.quit()
    entrance.open()
    entrance.wait_for("Your practice is locked.")
    assert focused().accessibleName() == "Passphrase"
    entrance.unlock()
    entrance.wait_for("A quiet desk")


def test_a_start_broken_off_goes_on_from_the_kit(entrance: Entrance) -> None:
    entrance.choose_place()
    entrance.choose_passphrase()
    entrance.quit()
    entrance.open()
    entrance.unlock()
    entrance.wait_for("Your recovery kit")
    assert "Step 3 of 4" in words_in_sight()
