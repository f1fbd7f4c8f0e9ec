"""A practice in a vault of its own, opened as the application opens it, and its coach at the keyboard."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any, Final, TypeVar

import shiboken6
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from coachdesk.crypto import vault
from coachdesk.crypto.kdf import Cost
from coachdesk.desk import Desk, Surroundings
from coachdesk.gateway import Gateway
from coachdesk.models.clock import Clock
from coachdesk.models.entities.people import CoachProfile
from coachdesk.models.profile import save_profile
from coachdesk.models.store import Connect, Store
from coachdesk.settings import Settings
from coachdesk.theme import Theme
from coachdesk.views.navigation import Notice
from tests.drivers.keyboard import Keyboard, wait_until

T = TypeVar("T")
PASSPHRASE: Final = "heron quarry lemon tide"
CHEAP: Final = Cost(memory_kib=64, iterations=1, lanes=1)
COACH: Final = CoachProfile(name="Ines Vogt", practice_name="Vogt Coaching")


def make_vault(folder: Path, clock: Clock, *jobs: Callable[[Store], object]) -> Path:
    """Make a vault that opens in a moment, and let these jobs write into it."""
    with (
        vault.create(folder, PASSPHRASE, cost=CHEAP) as opened,
        closing(Store(opened.connect(), clock)) as store,
    ):
        save_profile(store, profile=COACH)
        for job in jobs:
            job(store)
    return folder


class Practice:
    """The window on a vault, with what it said on its way."""

    def __init__(
        self,
        folder: Path,
        theme: Theme,
        clock: Clock,
        *,
        passphrase: str = PASSPHRASE,
        around: Callable[[Connect], Connect] = lambda connect: connect,
        backs_up: bool = False,
    ) -> None:
        self.gateway = Gateway()
        self.gateway.unlock(folder, passphrase)
        self.settings = Settings(folder.parent / "config" / "settings.ini")
        surroundings = Surroundings(
            settings=self.settings, theme=theme, gateway=self.gateway, clock=clock, backs_up=backs_up
        )
        self.desk = Desk(around(self.gateway.connect), surroundings, folder)
        self.window = self.desk.window
        self.context = self.desk.context
        self.keys = Keyboard(self.settle)
        self.notices: list[str] = []
        self._is_closed = False
        self.context.navigation.notice_requested.connect(self._on_notice)
        self.context.workspace.failed.connect(lambda error: self.notices.append(error.text()))

    def _on_notice(self, notice: Notice) -> None:
        self.notices.append(notice.text)

    def begin(self) -> None:
        """Show the day, and wait until it is there."""
        self.desk.show()
        wait_until(self.window.isVisible, "for the desk")
        self.window.activateWindow()
        wait_until(self.window.isActiveWindow, "for the window")
        self.settle()

    def settle(self) -> None:
        """Wait until every answer is shown and laid out."""
        QApplication.processEvents()
        wait_until(lambda: not self.context.workspace.is_busy, "for the store")
        QApplication.processEvents()

    def do(self, job: Callable[[Store], T]) -> T:
        """Run a job on the vault and return what it gave."""
        given: list[T] = []
        self.context.workspace.run(job, given.append)
        self.settle()
        return given[0]

    def open(self, place: str, *ids: str) -> Any:  # noqa: ANN401  (whichever page it is)
        """Go to a place and return its page."""
        self.window.open(place, *ids)
        self.settle()
        return self.window.page

    def close_vault(self) -> None:
        """Let go of the vault as it is now; the window stays for a last look."""
        self.desk.close()
        self.gateway.close()
        self._is_closed = True

    def close(self) -> None:
        """Close everything, as the way out does."""
        if not self._is_closed:
            self.desk.settle()
            self.close_vault()
        self.window.deleteLater()
        self.desk.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert not shiboken6.isValid(self.window)
