"""The one way from an unlocked vault to a connection that a `Store` can be made of."""

from collections.abc import Callable
from functools import partial

from coachdesk.crypto.backups.making import back_up  # first: sqlite_utils takes the driver prepared there
from coachdesk.crypto.connection import Connection
from coachdesk.crypto.opened import OpenedVault
from coachdesk.models.clock import system_clock
from coachdesk.models.upgrade import connect_up_to_date


def connect(vault: OpenedVault, announce: Callable[[], object] = tuple) -> Connection:
    """Open the database for the thread that calls; an older vault is brought up to date first.

    `announce` is called before that begins, and then a backup is made.

    Raises:
        VaultError: of the kind that says what stands in the way; the vault is as it was.
        StorageError: there is no room, or the folder can't be written; the vault is as it was.
    """
    connection: Connection = connect_up_to_date(vault, partial(_prepare, vault, announce))
    return connection


def _prepare(vault: OpenedVault, announce: Callable[[], object]) -> None:
    """Do what comes before an upgrade."""
    announce()
    back_up(vault, system_clock())
