"""The clock on the coach's wall: where a test says that they live."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest


@contextmanager
def coach_in(zone: str) -> Iterator[None]:
    """Let this process live in a zone for a while; skips where the system can't."""
    if not hasattr(time, "tzset"):
        pytest.skip("this system has one zone for all")
    before = os.environ.get("TZ")
    os.environ["TZ"] = zone
    time.tzset()
    try:
        yield
    finally:
        if before is None:
            del os.environ["TZ"]
        else:
            os.environ["TZ"] = before
        time.tzset()
