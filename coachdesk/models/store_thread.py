"""The one thread that owns the vault's tables."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import Any, TypeVar

from coachdesk.errors import KnownError
from coachdesk.models.clock import Clock, system_clock
from coachdesk.models.holding import Holding
from coachdesk.models.store import Connect, Store

T = TypeVar("T")
# Copies what a connection has open to a new vault, and returns a connection to that.
CopyAside = Callable[[Any], Any]


class StoreThread:
    """The one thread that owns the connection; jobs go in, futures of frozen values come out.

    The first job opens the connection and prepares the tables. `copy_aside` keeps the words of who
    writes on after another program has replaced the file.
    """

    def __init__(
        self, connect: Connect, clock: Clock = system_clock, copy_aside: CopyAside | None = None
    ) -> None:
        self._connect = connect
        self._clock = clock
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store")
        self._holding = Holding(self._opened, copy_aside and partial(self._opened_aside, copy_aside))

    @property
    def trouble(self) -> KnownError | None:
        """Why nothing can be saved at present, None where all is well; for any thread."""
        return self._holding.trouble

    def submit(self, job: Callable[[Store], T]) -> Future[T]:
        """Queue a job; its future holds the result or a KnownError where there is one."""
        return self._executor.submit(self._holding.run, job)

    def close(self) -> None:
        """Finish what is queued, close the connection and end the thread."""
        self._executor.submit(self._holding.close)
        self._executor.shutdown(wait=True)

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
