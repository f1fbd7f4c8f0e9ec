"""Backups under measurement: `python -m bench.backups NAME SESSIONS MEGABYTES` prints figures as JSON.

The vault is a practice filled up with documents to the size asked for, in a folder of its own.
"""

import json
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from functools import partial
from typing import Final

from bench.clock import Times
from bench.disk import PAUSE_S, plain_syncs
from bench.practice import PASSPHRASE, lent, settle
from coachdesk import backup_jobs
from coachdesk.crypto import vault
from coachdesk.crypto.backups.making import Copied
from coachdesk.crypto.opened import OpenedVault
from coachdesk.models.profile import get_profile, save_profile
from coachdesk.models.store import Store
from coachdesk.models.store_thread import Pause, StoreThread

Figures = dict[str, float]
_MEGABYTE: Final = 1024 * 1024
_ALONE: Final = 150


@contextmanager
def filled(sessions: str, megabytes: str) -> Iterator[OpenedVault]:
    """Lend a copy of a practice, filled up with documents."""
    with lent(int(sessions)) as folder, vault.unlock(folder, PASSPHRASE) as opened:
        with closing(opened.connect()) as connection:
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute("CREATE TABLE document (id TEXT PRIMARY KEY, pdf BLOB NOT NULL) STRICT")
            missing = int(megabytes) - (folder / "practice.db").stat().st_size // _MEGABYTE
            for number in range(missing):
                connection.execute("INSERT INTO document VALUES (?, ?)", (str(number), os.urandom(_MEGABYTE)))
        settle(folder / "practice.db")
        yield opened


def save_latency(sessions: str, megabytes: str) -> Figures:
    """Save one thing after the other while a backup is made; each waits for its answer.

    The same is done before and after, and two pages go to a plain file, for what the disk alone takes
    in the same minutes.
    """
    with filled(sessions, megabytes) as opened:
        thread = StoreThread(opened.connect)
        thread.submit(get_profile).result()
        disk = plain_syncs(opened.folder, _ALONE)
        alone = saves_until_over(thread, _ALONE)
        over = threading.Event()
        worker = threading.Thread(target=_back_up, args=(opened, thread, over))
        worker.start()
        beside = saves_until_over(thread, over=over)
        worker.join()
        alone = Times(alone.runs + saves_until_over(thread, _ALONE).runs)
        disk = Times(disk.runs + plain_syncs(opened.folder, _ALONE).runs)
        thread.close()
    return {
        "disk_p95": disk.p95,
        "disk_longest": max(disk.runs),
        "alone_p95": alone.p95,
        "alone_longest": max(alone.runs),
        "p95": beside.p95,
        "longest": max(beside.runs),
    }


def _back_up(opened: OpenedVault, thread: StoreThread, over: threading.Event) -> None:
    maker = opened.backup_maker()

    def copy(store: Store, pause: Pause) -> Copied:
        return backup_jobs.copy(maker, lambda _progress: None, store, pause)

    try:
        backup_jobs.finish(maker, thread.submit_long(copy).result(), _now(), lambda _progress: None)
    finally:
        over.set()


def saves_until_over(
    thread: StoreThread, count: int = sys.maxsize, over: threading.Event | None = None
) -> Times:
    """Save one thing after the other, so many times or until something is over; return what each waited."""
    runs: list[float] = []
    while len(runs) < count and not (over is not None and over.is_set()):
        start = time.perf_counter()
        thread.submit(_save).result()
        runs.append((time.perf_counter() - start) * 1000)
        time.sleep(PAUSE_S)
    return Times(tuple(runs))


def _save(store: Store) -> None:
    profile = get_profile(store)
    assert profile is not None
    save_profile(store, profile=profile)


def automatic(sessions: str, megabytes: str) -> Figures:
    """Make a backup at once, and return the processor time that it took."""
    with filled(sessions, megabytes) as opened, closing(opened.connect()) as connection:
        maker = opened.backup_maker()
        wall, cpu = time.perf_counter(), time.process_time()
        size = maker.make(connection, _now()).size
        return {
            "cpu": (time.process_time() - cpu) * 1000,
            "wall": (time.perf_counter() - wall) * 1000,
            "megabytes": size / _MEGABYTE,
        }


def leaving(sessions: str, megabytes: str) -> Figures:
    """Leave a vault that has changed, as locking does, and return how long that waits for a backup."""
    with filled(sessions, megabytes) as opened:
        thread = StoreThread(opened.connect)
        thread.submit(get_profile).result()
        job = backup_jobs.LastMoment(
            maker=opened.backup_maker(), made_at=_now(), database=opened.folder / "practice.db"
        )
        start = time.perf_counter()
        thread.submit_long(job).result()
        waited = (time.perf_counter() - start) * 1000
        thread.close()
    return {"waited": waited}


_now = partial(datetime.now, UTC)

PROBES: Final[dict[str, Callable[..., Figures]]] = {
    "save_latency": save_latency,
    "automatic": automatic,
    "leaving": leaving,
}

if __name__ == "__main__":
    print(json.dumps(PROBES[sys.argv[1]](*sys.argv[2:])))
