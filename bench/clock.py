"""Measuring: wall time, processor time, and how they are spread."""

import time
from collections.abc import Callable, Iterable
from typing import Final

from attrs import frozen

_WARM_UP: Final = 5


@frozen
class Times:
    """How long a thing took, run by run, in milliseconds."""

    runs: tuple[float, ...]

    @property
    def median(self) -> float:
        """What is in the middle."""
        return self._at(0.5)

    @property
    def p95(self) -> float:
        """What 95 of 100 runs stay within."""
        return self._at(0.95)

    def _at(self, share: float) -> float:
        return sorted(self.runs)[min(len(self.runs) - 1, int(share * len(self.runs)))]


def time_each(jobs: Iterable[Callable[[], object]], *, warm_up: int = _WARM_UP) -> Times:
    """Run each job once and return how long each took, but for the first few."""
    runs = []
    for job in jobs:
        start = time.perf_counter()
        job()
        runs.append((time.perf_counter() - start) * 1000)
    return Times(tuple(runs[warm_up:]))
