from datetime import timedelta

import pytest
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from coachdesk.models import kit_care
from coachdesk.models.clock import fixed_clock
from coachdesk.models.entities.people import CoachProfile
from coachdesk.models.profile import save_profile
from coachdesk.models.store import Store
from coachdesk.views.context import Context
from coachdesk.views.kit_word import KitWord
from tests.conftest import NOW, Settle


@pytest.fixture
def word(context: Context, settle: Settle, qtbot: QtBot) -> KitWord:
    context.workspace.run(lambda store: save_profile(store, profile=CoachProfile(name="Ines Vogt")))
    made = KitWord(context)
    qtbot.addWidget(made)
    settle()
    return made


def later(context: Context, settle: Settle, by: timedelta) -> None:
    def pass_time(store: Store) -> None:
        store.now = fixed_clock(NOW + by)

    context.workspace.run(pass_time)
    settle()


def test_it_is_silent_at_first(word: KitWord, settle: Settle) -> None:
    word.refresh()
    settle()
    assert word.isHidden()


def test_half_a_year_later_it_asks_and_leads_there(word: KitWord, context: Context, settle: Settle) -> None:
    asked = QSignalSpy(context.navigation.panel_requested)
    later(context, settle, timedelta(days=183))
    word.refresh()
    settle()
    word.look.click()
    assert word.words.text().startswith("It is half a year")
    assert asked.at(0) == ["kit-rehearsal"]


def test_once_tried_it_is_silent_again(word: KitWord, context: Context, settle: Settle) -> None:
    later(context, settle, timedelta(days=183))
    context.workspace.run(kit_care.note_tried)
    word.refresh()
    settle()
    assert word.isHidden()
