"""A practice under guard, which may be locked and opened again in one process."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import shiboken6
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from coachdesk.guard import Guard, WayOut
from coachdesk.leaving import LastJob
from coachdesk.lock import Reason
from coachdesk.models.clock import Clock
from coachdesk.theme import Theme
from coachdesk.turned_screen import TurnedScreen
from coachdesk.views.start.cover import Cover
from tests.drivers.coach import Coach
from tests.drivers.keyboard import wait_until
from tests.drivers.practice import Practice

LastJobs = tuple[LastJob, ...]


class Guarded:
    """The desk on a vault, its guard, and how often it was left."""

    def __init__(
        self, application: QApplication, folder: Path, theme: Theme, clock: Clock, last_jobs: LastJobs = ()
    ) -> None:
        self.practice = Practice(folder, theme, clock)
        self.coach = Coach(self.practice)
        self.window = self.practice.window
        self.covers: list[Cover] = []
        self.ended: list[str] = []
        self.guard = Guard(
            application,
            self.practice.desk,
            WayOut(close=self._close, replace=partial(self.ended.append, "replaced"), last_jobs=last_jobs),
            make_cover=partial(self._make_cover, theme, folder),
            minutes=lambda: 10,
        )
        check = partial(self.practice.gateway.check_passphrase, folder)
        self.screen = TurnedScreen(application, self.practice.desk, self.guard, check=check)
        self.practice.begin()

    @property
    def is_left(self) -> bool:
        """Whether the vault is closed and the process would have been replaced."""
        return self.ended == ["closed", "replaced"]

    def lock(self, reason: Reason = Reason.IDLE) -> None:
        """Lock, and wait until the desk is left."""
        self.guard.lock(reason)
        wait_until(lambda: self.is_left, "for the end")

    def lock_in_vain(self) -> Cover:
        """Lock, and wait until what can't be left is covered."""
        self.guard.lock(Reason.IDLE)
        wait_until(lambda: self.covers and self.covers[-1].isVisible(), "for the cover")
        return self.covers[-1]

    def clear(self) -> None:
        """Close what is open, and destroy the windows."""
        QApplication.setQuitOnLastWindowClosed(True)
        if not self.ended:
            self._close()
        for window in (self.practice.window, *filter(shiboken6.isValid, self.covers)):
            window.deleteLater()
        self.practice.desk.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def _make_cover(self, theme: Theme, folder: Path) -> Cover:
        self.covers.append(Cover(self.practice.gateway, theme, folder))
        return self.covers[-1]

    def _close(self) -> None:
        self.practice.desk.close()
        self.practice.gateway.close()
        self.ended.append("closed")


OpenAgain = Callable[..., Guarded]


def visible_windows() -> list[str]:
    """Return the kinds of all windows that are shown."""
    return [type(window).__name__ for window in QApplication.topLevelWidgets() if window.isVisible()]
