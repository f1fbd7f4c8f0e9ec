"""The way in of the whole application, gone through with the keyboard alone."""

import itertools
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit

from coachdesk import paths
from coachdesk.app import WayIn
from coachdesk.crypto import vault
from coachdesk.settings import Settings
from coachdesk.theme import Theme
from tests.drivers.keyboard import Keyboard, focused, front, wait_until, words_in_sight
from tests.drivers.practice import CHEAP, PASSPHRASE


def live_in(home: Path, patch: pytest.MonkeyPatch) -> None:
    """Let CoachDesk keep its vault in this folder, and spend little on a passphrase."""
    patch.setattr(paths, "new_vault_folder", lambda: home / "MyPractice.coachdesk")
    patch.setattr(paths, "log_folder", lambda: home / "log")
    patch.setattr(paths, "runtime_folder", lambda: home / "run")
    patch.setattr(vault, "create", partial(vault.create, cost=CHEAP))


class Entrance:
    """A coach who opens CoachDesk; `keys` go to whichever window is in front."""

    def __init__(self, home: Path, theme: Theme, application: QApplication) -> None:
        self.home = home
        self.settings = Settings(home / "settings.ini")
        self.keys = Keyboard(QApplication.processEvents)
        self._theme = theme
        self._application = application
        self._way_in: WayIn | None = None

    def open(self) -> None:
        """Open CoachDesk as it starts: on the vault that was open last, or with the first start."""
        self._way_in = WayIn(self._application, self.settings, self._theme)
        self._way_in.begin(self.settings.vault)
        front()

    def quit(self) -> None:
        """Close the windows, and with them CoachDesk."""
        for window in QApplication.topLevelWidgets():
            window.close()
        self._application.aboutToQuit.emit()
        if self._way_in is not None:
            self._way_in.deleteLater()
            self._way_in = None
        QApplication.processEvents()

    def wait_for(self, words: str) -> None:
        """Wait until this is written on the window in front."""
        wait_until(lambda: words in words_in_sight(), f"for “{words}”")

    def choose_place(self) -> None:
        """From the welcome: take the folder that is offered."""
        self.keys.press("Return")
        self.wait_for("Step 1 of 4")
        self.keys.press("Return")
        self.wait_for("Step 2 of 4")

    def type_passphrase_twice(self) -> None:
        """Type a new passphrase and go on."""
        self.keys.type(PASSPHRASE)
        self.keys.press("Tab")
        self.keys.fill("The same again", PASSPHRASE)
        self.keys.press("Return")

    def choose_passphrase(self) -> None:
        """Make the vault."""
        self.type_passphrase_twice()
        self.wait_for("Step 3 of 4")

    def take_kit(self) -> dict[str, str]:
        """Note the numbered words down and go on; return them by what they will be asked by."""
        wait_until(lambda: len(_numbered_words()) == 24, "for the words")
        words = _numbered_words()
        self.keys.push("Next")
        return words

    def type_words_back(self, words: dict[str, str]) -> None:
        """Type the three words that are asked for."""
        self.wait_for("type three of its words")
        for following in ("Tab", "Tab", "Return"):
            field = focused()
            assert isinstance(field, QLineEdit)
            self.keys.type(words[field.accessibleName()])
            self.keys.press(following)
        self.wait_for("Step 4 of 4")

    def set_up(self) -> None:
        """Go through the whole first start, up to the empty desk."""
        self.choose_place()
        self.choose_passphrase()
        self.type_words_back(self.take_kit())
        self.keys.type("Ines Vogt")
        self.keys.press("Return")
        self.wait_for("A quiet desk")

    def unlock(self, passphrase: str = PASSPHRASE) -> None:
        """Type a passphrase where the keyboard is, and press Enter."""
        self.keys.type(passphrase)
        self.keys.press("Return")


def _numbered_words() -> dict[str, str]:
    pairs = itertools.pairwise(words_in_sight().split("\n"))
    return {f"Word {number}": word for number, word in pairs if number.isdigit() and word.isalpha()}
