"""Work that would freeze a window, where there is no vault and so no `Workspace` yet."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QObject, Signal

from coachdesk.delivery import Delivery, as_known, is_gone
from coachdesk.errors import KnownError

T = TypeVar("T")
OnDone = Callable[[T], None]
OnFailed = Callable[[KnownError], None]


class Worker(Protocol):
    """Who works beside the window: this module's `Background`, or the `Workspace`."""

    def work(
        self,
        job: Callable[[], T],
        on_done: OnDone[T] | None = None,
        *,
        origin: QObject | None = None,
        on_failed: OnFailed | None = None,
    ) -> None:
        """Run `job`; the outcome is told in the window's thread unless `origin` is gone by then."""
        ...


class Background(QObject):
    """Runs jobs in worker threads and tells the outcome in the window's own.

    `finishing` is told before it waits for what is running, which may stop then.
    """

    finishing = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workers = ThreadPoolExecutor(max_workers=2, thread_name_prefix="start")
        self._delivery = Delivery(self)
        self._is_finished = False

    def work(
        self,
        job: Callable[[], T],
        on_done: OnDone[T] | None = None,
        *,
        origin: QObject | None = None,
        on_failed: OnFailed | None = None,
    ) -> None:
        """Run `job`; the outcome is told in this object's thread unless `origin` is gone by then."""
        if self._is_finished:
            return
        future = self._workers.submit(job)
        self._delivery.expect(future, partial(self._on_arrived, on_done, on_failed, origin))

    def finish(self) -> None:
        """Wait for what is running; whatever is asked for later is passed over."""
        self._is_finished = True
        self.finishing.emit()
        self._workers.shutdown(wait=True, cancel_futures=True)

    def _on_arrived(
        self,
        on_done: OnDone[Any] | None,
        on_failed: OnFailed | None,
        origin: QObject | None,
        future: "Future[Any]",
    ) -> None:
        if is_gone(origin):
            return
        error = future.exception()
        if error is not None:
            told = as_known(error)
            if on_failed is not None:
                on_failed(told)
        elif on_done is not None:
            on_done(future.result())
