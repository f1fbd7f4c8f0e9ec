"""Work that would freeze a window, where there is no vault and so no `Workspace` yet."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QObject

from coachdesk.delivery import Delivery, is_gone, known
from coachdesk.errors import KnownError

T = TypeVar("T")
OnDone = Callable[[T], None]
OnFailed = Callable[[KnownError], None]


class Background(QObject):
    """Runs jobs in worker threads and tells the outcome in the window's own."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workers = ThreadPoolExecutor(max_workers=2, thread_name_prefix="start")
        self._delivery = Delivery(self)

    def run(
        self, job: Callable[[], T], on_done: OnDone[T], on_failed: OnFailed | None = None, *, origin: QObject
    ) -> None:
        """Run `job`; the outcome is told in this object's thread unless `origin` is gone by then."""
        future = self._workers.submit(job)
        self._delivery.expect(future, partial(self._on_arrived, on_done, on_failed, origin))

    def finish(self) -> None:
        """Wait for what is running and take no more."""
        self._workers.shutdown(wait=True, cancel_futures=True)

    def _on_arrived(
        self, on_done: OnDone[Any], on_failed: OnFailed | None, origin: QObject, future: "Future[Any]"
    ) -> None:
        if is_gone(origin):
            return
        error = future.exception()
        if error is None:
            on_done(future.result())
        elif on_failed is not None:
            on_failed(known(error) or KnownError())
