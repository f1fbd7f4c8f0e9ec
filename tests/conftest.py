"""Fixtures that every test may use: real SQLCipher, a clock that stands still, Qt offscreen."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from coachdesk.crypto.connection import open_database
from coachdesk.crypto.secret import Secret
from coachdesk.models.clock import Clock, fixed_clock
from coachdesk.models.store import Store

NOW = datetime(2026, 5, 14, 8, 0, tzinfo=UTC)


@pytest.fixture
def clock() -> Clock:
    return fixed_clock(NOW)


@pytest.fixture
def store(tmp_path: Path, clock: Clock) -> Iterator[Store]:
    connection = open_database(tmp_path / "practice.db", Secret(bytes(32)), bytes(16), create=True)
    connection.execute("CREATE TABLE vault_meta (key TEXT PRIMARY KEY, value TEXT) STRICT")
    connection.execute("INSERT INTO vault_meta VALUES ('generation', '0')")
    opened = Store(connection, clock)
    yield opened
    opened.close()
