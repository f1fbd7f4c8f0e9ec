from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from coachdesk.errors import DiskFullError, InvalidInputError, NotEnoughMemoryError
from coachdesk.models.entities.people import CoachProfile
from tests.drivers.start import (
    PASSPHRASE,
    WORDS,
    FakeGateway,
    StartDriver,
    press,
    reading_place,
    tab_stops,
    texts,
    unnamed,
)
from tests.views.start.conftest import Wait


def test_the_title_gives_nothing_away(start: StartDriver) -> None:
    assert start.window.windowTitle() == "CoachDesk"


def test_welcome_leads_to_the_first_step(start: StartDriver) -> None:
    start.window.welcome.set_up.click()
    assert start.place == "Step 1 of 4"
    assert start.window.focusWidget() is start.window.place.path


def test_the_sample_is_asked_for(start: StartDriver, qtbot: QtBot) -> None:
    with qtbot.waitSignal(start.window.sample_requested):
        start.window.welcome.sample.click()


def test_another_vault_is_chosen_by_its_folder(start: StartDriver, qtbot: QtBot, tmp_path: Path) -> None:
    with qtbot.waitSignal(start.window.open_other) as told:
        start.window.welcome.existing.click()
    assert told.args == [tmp_path / "chosen"]


def test_changing_the_place_keeps_the_name_of_the_folder(start: StartDriver, tmp_path: Path) -> None:
    start.window.welcome.set_up.click()
    start.window.place.change.click()
    assert start.window.place.folder() == tmp_path / "chosen" / "MyPractice.coachdesk"


def test_what_speaks_against_a_folder_is_said_while_typing(
    start: StartDriver, gateway: FakeGateway, wait: Wait
) -> None:
    gateway.place = lambda _folder: InvalidInputError("There is something here.", "Choose another.")
    start.window.welcome.set_up.click()
    start.window.place.path.setText("/somewhere/used")
    wait(lambda: start.problem == "There is something here. Choose another.")


def test_a_folder_that_can_not_be_used_holds_the_step(
    start: StartDriver, gateway: FakeGateway, wait: Wait
) -> None:
    gateway.place = lambda _folder: InvalidInputError("There is something here.", "Choose another.")
    start.window.welcome.set_up.click()
    start.steps.on.click()
    wait(lambda: bool(start.problem))
    assert start.place == "Step 1 of 4"
    gateway.place = lambda _folder: None
    start.steps.on.click()
    wait(lambda: start.place == "Step 2 of 4")


def test_a_synced_folder_is_a_warning_alone(start: StartDriver, wait: Wait) -> None:
    start.window.welcome.set_up.click()
    start.window.place.path.setText("/home/mira/Dropbox/Practice")
    assert any(text.startswith("Dropbox seems to copy this folder") for text in texts(start.window))
    start.steps.on.click()
    wait(lambda: start.place == "Step 2 of 4")


def test_an_empty_path_can_not_be_left(start: StartDriver) -> None:
    start.window.welcome.set_up.click()
    start.window.place.path.setText("  ")
    assert not start.steps.on.isEnabled()


def test_escape_goes_back_to_welcome(start: StartDriver, wait: Wait) -> None:
    start.go_to(2, wait)
    press(start.window, Qt.Key.Key_Escape)
    assert start.place == "Step 1 of 4"
    press(start.window, Qt.Key.Key_Escape)
    assert start.window.welcome.isVisible()


def test_leaving_the_passphrase_makes_the_vault(
    start: StartDriver, gateway: FakeGateway, wait: Wait, tmp_path: Path
) -> None:
    folders: list[Path] = []
    start.window.created.connect(folders.append)
    start.go_to(3, wait)
    assert gateway.calls == [("create", tmp_path / "MyPractice.coachdesk", PASSPHRASE)]
    assert folders == [tmp_path / "MyPractice.coachdesk"]


def test_the_window_says_what_it_waits_for(start: StartDriver, gateway: FakeGateway, wait: Wait) -> None:
    start.go_to(2, wait)
    start.answer(2)
    gateway.gate.clear()
    start.steps.on.click()
    assert start.steps.busy.text() == "Making the lock fit…"
    assert not start.steps.on.isEnabled()
    assert not start.steps.back.isEnabled()
    gateway.gate.set()
    wait(lambda: start.is_at(3) and start.steps.busy.text() == "")


@pytest.mark.parametrize("error", [DiskFullError(), NotEnoughMemoryError()])
def test_a_vault_that_could_not_be_made_is_said_and_tried_again(
    start: StartDriver, gateway: FakeGateway, wait: Wait, error: Exception
) -> None:
    start.go_to(2, wait)
    gateway.failures["create"] = error
    start.answer(2)
    start.steps.on.click()
    wait(lambda: start.problem == str(error))
    assert start.window.passphrase.fields.passphrase() == PASSPHRASE
    start.steps.on.click()
    wait(lambda: start.place == "Step 3 of 4")


def test_the_passphrase_is_forgotten_once_it_is_set(start: StartDriver, wait: Wait) -> None:
    start.go_to(3, wait)
    assert start.window.passphrase.fields.passphrase() == ""


def test_the_kit_shows_the_words_in_order(start: StartDriver, wait: Wait) -> None:
    start.go_to(3, wait)
    shown = [label.text() for label in start.window.kit.grid.labels]
    assert shown[::2] == [str(number) for number in range(1, 25)]
    assert tuple(shown[1::2]) == WORDS


def test_there_is_no_way_back_from_the_kit(start: StartDriver, wait: Wait) -> None:
    start.go_to(3, wait)
    press(start.window, Qt.Key.Key_Escape)
    assert start.place == "Step 3 of 4"
    assert not start.steps.back.isVisible()


