import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from coachdesk.errors import (
    DamagedVaultError,
    HeldElsewhereError,
    KnownError,
    NewerVaultError,
    NotEnoughMemoryError,
    VaultInUseError,
)
from coachdesk.theme import Theme
from coachdesk.views.start.unlock_window import UnlockWindow
from tests.drivers.start import (
    PASSPHRASE,
    WORDS,
    FakeGateway,
    FakeTimer,
    UnlockDriver,
    choose,
    press,
    tab_stops,
    unnamed,
)
from tests.views.start.conftest import Wait


def test_the_title_gives_nothing_away(unlock: UnlockDriver) -> None:
    assert unlock.window.windowTitle() == "CoachDesk"


def test_the_name_of_the_folder_is_shown(unlock: UnlockDriver, tmp_path: Path) -> None:
    assert unlock.front.name.whole == tmp_path.name


def test_the_passphrase_is_focused(unlock: UnlockDriver) -> None:
    assert unlock.window.focusWidget() is unlock.front.passphrase.line


def test_enter_unlocks(unlock: UnlockDriver, gateway: FakeGateway, qtbot: QtBot, tmp_path: Path) -> None:
    with qtbot.waitSignal(unlock.window.unlocked):
        unlock.type(PASSPHRASE)
    assert gateway.calls == [("unlock", tmp_path, PASSPHRASE)]
    assert unlock.front.passphrase.text() == ""


def test_the_window_stays_live_while_it_opens(
    unlock: UnlockDriver, gateway: FakeGateway, qtbot: QtBot
) -> None:
    gateway.gate.clear()
    unlock.type(PASSPHRASE)
    assert unlock.button == "Opening…"
    unlock.type(PASSPHRASE)
    with qtbot.waitSignal(unlock.window.unlocked):
        gateway.gate.set()
    assert len(gateway.calls) == 1


def test_a_wrong_passphrase_is_selected_to_type_over(unlock: UnlockDriver, wait: Wait) -> None:
    unlock.type("heron")
    wait(lambda: bool(unlock.front.problem))
    assert unlock.front.problem.startswith("That passphrase does not open this vault.")
    assert unlock.front.passphrase.line.selectedText() != ""
    assert unlock.window.focusWidget() is unlock.front.passphrase.line


def test_a_wrong_passphrase_costs_a_pause_that_is_counted_down(
    unlock: UnlockDriver, timer: FakeTimer, wait: Wait
) -> None:
    seen: list[str] = []
    for _ in range(2):
        unlock.type("heron")
        wait(lambda: unlock.button.startswith("Try again"))
        while not unlock.front.unlock.isEnabled():
            seen.append(unlock.button)
            timer.pass_second()
    assert seen == ["Try again in 1 s", "Try again in 2 s", "Try again in 1 s"]
    assert unlock.button == "Unlock"


def test_enter_waits_for_the_pause(unlock: UnlockDriver, gateway: FakeGateway, wait: Wait) -> None:
    unlock.type("heron")
    wait(lambda: unlock.button.startswith("Try again"))
    unlock.type(PASSPHRASE)
    assert len(gateway.calls) == 1


@pytest.mark.parametrize(
    "error",
    [
        DamagedVaultError("The key file is damaged.", "Use the recovery kit."),
        NewerVaultError(),
        VaultInUseError("The vault is open elsewhere.", "Close it there."),
        NotEnoughMemoryError(),
    ],
)
def test_whatever_else_stands_in_the_way_is_said_without_a_pause(
    unlock: UnlockDriver, gateway: FakeGateway, wait: Wait, error: KnownError
) -> None:
    gateway.failures["unlock"] = error
    unlock.type(PASSPHRASE)
    wait(lambda: unlock.front.problem == error.text())
    assert unlock.button == "Unlock"


def test_a_missing_folder_is_said_at_once(theme: Theme, tmp_path: Path, qtbot: QtBot, wait: Wait) -> None:
    window = UnlockWindow(FakeGateway(), theme, tmp_path / "Stick.coachdesk")
    qtbot.addWidget(window)
    wait(lambda: window.front.problem.startswith("This vault is not where it was:"))
    window.close()


def test_what_the_desk_says_is_shown(unlock: UnlockDriver) -> None:
    unlock.window.show_problem("A table is damaged.")
    assert unlock.front.problem == "A table is damaged."


