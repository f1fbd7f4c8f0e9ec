"""Files under measurement: `python -m bench.files NAME SESSIONS` prints figures as JSON."""

import json
import os
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Final

from bench.backups import saves_until_over
from bench.clock import Times
from bench.practice import PASSPHRASE, lent
from coachdesk.crypto import vault
from coachdesk.incoming import pieces_of
from coachdesk.models import attachments
from coachdesk.models.attachments import take_in
from coachdesk.models.entities.attachment import MOST_BYTES, Incoming
from coachdesk.models.store import Store
from coachdesk.models.store_thread import Pause, StoreThread

Figures = dict[str, float]
_MEGABYTE: Final = 1024 * 1024
_ALONE: Final = 150


@contextmanager
def largest_file(folder: Path) -> Iterator[Path]:
    """Lend a file of as many bytes as the vault takes of one."""
    with tempfile.TemporaryDirectory(dir=folder) as place:
        path = Path(place) / "film.bin"
        with path.open("wb") as file:
            for _ in range(MOST_BYTES // _MEGABYTE):
                file.write(os.urandom(_MEGABYTE))
        yield path


def save_latency(sessions: str) -> Figures:
    """Save one thing after the other while a file comes in, and while its room is freed again."""
    with (
        lent(int(sessions)) as folder,
        vault.unlock(folder, PASSPHRASE) as opened,
        largest_file(folder) as path,
    ):
        thread = StoreThread(opened.connect)
        incoming = thread.submit(_place).result()
        alone = saves_until_over(thread, _ALONE)
        begun = time.perf_counter()
        added = _beside(thread, partial(_take, path=path, incoming=incoming))
        seconds = time.perf_counter() - begun
        thread.submit(lambda store: store.db.execute("DELETE FROM attachment").rowcount).result()
        freed = _beside(thread, attachments.clear_leftovers)
        thread.close()
    return {
        "alone_p95": alone.p95,
        "alone_longest": max(alone.runs),
        "added_p95": added.p95,
        "added_longest": max(added.runs),
        "freed_longest": max(freed.runs),
        "seconds": seconds,
    }


def _place(store: Store) -> Incoming:
    session_id, engagement_id = store.db.execute("SELECT id, engagement_id FROM session").fetchone()
    return Incoming(engagement_id=engagement_id, session_id=session_id, name="film.bin")


def _take(store: Store, pause: Pause, *, path: Path, incoming: Incoming) -> None:
    take_in(store, pause, incoming=incoming, open_pieces=partial(pieces_of, path), tell=lambda _size: None)


def _beside(thread: StoreThread, job: Callable[[Store, Pause], None]) -> Times:
    over = threading.Event()
    done = thread.submit_long(job)
    done.add_done_callback(lambda _done: over.set())
    times = saves_until_over(thread, over=over)
    done.result()
    return times


PROBES: Final[dict[str, Callable[..., Figures]]] = {"save_latency": save_latency}

if __name__ == "__main__":
    print(json.dumps(PROBES[sys.argv[1]](*sys.argv[2:])))
