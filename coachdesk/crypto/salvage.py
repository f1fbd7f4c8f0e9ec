"""Everything that can still be read of a damaged database, in a new one."""

from collections.abc import Iterable
from typing import Final

from coachdesk.crypto.connection import Connection, DatabaseError, mapped_errors
from coachdesk.crypto.pages import Pages
from coachdesk.crypto.survey import Key, LostRows, Survey, Tell
from coachdesk.crypto.tables import Table
from coachdesk.errors import QT_TRANSLATE_NOOP, DamagedVaultError

_REFUSED: Final = "SQLITE_CONSTRAINT"


def salvage(pages: Pages, target: Connection, tell: Tell) -> tuple[LostRows, ...]:
    """Copy what can be read into an empty database, and return what could not.

    Tables that fill themselves, such as the search index, are made empty.

    Raises:
        DamagedVaultError: not even a list of tables can be read.
        StorageError: the target can't be written.
    """
    survey = Survey(pages, tell)
    if not survey.contents.tables:
        raise DamagedVaultError(
            QT_TRANSLATE_NOOP("errors", "The page that says where everything is can't be read."),
            QT_TRANSLATE_NOOP("errors", "Restore a backup. Nothing was written."),
        )
    refused: list[LostRows] = []
    with mapped_errors():
        target.execute("PRAGMA foreign_keys = OFF")
        target.execute("BEGIN IMMEDIATE")
        for table in survey.contents.tables:
            target.execute(table.sql)
            refused += _fill(target, table, survey.rows(table))
        for table, row in survey.stray_rows():
            refused += _fill(target, table, (row,))
        for statement in survey.contents.statements:
            target.execute(statement)
        target.execute("COMMIT")
    return survey.lost() + tuple(refused)


def lost_rows(pages: Pages, tell: Tell) -> tuple[LostRows, ...]:
    """Return what can't be read, without copying anything."""
    survey = Survey(pages, tell)
    for table in survey.contents.tables:
        for _row in survey.rows(table):
            pass
    for _stray in survey.stray_rows():
        pass
    return survey.lost()


def _fill(target: Connection, table: Table, rows: Iterable[Key]) -> list[LostRows]:
    """Insert rows; one that breaks the rules of its table is lost."""
    refused: list[LostRows] = []
    for row in rows:
        try:
            target.execute(_insert(table, len(row)), row)
        except DatabaseError as error:
            if not error.sqlite_errorname.startswith(_REFUSED):
                raise
            key = tuple(row[table.columns.index(name)] for name in table.key)
            refused.append(LostRows(table=table.name, keys=(key,)))
    return refused


def _insert(table: Table, count: int) -> str:
    """Return the statement for a row of so many columns; those added since get what they begin with."""
    columns, places = ", ".join(table.columns[:count]), ", ".join("?" * count)
    return f"INSERT INTO {table.name} ({columns}) VALUES ({places})"  # noqa: S608  (names of the database's own)
