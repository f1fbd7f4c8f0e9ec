from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from coachdesk.reminders import Reminders
from coachdesk.settings import Settings
from coachdesk.views.reminder_card import ReminderCard
from coachdesk.workspace import Workspace
from tests.drivers.notices import SaidAloud


def made(
    workspace: Workspace, tmp_path: Path, qtbot: QtBot, *, is_possible: bool
) -> tuple[ReminderCard, Settings]:
    settings = Settings(tmp_path / "settings.ini")
    reminders = Reminders(workspace, settings, SaidAloud(is_possible=is_possible), workspace)
    card = ReminderCard(reminders)
    qtbot.addWidget(card)
    card.show()
    card.refresh()
    return card, settings


def test_it_is_off_until_a_choice_is_made(workspace: Workspace, tmp_path: Path, qtbot: QtBot) -> None:
    card, settings = made(workspace, tmp_path, qtbot, is_possible=True)
    assert card.options[0].isChecked()
    card.options[15].click()
    assert settings.reminder_minutes == 15


@pytest.mark.parametrize("is_possible", [True, False])
def test_a_desktop_that_shows_nothing_is_named(
    workspace: Workspace, tmp_path: Path, qtbot: QtBot, is_possible: bool
) -> None:
    card, _ = made(workspace, tmp_path, qtbot, is_possible=is_possible)
    assert card.problem.isVisible() is not is_possible
