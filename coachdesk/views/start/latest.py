"""Questions asked while typing: only the last one matters."""

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QTimer

from coachdesk.views.start.background import Worker

T = TypeVar("T")


class LatestOnly(QObject):
    """Asks a worker once typing pauses, and passes over answers that have been overtaken."""

    def __init__(self, worker: Worker, pause_ms: int, parent: QObject) -> None:
        super().__init__(parent)
        self._worker = worker
        self._number = 0
        self._ask: Callable[[], None] | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(pause_ms)
        self._pause.timeout.connect(self._on_pause)

    def ask(self, job: Callable[[], T], on_done: Callable[[T], None]) -> None:
        """Put this question in the place of every earlier one."""
        self.forget()
        answered = partial(self._answered, self._number, on_done)
        self._ask = partial(self._worker.work, job, answered, origin=self)
        self._pause.start()

    def forget(self) -> None:
        """Want no answer any more."""
        self._number += 1
        self._pause.stop()

    def _on_pause(self) -> None:
        if self._ask is not None:
            self._ask()

    def _answered(self, number: int, on_done: Callable[[Any], None], answer: object) -> None:
        if number == self._number:
            on_done(answer)
