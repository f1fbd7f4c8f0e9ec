from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from coachdesk.settings import Settings
from coachdesk.views.lock_card import LockCard


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "settings.ini")


def test_the_minutes_in_force_are_chosen(settings: Settings, qtbot: QtBot) -> None:
    settings.lock_minutes = 15
    card = LockCard(settings)
    qtbot.addWidget(card)
    assert [minutes for minutes, option in card.options.items() if option.isChecked()] == [15]


def test_a_choice_counts_at_once(settings: Settings, qtbot: QtBot) -> None:
    card = LockCard(settings)
    qtbot.addWidget(card)
    card.options[5].click()
    assert settings.lock_minutes == 5


def test_tab_leads_to_the_minutes_in_force(settings: Settings, qtbot: QtBot) -> None:
    card = LockCard(settings)
    qtbot.addWidget(card)
    card.show()
    reached = [
        minutes for minutes, option in card.options.items() if option.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    assert reached == [10]
