"""A practice that is locked and unlocked again, as often as a test likes."""

from pathlib import Path

from coachdesk.models.clock import Clock
from coachdesk.theme import Theme
from tests.drivers.coach import Coach
from tests.drivers.practice import Practice


class Relocked:
    """The coach at the desk of now; `lock_and_unlock` puts another one on the same vault."""

    def __init__(self, folder: Path, theme: Theme, clock: Clock) -> None:
        self._given = (folder, theme, clock)
        self._open()

    def _open(self) -> None:
        self.practice = Practice(*self._given)
        self.practice.begin()
        self.coach = Coach(self.practice)
        self.keys, self.window = self.practice.keys, self.practice.window

    def lock_and_unlock(self) -> None:
        """Lock, and come back to where the coach was."""
        self.lock()
        self._open()
        self.practice.settle()

    def lock(self) -> None:
        """Lock, and leave nothing of the desk."""
        assert self.practice.desk.come_to_rest()
        self.practice.close_vault()
        self.practice.close()