def test_the_words_are_hidden_while_they_are_asked_back(start: StartDriver, wait: Wait) -> None:
    start.go_to(3, wait)
    start.steps.on.click()
    assert not start.window.kit.grid.isVisible()
    assert [*start.window.kit.check.fields] == [6, 14, 22]
    assert not start.steps.on.isEnabled()


def test_a_wrong_word_is_named_and_the_others_stay(start: StartDriver, wait: Wait) -> None:
    start.go_to(3, wait)
    start.type_words_back()
    wrong = start.window.kit.check.fields[14]
    wrong.setText("acheive")
    QTest.keyClick(wrong, Qt.Key.Key_Return)
    assert "Word 15 is not the one in your kit yet." in start.window.kit.check.outcome.text()
    assert start.place == "Step 3 of 4"
    wrong.setText(WORDS[14])
    assert not start.window.kit.check.outcome.isVisible()
    assert start.steps.on.isEnabled()


def test_case_spaces_and_numbers_are_forgiven(start: StartDriver, wait: Wait) -> None:
    start.go_to(3, wait)
    start.steps.on.click()
    for place, field in start.window.kit.check.fields.items():
        field.setText(f" {place + 1}. {WORDS[place].upper()} ")
    assert start.steps.on.isEnabled()


def test_back_from_the_check_shows_the_words_and_keeps_what_was_typed(start: StartDriver, wait: Wait) -> None:
    start.go_to(3, wait)
    start.type_words_back()
    start.steps.back.click()
    assert start.window.kit.grid.isVisible()
    start.steps.on.click()
    assert start.steps.on.isEnabled()


def test_the_words_are_forgotten_after_the_check(start: StartDriver, wait: Wait) -> None:
    start.go_to(4, wait)
    assert start.window.kit.grid.labels == []
    assert not start.window.kit.paper.isEnabled()


def test_back_from_the_profile_asks_for_the_words_again(start: StartDriver, wait: Wait) -> None:
    start.go_to(4, wait)
    start.steps.back.click()
    wait(lambda: bool(start.window.kit.grid.labels))
    start.type_words_back()
    assert start.steps.on.isEnabled()


def test_a_missing_name_is_said(start: StartDriver, wait: Wait) -> None:
    start.go_to(4, wait)
    start.steps.on.click()
    assert start.problem.startswith("Your name is still missing.")
    assert start.window.focusWidget() is start.window.profile.form.name


def test_a_name_ends_the_first_start(start: StartDriver, wait: Wait) -> None:
    profiles: list[CoachProfile] = []
    start.window.finished.connect(profiles.append)
    start.go_to(4, wait)
    start.window.profile.form.name.setText("Mira Solano")
    start.steps.on.click()
    assert [profile.name for profile in profiles] == ["Mira Solano"]


def test_a_start_that_was_broken_off_goes_on_from_the_kit(
    start: StartDriver, wait: Wait, tmp_path: Path
) -> None:
    start.window.resume(tmp_path)
    wait(lambda: bool(start.window.kit.grid.labels))
    assert start.place == "Step 3 of 4"


def type_here(window: QWidget, *keys: str | Qt.Key) -> None:
    for key in keys:
        if isinstance(key, str):
            QTest.keyClicks(window.focusWidget(), key)
        else:
            press(window, key)


def test_the_whole_way_goes_by_keyboard(start: StartDriver, wait: Wait) -> None:
    window, enter, tab = start.window, Qt.Key.Key_Return, Qt.Key.Key_Tab
    profiles: list[CoachProfile] = []
    window.finished.connect(profiles.append)
    type_here(window, enter, enter)
    wait(lambda: start.is_at(2))
    type_here(window, PASSPHRASE, tab, tab, PASSPHRASE, enter)
    wait(lambda: start.is_at(3) and start.steps.on.isEnabled())
    while window.focusWidget() is not start.steps.on:
        press(window, tab)
    type_here(window, enter, WORDS[6], tab, WORDS[14], tab, WORDS[22], enter)
    type_here(window, "Mira Solano", enter)
    assert [profile.name for profile in profiles] == ["Mira Solano"]


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_tab_goes_as_one_reads_and_everything_has_a_name(
    start: StartDriver, wait: Wait, qtbot: QtBot, number: int
) -> None:
    start.go_to(number, wait)
    start.window.profile.form.letterhead.open()
    start.window.profile.form.practice.open()
    start.window.profile.form.credentials.add.click()
    start.window.resize(760, 1400)
    qtbot.wait(1)
    stops = tab_stops(start.window)
    assert len(stops) > 2
    assert stops == sorted(stops, key=reading_place)
    assert unnamed(start.window) == []


def test_a_mere_name_stands_beside_the_folder_that_was_offered(start: StartDriver, wait: Wait) -> None:
    start.go_to(1, wait)
    offered = Path(start.window.place.path.text())
    start.window.place.path.setText("Mine")
    start.steps.on.click()
    wait(lambda: start.is_at(2))
    assert start.window.place.folder() == offered.parent / "Mine"
    assert start.window.place.path.text() == str(offered.parent / "Mine")


def test_a_problem_does_not_outlive_the_step_it_was_said_at(
    start: StartDriver, gateway: FakeGateway, wait: Wait
) -> None:
    start.go_to(2, wait)
    gateway.failures["create"] = DiskFullError()
    start.answer(2)
    start.steps.on.click()
    wait(lambda: start.problem != "")
    start.steps.back.click()
    start.steps.on.click()
    wait(lambda: start.is_at(2))
    assert start.problem == ""
