"""The settings, as the coach uses them."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from coachdesk.views.settings_panel import SettingsPanel
from tests.drivers.start import choose


class SettingsDriver:
    """Page object of the settings."""

    def __init__(self, panel: SettingsPanel) -> None:
        self.panel = panel
        self.form = panel.profile.form

    def change_passphrase(self, current: str, new: str) -> None:
        """Fill in the change of passphrase and press its button."""
        card = self.panel.vault
        card.passphrase_fold.open()
        card.passphrase.current.line.setText(current)
        choose(card.passphrase.new, new)
        card.passphrase.change.click()

    def get_kit_ready(self, passphrase: str) -> None:
        """Ask for the kit with this passphrase."""
        card = self.panel.vault
        card.kit_fold.open()
        card.kit.current.line.setText(passphrase)
        card.kit.open.click()

    def switch_keychain(self, passphrase: str) -> None:
        """Type the passphrase and press whichever button is there."""
        card = self.panel.keychain
        card.fold.open()
        card.switch.current.line.setText(passphrase)
        QTest.keyClick(card.switch.current.line, Qt.Key.Key_Return)
