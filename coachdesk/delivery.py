"""From a worker thread to the window's own: the one place where threads meet."""

import logging
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

from coachdesk.errors import InternalError, KnownError

OnArrival = Callable[["Future[Any]"], None]

_log = logging.getLogger(__name__)


class Delivery(QObject):
    """Tells in its own thread that a future is done; one that is gone tells nobody.

    Every answer is queued, even one that was there before anyone waited for it: answers
    come in the order of their jobs, and never before who asked has finished asking
    (https://doc.qt.io/qt-6/qt.html#ConnectionType-enum).
    """

    _arrived = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._arrived.connect(self._on_arrived, Qt.ConnectionType.QueuedConnection)

    def expect(self, future: "Future[Any]", on_arrival: OnArrival) -> None:
        """Call `on_arrival` with the future when it is done, unless it was cancelled."""
        future.add_done_callback(partial(self._deliver, on_arrival))

    def _deliver(self, on_arrival: OnArrival, future: "Future[Any]") -> None:
        if shiboken6.isValid(self) and not future.cancelled():
            self._arrived.emit((on_arrival, future))

    def _on_arrived(self, arrival: tuple[OnArrival, "Future[Any]"]) -> None:
        on_arrival, future = arrival
        on_arrival(future)


def is_gone(origin: QObject | None) -> bool:
    """Tell whether who asked has been destroyed by Qt in the meantime."""
    return origin is not None and not shiboken6.isValid(origin)


def as_known(error: BaseException) -> KnownError:
    """Return what to tell the user; a bug of ours is logged first, without its words."""
    if isinstance(error, KnownError):
        return error
    _log.error("a job failed: %s", error)
    return InternalError()
