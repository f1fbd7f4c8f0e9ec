"""Bringing an older vault up to date: copy, one step, verify; and back to the copy where that fails.

What a kill leaves behind is settled when the vault is unlocked, before its database is opened:
see `coachdesk.crypto.upgrading`. The way on from there is the same as the first time.
"""

from collections.abc import Callable
from contextlib import closing
from typing import Any, Final, Protocol

from sqlite_utils import Database

from coachdesk.errors import KnownError, OlderVaultError, UpgradeFailedError, known_from_sqlite
from coachdesk.models import schema
from coachdesk.models.mending import index_feedback
from coachdesk.models.schema import STEPS, Steps
from coachdesk.models.store import Store

Prepare = Callable[[], object]
_FEEDBACK_IS_FOUND_SINCE: Final = "m0005_relationship"


class SafetyCopy(Protocol):
    """A copy of the database that can take its place again."""

    def make(self) -> None:
        """Copy the database, which is closed; the copy is checked."""

    def damage(self) -> tuple[str, ...]:
        """Return what is wrong with the database, by checks on fresh connections."""

    def put_back(self) -> None:
        """Let the copy be the database again."""

    def discard(self) -> None:
        """Let the copy go."""


class Vault(Protocol):
    """An unlocked vault, of which nobody else has the database open."""

    is_read_only: bool

    def connect(self) -> Any:  # noqa: ANN401  (untyped driver)
        """Open the database for the thread that calls."""

    def safety_copy(self) -> SafetyCopy:
        """Return what an upgrade can go back to."""


def connect_up_to_date(vault: Vault, prepare: Prepare = tuple, *, steps: Steps = STEPS) -> Any:  # noqa: ANN401
    """Open the database of a vault; an older one is brought up to date first.

    `prepare` is called before anything is changed: the place to tell the coach and to
    make a backup. What it raises stops the upgrade.

    Raises:
        NewerVaultError: a newer CoachDesk wrote the vault; nothing was changed.
        OlderVaultError: it is an older one, and opened to read only.
        UpgradeFailedError: a step did not work; the vault is as it was.
        DamagedVaultError: the vault is damaged; it is as it was.
        StorageError: there is no room, or the folder can't be written; the vault is as it was.
    """
    connection = vault.connect()
    try:
        waiting = _waiting(_database(connection), steps)
    except BaseException:
        connection.close()
        raise
    if not waiting:
        return connection
    connection.close()
    if vault.is_read_only:
        raise OlderVaultError
    prepare()
    for name in waiting:
        _take(vault, name, steps)
    return vault.connect()


def _waiting(db: Database, steps: Steps) -> tuple[str, ...]:
    """Return the steps that an older vault lacks; a new one has nothing to lose."""
    return () if schema.is_new(db) else schema.pending(db, steps)


def _take(vault: Vault, name: str, steps: Steps) -> None:
    copy = vault.safety_copy()
    copy.make()
    try:
        with closing(vault.connect()) as connection:
            schema.take(_database(connection), name, steps)
            if name == _FEEDBACK_IS_FOUND_SINCE:
                _index_feedback(Store(connection))
        _insist_on_wholeness(copy)
    except Exception as error:
        copy.put_back()
        known = _to_tell(error)
        if known is error:
            raise
        raise known from error
    copy.discard()


def _index_feedback(store: Store) -> None:
    """Let what was said before be found, too: a step in SQL can't fold its words."""
    with store.transaction(marked=False):  # the step has counted as a change
        index_feedback(store)


def _insist_on_wholeness(copy: SafetyCopy) -> None:
    if copy.damage():
        raise UpgradeFailedError


def _to_tell(error: Exception) -> KnownError:
    """Return what the coach can act on under its own name, all else as a failed upgrade."""
    if isinstance(error, KnownError):
        return error
    return known_from_sqlite(error) or UpgradeFailedError()


def _database(connection: Any) -> Database:  # noqa: ANN401  (untyped driver)
    return Database(connection, execute_plugins=False)
