"""A coach who types without pause, in a process of its own: `python -m tests.torture.keys FOLDER SESSION`.

Says on standard output which word was typed when: its number and the seconds of the monotonic clock.
"""

import os
import sys
import time
from pathlib import Path
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

import coachdesk.crypto.connection  # noqa: F401  (names the driver before the tables ask for one)
from coachdesk.app import make_application
from coachdesk.models.clock import system_clock
from coachdesk.theme import Appearance, Theme
from tests.drivers.coach import NOTES, Coach
from tests.drivers.keyboard import focused
from tests.drivers.practice import Practice

_EVERY_MS: Final = 25


class Hands:
    """Type a numbered word every few milliseconds."""

    def __init__(self) -> None:
        self._number = 0
        self._timer = QTimer()
        self._timer.timeout.connect(self._type)
        self._timer.start(_EVERY_MS)

    def _type(self) -> None:
        QTest.keyClicks(focused(), f"w{self._number} ")
        os.write(sys.stdout.fileno(), f"{self._number} {time.monotonic()}\n".encode())
        self._number += 1


def main(folder: Path, session: str) -> None:
    """Open the session and type until the process is killed."""
    application = make_application(["coachdesk"])
    practice = Practice(folder, Theme(application, Appearance.LIGHT), system_clock)
    practice.begin()
    practice.open("session", session, "")
    Coach(practice).keys.go_to(NOTES)
    hands = Hands()
    QApplication.exec()
    del hands


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