def test_the_other_ways_are_told(unlock: UnlockDriver, qtbot: QtBot, tmp_path: Path) -> None:
    with qtbot.waitSignal(unlock.window.create_requested):
        unlock.front.new.click()
    with qtbot.waitSignal(unlock.window.sample_requested):
        unlock.front.sample.click()
    with qtbot.waitSignal(unlock.window.open_other) as told:
        unlock.front.other.click()
    assert told.args == [tmp_path / "other"]


def test_enter_on_a_button_presses_it(unlock: UnlockDriver, gateway: FakeGateway, qtbot: QtBot) -> None:
    unlock.front.sample.setFocus()
    with qtbot.waitSignal(unlock.window.sample_requested):
        press(unlock.window, Qt.Key.Key_Return)
    assert gateway.calls == []


def offered(unlock: UnlockDriver, gateway: FakeGateway, wait: Wait) -> None:
    gateway.has_keychain = True
    unlock.front.look()
    wait(unlock.front.keychain.isVisible)


def test_the_keychain_is_offered_where_the_vault_has_it(
    unlock: UnlockDriver, gateway: FakeGateway, wait: Wait, qtbot: QtBot, tmp_path: Path
) -> None:
    assert not unlock.front.keychain.isVisible()
    offered(unlock, gateway, wait)
    assert unlock.window.focusWidget() is unlock.front.passphrase.line
    with qtbot.waitSignal(unlock.window.unlocked):
        unlock.front.keychain.click()
    assert gateway.calls == [("unlock_with_keychain", tmp_path)]


def test_nothing_is_asked_of_the_keychain_until_the_button_is_pressed(
    unlock: UnlockDriver, gateway: FakeGateway, wait: Wait
) -> None:
    offered(unlock, gateway, wait)
    unlock.type("heron")
    wait(lambda: bool(unlock.front.problem))
    assert [call[0] for call in gateway.calls] == ["unlock"]


def test_a_keychain_that_fails_gives_its_reason_and_the_passphrase_back(
    unlock: UnlockDriver, gateway: FakeGateway, wait: Wait, qtbot: QtBot
) -> None:
    offered(unlock, gateway, wait)
    gateway.failures["unlock_with_keychain"] = KnownError("It stayed locked.", "Type your passphrase.")
    unlock.front.keychain.click()
    wait(lambda: unlock.front.problem == "It stayed locked. Type your passphrase.")
    assert unlock.window.focusWidget() is unlock.front.passphrase.line
    with qtbot.waitSignal(unlock.window.unlocked):
        unlock.type(PASSPHRASE)


def test_nothing_else_can_be_pressed_while_the_keychain_is_asked(
    unlock: UnlockDriver, gateway: FakeGateway, wait: Wait, qtbot: QtBot
) -> None:
    offered(unlock, gateway, wait)
    gateway.gate.clear()
    unlock.front.keychain.click()
    assert unlock.button == "Opening…"
    assert not unlock.front.keychain.isEnabled()
    with qtbot.waitSignal(unlock.window.unlocked):
        gateway.gate.set()


def test_closing_the_window_does_not_wait_for_the_keychain(
    unlock: UnlockDriver, gateway: FakeGateway, wait: Wait
) -> None:
    offered(unlock, gateway, wait)
    gateway.gate.clear()
    unlock.front.keychain.click()
    wait(lambda: bool(gateway.calls))
    started = time.monotonic()
    unlock.window.close()
    assert time.monotonic() - started < 5
    assert gateway.calls[-1] == ("abandon_keychain",)


def test_after_taking_over_the_keychain_is_asked_again(
    unlock: UnlockDriver, gateway: FakeGateway, wait: Wait, qtbot: QtBot
) -> None:
    offered(unlock, gateway, wait)
    gateway.failures["unlock_with_keychain"] = HeldElsewhereError(host="attic", since="today")
    unlock.front.keychain.click()
    wait(unlock.front.take_over.isVisible)
    with qtbot.waitSignal(unlock.window.unlocked):
        unlock.front.take_over.click()


def test_the_keychain_comes_between_the_passphrase_and_the_words(
    unlock: UnlockDriver, gateway: FakeGateway, wait: Wait
) -> None:
    offered(unlock, gateway, wait)
    front = unlock.front
    stops = tab_stops(unlock.window)
    assert stops.index(front.unlock) < stops.index(front.keychain) < stops.index(front.recover)
    assert unnamed(unlock.window) == []


