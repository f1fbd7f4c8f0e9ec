from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from coachdesk.errors import KnownError
from coachdesk.settings import Settings
from coachdesk.views.context import Context
from coachdesk.views.keychain_card import KeychainCard
from coachdesk.views.settings_panel import SettingsPanel
from tests.conftest import Settle
from tests.drivers.settings import SettingsDriver
from tests.drivers.start import PASSPHRASE, FakeGateway, texts, unnamed

FOLDER = Path("MyPractice.coachdesk")


@pytest.fixture
def gateway() -> FakeGateway:
    return FakeGateway()


@pytest.fixture
def driver(
    context: Context, gateway: FakeGateway, settle: Settle, tmp_path: Path, qtbot: QtBot
) -> Iterator[SettingsDriver]:
    panel = SettingsPanel(context, Settings(tmp_path / "settings.ini"), gateway, FOLDER)
    qtbot.addWidget(panel)
    panel.show()
    panel.refresh()
    settle()
    yield SettingsDriver(panel)
    panel.keychain.forget()


@pytest.fixture
def card(driver: SettingsDriver) -> KeychainCard:
    return driver.panel.keychain


def test_it_is_off_until_the_coach_turns_it_on(card: KeychainCard, gateway: FakeGateway) -> None:
    assert card.state.text().startswith("It is off.")
    assert card.fold.button.text() == "Turn it on"
    assert gateway.calls == []


def test_what_it_means_is_said_before(card: KeychainCard) -> None:
    assert "whoever is logged in to this computer as you can press it too" in " ".join(texts(card))


def test_the_passphrase_turns_it_on(
    driver: SettingsDriver, card: KeychainCard, gateway: FakeGateway, settle: Settle
) -> None:
    driver.switch_keychain(PASSPHRASE)
    assert card.switch.outcome.text().startswith("Asking the keychain.")
    assert not card.switch.isEnabled()
    settle()
    assert gateway.calls == [("add_keychain", FOLDER)]
    assert card.state.text().startswith("It is on.")
    assert card.switch.outcome.text() == "From now on the keychain opens your vault here."
    assert card.switch.current.text() == ""


def test_a_wrong_passphrase_turns_nothing_on(
    driver: SettingsDriver, card: KeychainCard, gateway: FakeGateway, settle: Settle
) -> None:
    driver.switch_keychain("heron")
    settle()
    assert gateway.calls == []
    assert card.switch.outcome.text().startswith("That passphrase does not open this vault.")
    assert card.state.text().startswith("It is off.")


def test_a_keychain_that_fails_gives_its_reason(
    driver: SettingsDriver, card: KeychainCard, gateway: FakeGateway, settle: Settle
) -> None:
    gateway.failures["add_keychain"] = KnownError("It stayed locked.", "Unlock it.")
    driver.switch_keychain(PASSPHRASE)
    settle()
    assert card.switch.outcome.text() == "It stayed locked. Unlock it."
    assert card.state.text().startswith("It is off.")
    assert card.switch.isEnabled()


def turn_on(driver: SettingsDriver, gateway: FakeGateway, settle: Settle) -> None:
    gateway.has_keychain = True
    driver.panel.refresh()
    settle()


def test_what_is_on_can_be_turned_off(
    driver: SettingsDriver, card: KeychainCard, gateway: FakeGateway, settle: Settle
) -> None:
    turn_on(driver, gateway, settle)
    assert card.fold.button.text() == "Turn it off"
    driver.switch_keychain(PASSPHRASE)
    settle()
    assert gateway.calls == [("remove_keychain", FOLDER)]
    assert card.state.text().startswith("It is off.")
    assert card.switch.outcome.text() == "The keychain no longer opens your vault."


def test_what_is_left_in_the_keychain_is_said(
    driver: SettingsDriver, card: KeychainCard, gateway: FakeGateway, settle: Settle
) -> None:
    turn_on(driver, gateway, settle)
    gateway.left_entry = KnownError("There is no keychain.", "Never mind.")
    driver.switch_keychain(PASSPHRASE)
    settle()
    assert card.switch.outcome.text().endswith("opens nothing any more: There is no keychain. Never mind.")
    assert card.state.text().startswith("It is off.")


def test_leaving_the_page_forgets_what_was_typed(driver: SettingsDriver, card: KeychainCard) -> None:
    card.switch.current.line.setText(PASSPHRASE)
    driver.panel.flush()
    assert card.switch.current.text() == ""


def test_everything_has_a_name(driver: SettingsDriver, card: KeychainCard) -> None:
    card.fold.open()
    assert unnamed(driver.panel) == []
