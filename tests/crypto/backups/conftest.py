"""A vault with some notes in it, and a backup of it."""

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from coachdesk.crypto.backups.making import BackupMaker
from coachdesk.crypto.backups.shelf import Backup
from coachdesk.crypto.connection import Connection
from coachdesk.crypto.opened import OpenedVault

MADE_AT = datetime(2026, 5, 14, 8, 0, tzinfo=UTC)
NOTES = 40


def write_notes(connection: Connection, count: int = NOTES) -> None:
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("CREATE TABLE IF NOT EXISTS note (id INTEGER PRIMARY KEY, words TEXT NOT NULL) STRICT")
    connection.executemany("INSERT INTO note (words) VALUES (?)", [(f"{n} " * 2000,) for n in range(count)])
    connection.execute("UPDATE vault_meta SET value = value + 1 WHERE key = 'generation'")
    connection.execute("COMMIT")


def flip(path: Path, at: int, bit: int = 1) -> None:
    """Change one bit of a file; negative places count from its end."""
    raw = bytearray(path.read_bytes())
    raw[at] ^= bit
    path.write_bytes(raw)


@pytest.fixture
def connection(opened: OpenedVault) -> Iterator[Connection]:
    with closing(opened.connect()) as connection:
        write_notes(connection)
        yield connection


@pytest.fixture
def maker(opened: OpenedVault) -> BackupMaker:
    return opened.backup_maker()


@pytest.fixture
def backup(maker: BackupMaker, connection: Connection) -> Backup:
    return maker.make(connection, MADE_AT)


@pytest.fixture
def leftovers(maker: BackupMaker) -> Callable[[], list[str]]:
    """Return what lists all but backups in the folder of backups."""
    return lambda: [path.name for path in maker.shelf.folder.glob("*") if path.suffix != ".coachdesk-backup"]


def raising(error: BaseException) -> Callable[..., Any]:
    def refuse(*_: object, **__: object) -> None:
        raise error

    return refuse
