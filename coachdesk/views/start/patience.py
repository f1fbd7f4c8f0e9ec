"""A pause after each wrong passphrase, longer every time; never a lock-out."""

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

_LONGEST_S: Final = 30
_SECOND_MS: Final = 1000


def pause_after(failures: int) -> int:
    """Return how many seconds to wait after so many wrong passphrases in a row."""
    return min(_LONGEST_S, 1 << min(failures - 1, _LONGEST_S))


class Patience(QObject):
    """Counts the seconds down; `timer` may be one that a test drives."""

    ticked = Signal(int)

    def __init__(self, timer: QTimer | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = timer or QTimer(self)
        self._timer.timeout.connect(self._on_second)
        self._failures = 0
        self.seconds_left = 0

    def begin(self) -> None:
        """Begin the pause for one more wrong passphrase."""
        self._failures += 1
        self._count(pause_after(self._failures))
        self._timer.start(_SECOND_MS)

    def _on_second(self) -> None:
        self._count(self.seconds_left - 1)
        if self.seconds_left == 0:
            self._timer.stop()

    def _count(self, seconds: int) -> None:
        self.seconds_left = seconds
        self.ticked.emit(seconds)
