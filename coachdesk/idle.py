"""When the coach has gone: no key and no mouse for a while, by clocks that nobody can turn back."""

import sys
import time
from collections.abc import Callable
from math import ceil
from typing import Final

from attrs import frozen
from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QWindow

from coachdesk.lock import Reason

WARNING_S: Final = 30
_LOOK_MS: Final = 1_000
_SLEPT_S: Final = 3.0  # less lies between two readings of a busy machine
_CLOCKS: Final = {
    "linux": ("CLOCK_BOOTTIME", "CLOCK_MONOTONIC"),
    "darwin": ("CLOCK_MONOTONIC", "CLOCK_UPTIME_RAW"),
}
_INPUT: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.InputMethod,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
        QEvent.Type.TabletMove,
    }
)

Seconds = Callable[[], float]


@frozen(kw_only=True)
class Clocks:
    """Three clocks in seconds: one that goes on in sleep, one that stands still then, the one on the wall."""

    steady: Seconds
    awake: Seconds
    wall: Seconds


def system_clocks() -> Clocks:
    """Return the clocks of this system.

    Linux: https://man7.org/linux/man-pages/man2/clock_gettime.2.html; macOS counts sleep in
    CLOCK_MONOTONIC and leaves it out of CLOCK_UPTIME_RAW. Elsewhere one clock stands for both.
    """
    steady, awake = (_clock(name) for name in _CLOCKS.get(sys.platform, ("", "")))
    return Clocks(steady=steady, awake=awake, wall=time.time)


def _clock(name: str) -> Seconds:
    number = getattr(time, name, None)
    return time.monotonic if number is None else lambda: time.clock_gettime(number)


class Idleness(QObject):
    """Looks every second, and at each key before it counts, how long ago the last one was.

    `warned` tells the seconds that are left, `stayed` that the coach is there after all, `gone`
    that the time is over or the computer has slept. Which windows count is said by `attend`.
    """

    warned = Signal(int)
    stayed = Signal()
    gone = Signal(Reason)

    def __init__(
        self, minutes: Callable[[], int], clocks: Clocks | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._minutes = minutes
        self._clocks = clocks or system_clocks()
        self._is_warning = False
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._timer.timeout.connect(self.look)
        self._begin()

    def start(self) -> None:
        """Count from now on."""
        self._begin()
        self._timer.start()

    def stop(self) -> None:
        """Count no more."""
        self._timer.stop()
        self._end_warning()

    def attend(self, window: QWindow | None) -> None:
        """Take the keys and the mouse of a window, too, for signs that the coach is there."""
        if window is not None:
            window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: D102, N802  (Qt's own name)
        if event.type() in _INPUT:
            self.touch()
        return False

    def touch(self) -> None:
        """Begin to count anew, unless the time was over before: a key does not wake what should be locked."""
        if not self._timer.isActive():
            return
        if self._why_over() is not None:
            self.look()
        else:
            self._end_warning()
            self._begin()

    def look(self) -> None:
        """Find out whether the coach is still there."""
        reason, left = self._why_over(), self._left()
        if reason is not None:
            self.stop()
            self.gone.emit(reason)
        elif left <= WARNING_S:
            self._is_warning = True
            self.warned.emit(ceil(left))

    def _begin(self) -> None:
        awake = self._clocks.awake()  # first, so that a pause between the two is not taken for sleep
        self._steady, self._wall = self._clocks.steady(), self._clocks.wall()
        self._asleep = self._steady - awake

    def _why_over(self) -> Reason | None:
        steady = self._clocks.steady()
        if steady - self._clocks.awake() - self._asleep > _SLEPT_S:
            return Reason.SLEEP
        return Reason.IDLE if self._left() <= 0 else None

    def _left(self) -> float:
        """Return the seconds that are left by whichever clock counted more since the last key."""
        idle = max(self._clocks.steady() - self._steady, self._clocks.wall() - self._wall)
        return self._minutes() * 60 - idle

    def _end_warning(self) -> None:
        if self._is_warning:
            self._is_warning = False
            self.stayed.emit()
