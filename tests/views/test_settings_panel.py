from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coachdesk.errors import DiskFullError
from coachdesk.models.entities.people import CoachProfile, PaperSize
from coachdesk.models.profile import get_profile, save_profile
from coachdesk.settings import Settings
from coachdesk.theme import Appearance
from coachdesk.views.context import Context
from coachdesk.views.navigation import Notice
from coachdesk.views.settings_panel import SettingsPanel
from tests.conftest import Settle
from tests.drivers.settings import SettingsDriver
from tests.drivers.start import PASSPHRASE, FakeGateway, reading_place, tab_stops, texts, unnamed

MIRA = CoachProfile(name="Mira Solano", practice_name="Harbour Coaching", currency="CHF")


@pytest.fixture
def gateway() -> FakeGateway:
    return FakeGateway()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "settings.ini")


@pytest.fixture
def driver(
    context: Context, settings: Settings, gateway: FakeGateway, settle: Settle, qtbot: QtBot
) -> Iterator[SettingsDriver]:
    context.workspace.run(lambda store: save_profile(store, profile=MIRA))
    panel = SettingsPanel(context, settings, gateway, Path("MyPractice.coachdesk"))
    qtbot.addWidget(panel)
    panel.show()
    panel.refresh()
    settle()
    qtbot.waitUntil(panel.about.isVisible)  # the last card that is added
    yield SettingsDriver(panel)
    panel.vault.forget()
    context.theme.choose(Appearance.LIGHT)


def stored(context: Context, settle: Settle) -> CoachProfile | None:
    found: list[CoachProfile | None] = []
    context.workspace.run(get_profile, found.append)
    settle()
    return found[0]


def test_dark_is_applied_at_once_and_remembered(
    driver: SettingsDriver, context: Context, settings: Settings
) -> None:
    driver.panel.appearance.options[Appearance.DARK].click()
    assert context.theme.is_dark
    assert settings.appearance is Appearance.DARK


def test_the_looks_in_force_are_marked_and_focused(driver: SettingsDriver, qapp: QApplication) -> None:
    driver.panel.focus_first()
    assert driver.panel.appearance.options[Appearance.LIGHT].isChecked()
    assert driver.panel.window().focusWidget() is driver.panel.appearance.options[Appearance.LIGHT]


def test_the_stored_profile_is_shown(driver: SettingsDriver) -> None:
    assert driver.form.name.text() == "Mira Solano"
    assert driver.form.profile() == MIRA
    assert not driver.panel.profile.save.isEnabled()


def test_saving_keeps_the_profile_and_says_so(
    driver: SettingsDriver, context: Context, settle: Settle
) -> None:
    notices: list[Notice] = []
    context.navigation.notice_requested.connect(notices.append)
    driver.form.practice_name.setText("Quiet Harbour")
    driver.panel.profile.save.click()
    settle()
    assert [notice.text for notice in notices] == ["Your profile is saved."]
    assert stored(context, settle) == driver.form.profile()


def test_leaving_the_page_saves_what_was_typed(
    driver: SettingsDriver, context: Context, settle: Settle
) -> None:
    driver.form.contact.setPlainText("Harbour Lane 4")
    driver.panel.flush()
    kept = stored(context, settle)
    assert kept is not None
    assert kept.contact == "Harbour Lane 4"


def test_what_can_not_be_taken_stays_and_is_said(
    driver: SettingsDriver, context: Context, settle: Settle
) -> None:
    driver.form.name.clear()
    driver.panel.profile.save.click()
    assert driver.panel.profile.problem.startswith("Your name is still missing.")
    driver.panel.refresh()
    assert driver.form.name.text() == ""
    assert stored(context, settle) == MIRA


