"""A coach who opens a note and locks, in a process of its own: `python -m tests.canaries.keeper HOME [stay]`.

Says `open` once the note is on the screen, and waits for a line; then presses Ctrl+L. With `stay`
the process closes the vault but is not replaced, and says `closed`.
"""

import os
import sys
from pathlib import Path
from typing import Final

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QMainWindow, QWidget

import coachdesk.crypto.connection  # noqa: F401  (names the driver before the tables ask for one)
from coachdesk import app
from coachdesk.logs import start_process
from coachdesk.theme import Appearance, Theme
from tests.drivers.coach import NOTES
from tests.drivers.first_start import Entrance, live_in
from tests.drivers.keyboard import focused, front, wait_until

VAULT: Final = "MyPractice.coachdesk"


def say(word: str) -> None:
    """Tell the other process."""
    os.write(sys.stdout.fileno(), f"{word}\n".encode())


def has_rows() -> bool:
    """Tell whether the list with the keyboard has been read."""
    held = focused()
    return isinstance(held, QAbstractItemView) and held.model().rowCount() > 0


def is_in_sight(name: str) -> bool:
    """Tell whether the window in front shows what has this name."""
    return any(one.isVisible() and one.accessibleName() == name for one in front().findChildren(QWidget))


def main(home: Path, *, stays: bool) -> None:
    """Unlock the vault in `home`, show its one session, and lock."""
    start_process()
    patch = pytest.MonkeyPatch()
    live_in(home, patch)
    if stays:
        patch.setattr(app, "replace_process", lambda _arguments: say("closed"))
    application = app.make_application(["coachdesk"])
    entrance = Entrance(home, Theme(application, Appearance.LIGHT), application)
    entrance.settings.vault = home / VAULT
    entrance.open()
    entrance.unlock()
    wait_until(lambda: isinstance(QApplication.activeWindow(), QMainWindow), "for the desk")
    entrance.keys.press("Ctrl+4")
    entrance.keys.go_to("Sessions")
    wait_until(has_rows, "for the session in the list")
    entrance.keys.press("Return")
    wait_until(lambda: is_in_sight(NOTES), "for the page of the session")
    entrance.keys.go_to(NOTES)
    QTest.qWait(300)
    say("open")
    sys.stdin.readline()
    entrance.keys.press("Ctrl+L")
    wait_until(lambda: False)


if __name__ == "__main__":
    main(Path(sys.argv[1]), stays=sys.argv[2:] == ["stay"])
