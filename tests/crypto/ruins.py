"""A database of rows long and short, and what ruins it."""

import random
from contextlib import closing
from pathlib import Path

from coachdesk.crypto.btree import Kind, TreeReader
from coachdesk.crypto.connection import PAGE_BYTES, Connection, open_database
from coachdesk.crypto.pages import Pages
from coachdesk.crypto.secret import Secret

KEY, SALT = Secret(bytes(range(32))), bytes(range(16))
LENGTHS = (0, 3, 40, 40, 40, 800, 5_000, 9_000)
TABLES = """
CREATE TABLE note (id TEXT PRIMARY KEY, body TEXT NOT NULL, revision INTEGER, weight REAL) STRICT;
CREATE TABLE clause (id TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT;
CREATE INDEX clause_by_body ON clause (substr(body, 1, 5));
CREATE TABLE numbered (id INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT;
CREATE TABLE pair (a TEXT NOT NULL, b TEXT NOT NULL, place INTEGER, PRIMARY KEY (a, b)) STRICT, WITHOUT ROWID;
CREATE VIRTUAL TABLE found USING fts5 (text);
CREATE TRIGGER note_stays BEFORE DELETE ON note BEGIN SELECT RAISE(ABORT, 'stays'); END;
"""
COUNTS = {"note": 300, "clause": 200, "numbered": 120, "pair": 400}


def make(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Make a database of some hundred pages and return its rows by table."""
    rng = random.Random(7)  # noqa: S311  (the same every time)
    with closing(open_database(path, KEY, SALT, create=True)) as connection:
        connection.executescript(TABLES)
        connection.execute("BEGIN")
        for number in range(COUNTS["note"]):
            weight = None if number % 3 else number / 7
            words = "ä" * rng.choice(LENGTHS)
            connection.execute("INSERT INTO note VALUES (?, ?, ?, ?)", (_id(rng), words, -number, weight))
        for _ in range(COUNTS["clause"]):
            connection.execute("INSERT INTO clause VALUES (?, ?)", (_id(rng), "b" * rng.choice(LENGTHS)))
        for _ in range(COUNTS["numbered"]):
            connection.execute("INSERT INTO numbered (body) VALUES (?)", ("c" * rng.choice(LENGTHS),))
        for number in range(COUNTS["pair"]):
            connection.execute("INSERT INTO pair VALUES (?, ?, ?)", (_id(rng), "d" * (number % 90), number))
        connection.execute("COMMIT")
        connection.execute("DELETE FROM clause WHERE rowid > 150")
        return {table: rows_of(connection, table) for table in COUNTS}


def _id(rng: random.Random) -> str:
    return f"{rng.getrandbits(128):032x}"


def rows_of(connection: Connection, table: str) -> list[tuple[object, ...]]:
    """Return the rows of a table, in an order that needs no index."""
    return sorted(connection.execute(f"SELECT * FROM {table}").fetchall())  # noqa: S608  (our own name)


def ruin(path: Path, *pages: int) -> None:
    """Flip a bit of each of these pages."""
    content = bytearray(path.read_bytes())
    for page in pages:
        content[page * PAGE_BYTES - 200] ^= 1
    path.write_bytes(bytes(content))


def reader_kind(pages: Pages, page: int) -> Kind | None:
    """Return what a page holds."""
    return TreeReader(pages).kind_of(page)