def test_tab_reaches_everything_in_order(unlock: UnlockDriver) -> None:
    front, reached = unlock.front, []
    for _ in range(8):
        reached.append(unlock.window.focusWidget())
        press(unlock.window, Qt.Key.Key_Tab)
    assert reached == [
        front.passphrase.line,
        front.passphrase.eye,
        front.unlock,
        front.recover,
        front.restore,
        front.other,
        front.new,
        front.sample,
    ]


def test_everything_has_a_name(unlock: UnlockDriver) -> None:
    assert unnamed(unlock.window) == []
    unlock.front.recover.click()
    assert unnamed(unlock.window) == []


def recover(unlock: UnlockDriver, words: str) -> None:
    unlock.front.recover.click()
    unlock.window.recovery.words.words.setPlainText(words)
    unlock.window.recovery.on.click()


@pytest.mark.parametrize("way", ["passphrase", "words"])
def test_what_another_computer_did_not_close_is_opened_when_the_coach_says_so(
    unlock: UnlockDriver, gateway: FakeGateway, wait: Wait, way: str
) -> None:
    gateway.failures = dict.fromkeys(
        ("unlock", "unlock_with_words"), HeldElsewhereError(host="studio", since="2026-11-20 09:30")
    )
    if way == "words":
        recover(unlock, " ".join(WORDS))
    else:
        unlock.type(PASSPHRASE)
    button = unlock.window.recovery.words.take_over if way == "words" else unlock.front.take_over
    wait(button.isVisible)
    button.click()
    wait(lambda: [call[0] for call in gateway.calls].count("take_over") == 1)
    name = "unlock_with_words" if way == "words" else "unlock"
    wait(lambda: [call[0] for call in gateway.calls].count(name) == 2)
    assert not button.isVisible()


def test_the_words_lead_to_a_new_passphrase(
    unlock: UnlockDriver, gateway: FakeGateway, wait: Wait, qtbot: QtBot
) -> None:
    recover(unlock, " ".join(WORDS))
    wait(unlock.window.recovery.anew.isVisible)
    assert unlock.window.recovery.words.words.text() == ""
    choose(unlock.window.recovery.anew.fields, "another river of words")
    with qtbot.waitSignal(unlock.window.unlocked):
        unlock.window.recovery.on.click()
    assert gateway.passphrase == "another river of words"


def test_a_wrong_word_is_named_and_selected(unlock: UnlockDriver, wait: Wait) -> None:
    recover(unlock, "\n".join((*WORDS[:8], "absrd", *WORDS[9:])))
    wait(lambda: unlock.window.recovery.words.problem.startswith("Word 9 is not a recovery word."))
    assert unlock.window.recovery.words.words.textCursor().selectedText() == "absrd"


def test_too_few_words_are_counted(unlock: UnlockDriver) -> None:
    unlock.front.recover.click()
    unlock.window.recovery.words.words.setPlainText("1. abandon 2. ability, able")
    assert unlock.window.recovery.words.count.text() == "3 of 24 words"
    assert not unlock.window.recovery.on.isEnabled()


def test_escape_leads_back_to_the_passphrase(unlock: UnlockDriver) -> None:
    unlock.front.recover.click()
    press(unlock.window, Qt.Key.Key_Escape)
    assert unlock.front.isVisible()
    assert unlock.window.focusWidget() is unlock.front.passphrase.line


def test_there_is_no_way_back_once_the_words_fit(unlock: UnlockDriver, wait: Wait) -> None:
    recover(unlock, " ".join(WORDS))
    wait(unlock.window.recovery.anew.isVisible)
    press(unlock.window, Qt.Key.Key_Escape)
    assert unlock.window.recovery.anew.isVisible()
    assert not unlock.window.recovery.back.isVisible()


def test_a_new_passphrase_that_could_not_be_set_stays_typed(
    unlock: UnlockDriver, gateway: FakeGateway, wait: Wait
) -> None:
    recover(unlock, " ".join(WORDS))
    wait(unlock.window.recovery.anew.isVisible)
    gateway.failures["set_passphrase"] = KnownError("The disk is full.", "Make room.")
    choose(unlock.window.recovery.anew.fields, PASSPHRASE)
    unlock.window.recovery.on.click()
    wait(lambda: unlock.window.recovery.anew.problem == "The disk is full. Make room.")
    assert unlock.window.recovery.anew.fields.passphrase() == PASSPHRASE
