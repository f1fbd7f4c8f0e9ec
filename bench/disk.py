"""What the disk alone takes, beside everything that is saved in the same minutes."""

import os
import time
from pathlib import Path
from typing import Final

from bench.clock import Times
from coachdesk.crypto.connection import PAGE_BYTES

PAUSE_S: Final = 0.02


def plain_syncs(folder: Path, count: int) -> Times:
    """Write two pages to a plain file and wait for the disk, again and again."""
    runs: list[float] = []
    with (folder / "plain").open("wb", buffering=0) as file:
        while len(runs) < count:
            start = time.perf_counter()
            file.seek(0)
            file.write(os.urandom(2 * PAGE_BYTES))
            os.fsync(file.fileno())
            runs.append((time.perf_counter() - start) * 1000)
            time.sleep(PAUSE_S)
    return Times(tuple(runs))
