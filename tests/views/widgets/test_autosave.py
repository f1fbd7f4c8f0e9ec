from pytestqt.qtbot import QtBot

from coachdesk.views.widgets import autosave
from coachdesk.views.widgets.autosave import Autosave, SaveState


def test_asks_after_a_pause(qtbot: QtBot) -> None:
    saving = Autosave()
    with qtbot.waitSignal(saving.due, timeout=autosave.PAUSE_MS * 3):
        saving.touch()


def test_a_flush_asks_at_once(qtbot: QtBot) -> None:
    saving = Autosave()
    saving.touch()
    with qtbot.waitSignal(saving.due, timeout=50):
        saving.flush()


def test_a_flush_with_nothing_new_asks_nothing(qtbot: QtBot) -> None:
    saving = Autosave()
    with qtbot.assertNotEmitted(saving.due):
        saving.flush()


def test_words_typed_during_a_save_stay_dirty() -> None:
    saving = Autosave()
    saving.touch()
    saving.flush()
    saving.touch()
    saving.saved()
    assert saving.state is SaveState.DIRTY


def test_two_saves_under_way_are_saved_when_both_are() -> None:
    saving = Autosave()
    for _ in range(2):
        saving.touch()
        saving.flush()
    states: list[SaveState] = []
    for _ in range(2):
        saving.saved()
        states.append(saving.state)
    assert states == [SaveState.SAVING, SaveState.SAVED]


def test_a_failed_save_stays_unsaved_and_can_be_tried_again(qtbot: QtBot) -> None:
    saving = Autosave()
    saving.touch()
    saving.flush()
    saving.failed()
    assert saving.is_dirty
    with qtbot.waitSignal(saving.due, timeout=50):
        saving.flush()


def test_what_was_let_go_is_saved_whatever_becomes_of_the_save_under_way() -> None:
    saving = Autosave()
    saving.touch()
    saving.flush()
    saving.forget()
    saving.failed()
    assert not saving.is_dirty


def test_a_save_after_that_counts_again() -> None:
    saving = Autosave()
    saving.forget()
    saving.touch()
    saving.flush()
    saving.failed()
    assert saving.is_dirty