def test_a_failed_save_can_be_tried_again(
    driver: SettingsDriver, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise DiskFullError

    monkeypatch.setattr("coachdesk.views.settings_panel.save_profile", full)
    driver.form.name.setText("Mira S.")
    driver.panel.profile.save.click()
    settle()
    assert driver.panel.profile.problem.startswith("There is not enough room on the disk.")
    assert driver.panel.profile.save.isEnabled()


def test_what_could_not_be_saved_holds_the_window(
    driver: SettingsDriver, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = [driver.panel.has_unsaved]
    driver.form.name.clear()
    driver.panel.flush()
    settle()
    held.append(driver.panel.has_unsaved)
    driver.form.name.setText("Mira S.")
    driver.panel.flush()
    settle()
    held.append(driver.panel.has_unsaved)
    assert held == [False, True, False]


def test_what_can_not_be_taken_is_discarded_by_keyboard(
    driver: SettingsDriver, context: Context, settle: Settle, qtbot: QtBot
) -> None:
    offered = [driver.panel.profile.discard.isVisible()]
    driver.form.name.clear()
    driver.panel.flush()
    offered.append(driver.panel.profile.discard.isVisible())
    qtbot.keyClick(driver.panel.profile.discard, Qt.Key.Key_Space)
    settle()
    offered.append(driver.panel.profile.discard.isVisible())
    assert offered == [False, True, False]
    assert (driver.panel.has_unsaved, driver.panel.profile.problem) == (False, "")
    assert driver.form.profile() == stored(context, settle) == MIRA


def test_without_a_profile_in_the_vault_discarding_empties_the_form(
    driver: SettingsDriver, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coachdesk.views.settings_panel.get_profile", lambda _store: None)
    driver.form.currency.setText("euros")
    driver.panel.flush()
    driver.panel.profile.discard.click()
    settle()
    assert (driver.form.name.text(), driver.form.practice_name.text()) == ("", "")
    assert not driver.panel.has_unsaved


def test_what_holds_the_window_comes_into_sight_with_the_way_out(driver: SettingsDriver) -> None:
    driver.panel.resize(1000, 260)
    driver.form.name.clear()
    driver.panel.flush()
    driver.panel.show_unsaved()
    assert not driver.panel.profile.discard.visibleRegion().isEmpty()


def test_the_place_of_the_vault_is_said(driver: SettingsDriver) -> None:
    assert "MyPractice.coachdesk" in texts(driver.panel.vault)


def test_the_passphrase_is_changed_and_forgotten(
    driver: SettingsDriver, gateway: FakeGateway, settle: Settle
) -> None:
    driver.change_passphrase(PASSPHRASE, "another river of words")
    settle()
    card = driver.panel.vault.passphrase
    assert gateway.passphrase == "another river of words"
    assert card.outcome.text() == "The new passphrase is in force from now on."
    assert (card.current.text(), card.new.passphrase()) == ("", "")


def test_old_backups_are_spoken_of_where_the_passphrase_is_changed(driver: SettingsDriver) -> None:
    driver.panel.vault.passphrase_fold.open()
    said = " ".join(texts(driver.panel.vault.passphrase))
    assert "Backups made before still open with the passphrase of their day." in said


def test_a_wrong_passphrase_changes_nothing(
    driver: SettingsDriver, gateway: FakeGateway, settle: Settle
) -> None:
    driver.change_passphrase("heron", "another river of words")
    settle()
    assert gateway.passphrase == PASSPHRASE
    assert driver.panel.vault.passphrase.outcome.text().startswith("That passphrase does not open")
    assert driver.panel.vault.passphrase.new.passphrase() == "another river of words"


def test_the_kit_needs_the_passphrase_again(driver: SettingsDriver, settle: Settle) -> None:
    driver.get_kit_ready("heron")
    settle()
    assert driver.panel.vault.kit.outcome.text().startswith("That passphrase does not open")
    assert not driver.panel.vault.kit.paper.isVisible()


def test_the_kit_is_ready_to_be_printed_and_saved(driver: SettingsDriver, settle: Settle) -> None:
    driver.get_kit_ready(PASSPHRASE)
    settle()
    assert driver.panel.vault.kit.paper.print.isEnabled()
    assert driver.panel.vault.kit.paper.save.isEnabled()


def test_the_kit_is_laid_out_for_the_paper_of_the_profile(
    driver: SettingsDriver, settle: Settle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coachdesk.views.saving.ask_where", lambda *_: tmp_path / "kit.pdf")
    driver.form.paper.choose(PaperSize.LETTER)
    driver.get_kit_ready(PASSPHRASE)
    settle()
    driver.panel.vault.kit.paper.save.click()
    settle()
    assert PdfReader(tmp_path / "kit.pdf").pages[0].mediabox.width == 612


def test_leaving_the_page_hides_the_kit_and_forgets_passphrases(
    driver: SettingsDriver, settle: Settle
) -> None:
    driver.get_kit_ready(PASSPHRASE)
    settle()
    driver.panel.vault.passphrase.current.line.setText(PASSPHRASE)
    driver.panel.flush()
    assert not driver.panel.vault.kit.paper.isVisible()
    assert not driver.panel.vault.kit.paper.isEnabled()
    assert driver.panel.vault.passphrase.current.text() == ""


def test_the_sample_is_asked_for(driver: SettingsDriver, qtbot: QtBot) -> None:
    with qtbot.waitSignal(driver.panel.sample_requested):
        driver.panel.sample.open.click()


def test_about_names_version_and_licences(driver: SettingsDriver) -> None:
    driver.panel.about.licences.open()
    said = " ".join(texts(driver.panel.about))
    assert "Version 0.5.1" in said
    for licence in ("MIT", "LGPL-3.0-only", "OFL-1.1", "ISC"):
        assert licence in said


def test_a_fault_can_be_reported_from_here(driver: SettingsDriver, context: Context, qtbot: QtBot) -> None:
    with qtbot.waitSignal(context.navigation.panel_requested) as asked:
        driver.panel.about.report.click()
    assert asked.args == ["report"]


def test_tab_goes_as_one_reads_and_everything_has_a_name(driver: SettingsDriver, qtbot: QtBot) -> None:
    panel = driver.panel
    for fold in (driver.form.letterhead, driver.form.practice, panel.vault.passphrase_fold):
        fold.open()
    panel.about.licences.open()
    panel.resize(1080, 2400)
    qtbot.wait(1)
    stops = tab_stops(panel)
    assert len(stops) > 20
    assert stops == sorted(stops, key=reading_place)
    assert unnamed(panel) == []
