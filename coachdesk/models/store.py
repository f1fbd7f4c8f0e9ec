"""The vault's tables in the hands of one thread."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import wraps
from typing import Any, Concatenate, Final, ParamSpec, TypeVar

import attrs
from attrs import frozen
from sqlite_utils import Database, utils

from coachdesk.errors import BugError, NotFoundError, OpenedToReadError
from coachdesk.models import rows, schema
from coachdesk.models.clock import Clock, local, system_clock

T = TypeVar("T")
P = ParamSpec("P")
Connect = Callable[[], Any]
Cells = Sequence[rows.Cell] | dict[str, rows.Cell]

_STAMP: Final = """
INSERT INTO vault_meta (key, value) VALUES ('stamp', lower(hex(randomblob(8))))
ON CONFLICT (key) DO UPDATE SET value = excluded.value
"""


@frozen(kw_only=True)
class Edition:
    """What a vault's file holds, told from every earlier, later and parted copy of it."""

    generation: int
    stamp: str


class Store:
    """The open tables; lives and dies in the thread that made it.

    Reads and writes go through verbs: functions of the area modules that take a
    store first. A verb that writes is marked with `@write`.
    """

    def __init__(self, connection: Any, clock: Clock = system_clock) -> None:  # noqa: ANN401  (untyped driver)
        driver = utils.sqlite3  # type: ignore[attr-defined]  # re-exported there
        if not isinstance(connection, driver.Connection):
            raise BugError("sqlite_utils was imported before crypto.connection and took the plain driver")
        self._connection = connection
        self.db = Database(connection, execute_plugins=False)
        self.now = clock
        schema.prepare(self.db)
        self.edition = self._read_edition()

    def today(self) -> date:
        """Return the present day on the coach's wall."""
        return local(self.now()).date()

    @contextmanager
    def transaction(self, *, marked: bool = True) -> Iterator[None]:
        """Make all inside happen or none of it; inside another one, be part of that.

        What is not `marked` is no change of the practice: a copy from before is as good as this one.
        """
        if self._in_transaction():
            yield
            return
        self._insist_on_writing()
        self.db.execute("BEGIN IMMEDIATE")
        try:
            yield
            if marked:
                self._mark_change()
            self.insist_on_own_file()
            self.db.execute("COMMIT")
        except BaseException:
            if self._in_transaction():
                self.db.execute("ROLLBACK")
            raise
        self.edition = self._read_edition()

    @property
    def is_read_only(self) -> bool:
        """Whether the vault was opened to read only."""
        return bool(self._connection.is_read_only)

    def insist_on_own_file(self) -> None:
        """Make sure that the file that is open is still the one at its path.

        Raises:
            ReplacedError: another one is there, or none.
            StorageError: the folder can't be read any more.
        """
        self._connection.insist_on_own_file()

    def _insist_on_writing(self) -> None:
        if self._in_transaction():
            return
        if self.is_read_only:
            raise OpenedToReadError
        self.insist_on_own_file()

    def _mark_change(self) -> None:
        """Count the change, and give what the file holds from now on a name that no other copy has."""
        self.db.execute("UPDATE vault_meta SET value = value + 1 WHERE key = 'generation'")
        self.db.execute(_STAMP)

    def _read_edition(self) -> Edition:
        found = dict(self.db.execute("SELECT key, value FROM vault_meta").fetchall())
        return Edition(generation=int(found.get("generation", 0)), stamp=found.get("stamp", ""))

    def _in_transaction(self) -> bool:
        return bool(self.db.conn.in_transaction)

    def all(self, kind: type[T], sql: str, cells: Cells = ()) -> tuple[T, ...]:
        """Return the entities of a query's rows."""
        return tuple(rows.from_row(kind, row) for row in self.db.query(sql, cells))

    def one(self, kind: type[T], sql: str, cells: Cells = ()) -> T:
        """Return the entity of a query's first row.

        Raises:
            NotFoundError: there is no such row.
        """
        row = next(iter(self.db.query(sql, cells)), None)
        if row is None:
            raise NotFoundError
        return rows.from_row(kind, row)

    def value(self, sql: str, cells: Cells = ()) -> Any:  # noqa: ANN401  (any cell)
        """Return the first cell of the first row, or None."""
        row = self.db.execute(sql, cells).fetchone()
        return None if row is None else row[0]

    def put(
        self,
        table: str,
        entity: attrs.AttrsInstance,
        *,
        key: Sequence[str] = ("id",),
        without: frozenset[str] = frozenset(),
    ) -> None:
        """Insert the entity's row or bring it up to date, and stamp it."""
        self._insist_on_writing()
        now = self.now().isoformat()
        row = rows.to_row(entity, without=without) | {"created_at": now, "updated_at": now}
        self.db.execute(_upsert(table, tuple(row), tuple(key)), row)

    def delete(self, table: str, record_id: str) -> None:
        """Remove one row by its id."""
        self._insist_on_writing()
        self.db.execute(f"DELETE FROM {table} WHERE id = ?", [record_id])  # noqa: S608  (our own table name)

    def close(self) -> None:
        """Close the connection."""
        self.db.conn.close()


def _upsert(table: str, columns: tuple[str, ...], key: tuple[str, ...]) -> str:
    changed = [name for name in columns if name not in key and name != "created_at"]
    return (
        f"INSERT INTO {table} ({', '.join(columns)}) "  # noqa: S608  (our own names)
        f"VALUES ({', '.join(':' + name for name in columns)}) "
        f"ON CONFLICT ({', '.join(key)}) DO UPDATE SET {', '.join(f'{n} = excluded.{n}' for n in changed)}"
    )


def write(verb: Callable[Concatenate[Store, P], T]) -> Callable[Concatenate[Store, P], T]:
    """Make a verb of an area module one transaction."""

    @wraps(verb)
    def in_transaction(store: Store, /, *args: P.args, **kwargs: P.kwargs) -> T:
        with store.transaction():
            return verb(store, *args, **kwargs)

    return in_transaction
