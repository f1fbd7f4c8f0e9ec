"""Work that would freeze a window: one thread away, answered in the window's own."""

import logging
import traceback
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Signal

from coachdesk.errors import KnownError

T = TypeVar("T")
OnDone = Callable[[T], None]
OnFailed = Callable[[KnownError], None]

_log = logging.getLogger(__name__)


class Background(QObject):
    """Runs jobs in worker threads and tells the outcome through one queued signal.

    It stands where there is no vault and so no `Workspace` yet.
    """

    _arrived = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workers = ThreadPoolExecutor(max_workers=2, thread_name_prefix="start")
        self._arrived.connect(self._on_arrived)

    def run(
        self, job: Callable[[], T], on_done: OnDone[T], on_failed: OnFailed | None = None, *, origin: QObject
    ) -> None:
        """Run `job`; the outcome is told in this object's thread unless `origin` is gone by then."""
        future = self._workers.submit(job)
        future.add_done_callback(partial(self._deliver, on_done, on_failed, origin))

    def finish(self) -> None:
        """Wait for what is running and take no more."""
        self._workers.shutdown(wait=True, cancel_futures=True)

    def _deliver(
        self, on_done: OnDone[Any], on_failed: OnFailed | None, origin: QObject, future: "Future[Any]"
    ) -> None:
        if shiboken6.isValid(self) and not future.cancelled():
            self._arrived.emit((future, on_done, on_failed, origin))

    def _on_arrived(self, arrival: tuple[Any, ...]) -> None:
        future, on_done, on_failed, origin = arrival
        if not shiboken6.isValid(origin):
            return
        error = future.exception()
        if error is None:
            on_done(future.result())
        elif on_failed is not None:
            on_failed(_as_known(error))


def _as_known(error: BaseException) -> KnownError:
    """Log a bug of ours by its kind and place alone, and let the window go on from where it was."""
    if isinstance(error, KnownError):
        return error
    places = [f"{frame.filename}:{frame.lineno}" for frame in traceback.extract_tb(error.__traceback__)]
    _log.error("bug %s at %s", type(error).__name__, " < ".join(reversed(places)))
    return KnownError()
