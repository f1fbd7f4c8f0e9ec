"""The one thread that owns the vault's tables."""

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import Any, TypeVar

from coachdesk.errors import KnownError, StoppedError
from coachdesk.models.clock import Clock, system_clock
from coachdesk.models.holding import Holding
from coachdesk.models.store import Connect, Store

T = TypeVar("T")
# Copies what a connection has open to a new vault, and returns a connection to that.
CopyAside = Callable[[Any], Any]
# Does what waits; raises `StoppedError` where the job can't go on after that.
Pause = Callable[[], None]


class StoreThread:
    """The one thread that owns the connection; jobs go in, futures of frozen values come out.

    The first job opens the connection and prepares the tables. A job that takes long lets the others
    through wherever it pauses, and is stopped when the thread is closed. `copy_aside` keeps the words of who
    writes on after another program has replaced the file.
    """

    def __init__(
        self, connect: Connect, clock: Clock = system_clock, copy_aside: CopyAside | None = None
    ) -> None:
        self._connect = connect
        self._clock = clock
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store")
        self._waiting: deque[tuple[Future[Any], Callable[[Store], Any]]] = deque()
        self._is_closing = False
        self._holding = Holding(self._opened, copy_aside and partial(self._opened_aside, copy_aside))

    @property
    def trouble(self) -> KnownError | None:
        """Why nothing can be saved at present, None where all is well; for any thread."""
        return self._holding.trouble

    def submit(self, job: Callable[[Store], T]) -> Future[T]:
        """Queue a job; its future holds the result or a KnownError where there is one."""
        future: Future[T] = Future()
        self._waiting.append((future, job))
        self._executor.submit(self._run_next)
        return future

    def submit_long(self, job: Callable[[Store, Pause], T]) -> Future[T]:
        """Queue a job that lets others through: all that waits is done wherever it calls `pause`.

        A job must not pause inside a transaction. `pause` raises a `StoppedError` once the thread is
        to be closed, or where the store was opened anew after trouble and is not the job's any more.
        """
        return self._executor.submit(self._holding.run, partial(self._run_long, job))

    def submit_closed(self, job: Callable[[], T]) -> Future[T]:
        """Queue a job that needs the database closed; the next one opens it again."""
        return self._executor.submit(self._run_closed, job)

    def close(self) -> None:
        """Stop what takes long, finish what is queued, close the connection and end the thread."""
        self._is_closing = True
        self._executor.submit(self._holding.close)
        self._executor.shutdown(wait=True)

    def _run_next(self) -> None:
        """Do what has waited longest; a pause may have done it already."""
        if not self._waiting:
            return
        future, job = self._waiting.popleft()
        if not future.set_running_or_notify_cancel():
            return
        try:
            result = self._holding.run(job)
        except BaseException as error:  # whoever waits for the answer gets it
            future.set_exception(error)
        else:
            future.set_result(result)

    def _run_closed(self, job: Callable[[], T]) -> T:
        self._holding.close()
        return job()

    def _run_long(self, job: Callable[[Store, Pause], T], store: Store) -> T:
        return job(store, partial(self._pause, store))

    def _pause(self, store: Store) -> None:
        while self._waiting and self._holding.trusts(store):
            self._run_next()
        if self._is_closing or not self._holding.trusts(store):
            raise StoppedError

    def _opened(self) -> Store:
        return self._prepared(self._connect())

    def _opened_aside(self, copy_aside: CopyAside, store: Store) -> tuple[Store, str]:
        connection = copy_aside(store.db.conn)
        return self._prepared(connection), connection.own_file.path.parent.name

    def _prepared(self, connection: Any) -> Store:  # noqa: ANN401  (untyped driver)
        """Make the store; where that fails, the file is free for the next try."""
        try:
            return Store(connection, self._clock)
        except BaseException:
            connection.close()
            raise
