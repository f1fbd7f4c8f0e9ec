"""What views hold of the vault: a place to hand jobs to and to hear from."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date, datetime
from functools import partial
from threading import Thread
from typing import Any, TypeVar

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QObject, QTimer, Signal

from coachdesk.delivery import Delivery, as_known, is_gone
from coachdesk.errors import KnownError, OpenedToReadError
from coachdesk.models.clock import Clock, local, system_clock
from coachdesk.models.entities.change import Change, Written
from coachdesk.models.store import Store
from coachdesk.models.store_thread import Pause, StoreThread

T = TypeVar("T")
OnDone = Callable[[T], None]
OnFailed = Callable[[KnownError], None]


class Workspace(QObject):
    """Views hand in a job and hear, in the window's thread, what came of it.

    `trouble` says why nothing can be saved at present, None where all is well.
    """

    changed = Signal(object, object)
    failed = Signal(object)
    busy_changed = Signal(bool)
    trouble_changed = Signal(object)

    def __init__(
        self, thread: StoreThread, clock: Clock = system_clock, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._thread = thread
        self._clock = clock
        self._workers = ThreadPoolExecutor(max_workers=1, thread_name_prefix="worker")
        self._delivery = Delivery(self)
        self._waiting = 0
        self._is_finished = False
        self.trouble: KnownError | None = None

    def now(self) -> datetime:
        """Return the present moment in UTC."""
        return self._clock()

    def today(self) -> date:
        """Return the present day on the coach's wall."""
        return local(self._clock()).date()

    def run(
        self,
        job: Callable[[Store], T],
        on_done: OnDone[T] | None = None,
        *,
        origin: QObject | None = None,
        on_failed: OnFailed | None = None,
    ) -> None:
        """Run a job in the store's thread; `on_done` gets its result unless `origin` is gone by then.

        A failure goes to `on_failed`, or without one to `failed`; a bug of ours is an
        `InternalError` there.

        A result that is `Written` also goes out as `changed`, with `origin`, so that the
        view that wrote it can pass over its own echo.
        """
        self._await(self._thread.submit(job), on_done, on_failed, origin)

    def run_long(
        self,
        job: Callable[[Store, Pause], T],
        on_done: OnDone[T] | None = None,
        *,
        origin: QObject | None = None,
        on_failed: OnFailed | None = None,
        is_waited_for: bool = False,
    ) -> None:
        """Run a job that lets others through wherever it pauses.

        Nobody waits for it, not even on leaving, unless it `is_waited_for` like the short ones.
        """
        if is_waited_for:
            self._await(self._thread.submit_long(job), on_done, on_failed, origin)
            return
        told = partial(self._tell, on_done, on_failed, origin)
        self._delivery.expect(self._thread.submit_long(job), told)

    def run_closed(
        self,
        job: Callable[[], T],
        on_done: OnDone[T] | None = None,
        *,
        origin: QObject | None = None,
        on_failed: OnFailed | None = None,
    ) -> None:
        """Run a job in the store's thread while the database is closed; the next job opens it again."""
        self._await(self._thread.submit_closed(job), on_done, on_failed, origin)

    def work(
        self,
        job: Callable[[], T],
        on_done: OnDone[T] | None = None,
        *,
        origin: QObject | None = None,
        on_failed: OnFailed | None = None,
    ) -> None:
        """Run a job that needs no store, such as a PDF, in a worker thread; none once all is finished."""
        if self._is_finished:
            return  # a timer of a page may still ask, while the window goes
        self._await(self._workers.submit(job), on_done, on_failed, origin)

    @property
    def is_read_only(self) -> bool:
        """Whether the vault was opened to read only, so that no trying will help."""
        return isinstance(self.trouble, OpenedToReadError)

    @property
    def is_busy(self) -> bool:
        """Whether a job is queued or running, or its answer has not been told yet."""
        return self._waiting > 0

    def drain(self, most_ms: int | None = None) -> None:
        """Wait until every answer has been told, at most `most_ms`; the window stays alive meanwhile."""
        loop = QEventLoop()
        deadline = QDeadlineTimer(QDeadlineTimer.ForeverConstant.Forever)
        if most_ms is not None:
            deadline = QDeadlineTimer(most_ms)
            QTimer.singleShot(most_ms, loop, loop.quit)
        self.busy_changed.connect(loop.quit)
        while self.is_busy and not deadline.hasExpired():
            loop.exec()
        self.busy_changed.disconnect(loop.quit)

    def finish(self, most_s: float | None = None) -> None:
        """Wait for all that is queued and close the vault; nothing can run afterwards.

        After `most_s` seconds a disk that does not answer is not waited for any more: only the end
        of the process ends what is left.
        """
        self._is_finished = True
        closing = Thread(target=self._finish, name="closing", daemon=True)
        closing.start()
        closing.join(most_s)

    def _finish(self) -> None:
        self._workers.shutdown(wait=True, cancel_futures=True)
        self._thread.close()

    def _await(
        self,
        future: "Future[Any]",
        on_done: OnDone[Any] | None,
        on_failed: OnFailed | None,
        origin: QObject | None,
    ) -> None:
        self._count(+1)
        self._delivery.expect(future, partial(self._on_arrived, on_done, on_failed, origin))

    def _on_arrived(
        self,
        on_done: OnDone[Any] | None,
        on_failed: OnFailed | None,
        origin: QObject | None,
        future: "Future[Any]",
    ) -> None:
        try:
            self._follow_trouble()
            self._tell(on_done, on_failed, origin, future)
        finally:
            self._count(-1)

    def _follow_trouble(self) -> None:
        """Tell when saving becomes impossible, for another reason, or possible again."""
        former, self.trouble = self.trouble, self._thread.trouble
        if (former and former.text()) != (self.trouble and self.trouble.text()):
            self.trouble_changed.emit(self.trouble)

    def _tell(
        self,
        on_done: OnDone[Any] | None,
        on_failed: OnFailed | None,
        origin: QObject | None,
        future: "Future[Any]",
    ) -> None:
        gone = is_gone(origin)
        error = future.exception()
        if error is not None:
            self._tell_failure(as_known(error), None if gone else on_failed)
        else:
            self._tell_result(future.result(), None if gone else on_done, origin)

    def _tell_result(self, result: object, on_done: OnDone[Any] | None, origin: QObject | None) -> None:
        """Tell who asked, then everyone: what was written is written, even where a view stumbles."""
        try:
            if on_done is not None:
                on_done(result)
        finally:
            if isinstance(result, Written) and result.change != Change():
                self.changed.emit(result.change, origin)

    def _tell_failure(self, error: KnownError, on_failed: OnFailed | None) -> None:
        if on_failed is not None:
            on_failed(error)
        else:
            self.failed.emit(error)

    def _count(self, step: int) -> None:
        was_busy = self.is_busy
        self._waiting += step
        if self.is_busy is not was_busy:
            self.busy_changed.emit(self.is_busy)
