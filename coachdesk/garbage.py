"""Cycles of garbage, collected in the thread of the window alone.

Python collects them in whichever thread happens to allocate next. A widget among them would be destroyed
there, which Qt forbids and answers with a crash, at once or later
(https://doc.qt.io/qt-6/threads-qobject.html).
"""

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer

_A_LOOK_MS: Final = 2_000
_OLDEST: Final = 2


class Collector(QObject):
    """Takes the place of Python's own collecting, by Python's own limits."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._has_settled = False
        self._clock = QTimer(self)
        self._clock.setInterval(_A_LOOK_MS)
        self._clock.timeout.connect(self.look)
        self._clock.start()

    def look(self) -> None:
        """Collect what is due.

        What has lived through the first whole collection stays: modules and pages, which none of the
        later ones goes through again (https://docs.python.org/3/library/gc.html#gc.freeze).
        """
        if collect_due() == _OLDEST and not self._has_settled:
            self._has_settled = True
            gc.freeze()


def collect_due() -> int | None:
    """Collect here as much as Python would by now, and return which generation; None where none is due."""
    counts, limits = gc.get_count(), gc.get_threshold()
    due = (age for age in range(_OLDEST, -1, -1) if 0 < limits[age] < counts[age])
    age = next(due, None)
    if age is not None:
        gc.collect(age)
    return age
