"""From the passphrase to the day, in a process of its own: `python -m bench.unlocking FOLDER PASSPHRASE`.

It goes the coach's way: the window that asks, some seconds in which the passphrase is typed, Enter.
"""

import json
import sys
import time
from collections.abc import Callable
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from bench.clock import time_each
from bench.windows import Figures, rest, run_until, start

_DERIVATIONS: Final = 5


class DayPainted(QObject):
    """Notices that what the day holds has painted itself, not only the page around it."""

    def __init__(self, application: QApplication) -> None:
        super().__init__()
        from coachdesk.views.widgets.card import Card
        from coachdesk.views.widgets.word import Word

        self._card, self._word = Card, Word
        self.happened = False
        application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  (Qt's own name)
        if event.type() == QEvent.Type.Paint and isinstance(watched, self._card):
            self.happened |= not isinstance(watched, self._word)
        return False


class Derivations:
    """Derives keys in the place of Argon2's caller, and again to know what that takes."""

    def __init__(self) -> None:
        from coachdesk.crypto import slots

        self._derive: Callable[..., object] = slots.passphrase_key  # type: ignore[attr-defined]
        slots.passphrase_key = self.derive  # type: ignore[attr-defined,assignment]  # its one caller
        self._asked: list[tuple[Any, ...]] = []

    def derive(self, *asked: Any) -> object:  # noqa: ANN401  (handed on as it is)
        """Derive a key."""
        self._asked.append(asked)
        return self._derive(*asked)

    def median_ms(self) -> float:
        """Return what it takes by itself, at the cost of the vault."""
        again = [partial(self._derive, *asked) for asked in self._asked]
        return time_each(again * _DERIVATIONS, warm_up=0).median


def come_in(folder: str, passphrase: str) -> Figures:
    """Return the milliseconds until the day is painted, and the memory held once all is quiet.

    `shown` begins where the passphrase is found right, and so does its processor time, `cpu`; `unlocked`
    where Enter is pressed, without what Argon2 takes.
    """
    figures: Figures = {}
    start(folder, lambda application: figures.update(once_asked(application, passphrase)))
    return figures


def once_asked(application: QApplication, passphrase: str) -> Figures:
    """Type the passphrase and press Enter; return the figures of `come_in`."""
    from coachdesk.views.start.unlock_window import UnlockWindow

    rest()  # what is needed later is imported meanwhile
    (window,) = (shown for shown in application.topLevelWidgets() if isinstance(shown, UnlockWindow))
    known: list[tuple[float, float]] = []
    window.unlocked.connect(lambda: known.append(_clocks()))
    painted = DayPainted(application)
    derivations = Derivations()
    window.front.passphrase.line.setText(passphrase)
    pressed, _ = _clocks()
    window.front.try_passphrase()
    run_until(lambda: painted.happened)
    shown, used = _clocks()
    memory = rest()
    return {
        "shown": shown - known[0][0],
        "cpu": used - known[0][1],
        "unlocked": shown - pressed - derivations.median_ms(),
    } | memory


def _clocks() -> tuple[float, float]:
    """Return the time and the processor time, in milliseconds."""
    return time.perf_counter() * 1000, time.process_time() * 1000


if __name__ == "__main__":
    print(json.dumps(come_in(*sys.argv[1:])))
