import threading
from collections.abc import Callable
from typing import Any

import pytest

from coachdesk.errors import BugError, DiskFullError, NotFoundError
from coachdesk.models.clock import Clock
from coachdesk.models.store import Store
from coachdesk.models.store_thread import StoreThread


def test_jobs_run_in_one_thread(connect: Callable[[], Any], clock: Clock) -> None:
    thread = StoreThread(connect, clock)
    names = {thread.submit(lambda _store: threading.current_thread().name).result() for _ in range(5)}
    thread.close()
    assert len(names) == 1
    assert threading.current_thread().name not in names


def test_an_error_of_the_database_reaches_the_caller_as_a_known_one(connect: Callable[[], Any]) -> None:
    thread = StoreThread(connect)

    def fill(store: Store) -> None:
        store.db.execute("PRAGMA max_page_count = 1").fetchall()
        store.db.execute("CREATE TABLE big (x)")
        store.db.execute("INSERT INTO big SELECT randomblob(1000000)")

    with pytest.raises(DiskFullError):
        thread.submit(fill).result()
    thread.close()


def test_a_bug_stays_a_bug(connect: Callable[[], Any]) -> None:
    thread = StoreThread(connect)
    with pytest.raises(ZeroDivisionError):
        thread.submit(lambda _store: 1 / 0).result()
    thread.close()


def test_a_thread_that_never_opened_closes_quietly(connect: Callable[[], Any]) -> None:
    StoreThread(connect).close()


def test_after_a_failed_opening_the_file_is_free_again() -> None:
    class Stranger:
        closed = False

        def close(self) -> None:
            self.closed = True

    stranger = Stranger()
    thread = StoreThread(lambda: stranger)
    with pytest.raises(BugError):
        thread.submit(lambda _store: None).result()
    thread.close()
    assert stranger.closed


def test_opening_reports_what_stands_in_the_way() -> None:
    def refuse() -> Any:  # noqa: ANN401  (untyped driver)
        raise NotFoundError

    thread = StoreThread(refuse)
    with pytest.raises(NotFoundError):
        thread.submit(lambda _store: None).result()
    thread.close()
