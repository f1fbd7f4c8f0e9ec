import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from functools import partial
from typing import Any

import pytest

from coachdesk.errors import BugError, DamagedVaultError, DiskFullError, NotFoundError, StoppedError
from coachdesk.models.clock import Clock
from coachdesk.models.store import Store
from coachdesk.models.store_thread import Pause, StoreThread


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


@pytest.fixture
def thread(connect: Callable[[], Any], clock: Clock) -> Iterator[StoreThread]:
    opened = StoreThread(connect, clock)
    yield opened
    opened.close()


def test_a_long_job_lets_through_what_waits(thread: StoreThread) -> None:
    begun, queued = threading.Event(), threading.Event()
    order: list[str] = []

    def take_long(_store: Store, pause: Pause) -> None:
        begun.set()
        queued.wait(10)
        pause()
        order.append("long")

    long = thread.submit_long(take_long)
    begun.wait(10)
    saves = [thread.submit(partial(note, order, name)) for name in ("one", "two")]
    queued.set()
    long.result()
    assert [save.result() for save in saves] == [None, None]
    assert order == ["one", "two", "long"]


def test_without_a_pause_they_would_wait(thread: StoreThread) -> None:
    order: list[str] = []
    long = thread.submit_long(lambda _store, _pause: order.append("long"))
    thread.submit(lambda _store: order.append("save")).result()
    long.result()
    assert order == ["long", "save"]


def test_what_fails_in_a_pause_fails_for_who_asked(thread: StoreThread) -> None:
    failing: list[Future[None]] = []

    def take_long(_store: Store, pause: Pause) -> str:
        failing.append(thread.submit(refuse))
        pause()
        return "done"

    assert thread.submit_long(take_long).result() == "done"
    with pytest.raises(NotFoundError):
        failing[0].result()


def test_a_cancelled_job_is_passed_over(thread: StoreThread) -> None:
    def take_long(_store: Store, pause: Pause) -> None:
        thread.submit(refuse).cancel()
        pause()

    thread.submit_long(take_long).result()


def test_trouble_in_a_pause_stops_the_long_job(thread: StoreThread) -> None:
    def meet_damage(_store: Store) -> None:
        raise DamagedVaultError

    def take_long(_store: Store, pause: Pause) -> None:
        for job in (meet_damage, meet_damage):
            thread.submit(job)
        pause()

    with pytest.raises(StoppedError):
        thread.submit_long(take_long).result()


def test_closing_stops_a_long_job_and_finishes_the_rest(connect: Callable[[], Any]) -> None:
    thread = StoreThread(connect)
    begun, closing = threading.Event(), threading.Event()

    def take_long(_store: Store, pause: Pause) -> None:
        begun.set()
        closing.wait(10)
        while True:
            pause()

    long = thread.submit_long(take_long)
    begun.wait(10)
    save = thread.submit(lambda _store: "saved")
    threading.Timer(0.01, closing.set).start()
    thread.close()
    assert save.result() == "saved"
    with pytest.raises(StoppedError):
        long.result()


def note(order: list[str], name: str, _store: Store) -> None:
    order.append(name)


def refuse(_store: Store) -> None:
    raise NotFoundError
