"""From a backup to a vault folder of its own; what is there already is never touched."""

import contextlib
import os
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from coachdesk.crypto.backups.contents import open_copy, row_counts, unpacked
from coachdesk.crypto.backups.copying import copy_database
from coachdesk.crypto.backups.reading import OpenedBackup
from coachdesk.crypto.backups.watch import Progress, Stage, Watch, unwatched, watching
from coachdesk.crypto.connection import Connection, find_damage
from coachdesk.crypto.founding import UNFINISHED_NAME, finish_database, new_folder
from coachdesk.crypto.kdf import SALT_BYTES, Cost, Subkey, require_length, subkey
from coachdesk.crypto.opened import OpenedVault
from coachdesk.crypto.secret import Secret
from coachdesk.errors import DamagedVaultError
from coachdesk.files import known_errors, sync_folder

Finish = Callable[[Connection], object]


def nothing_more(_connection: Connection) -> None:
    """Leave what was restored as it is."""


def restore(
    backup: OpenedBackup,
    folder: Path,
    passphrase: str,
    *,
    cost: Cost | None = None,
    watch: Watch = unwatched,
    finish: Finish = nothing_more,
) -> None:
    """Make a vault of a backup in a new folder, with key files of its own that this passphrase opens.

    `finish` gets its database once that is checked. On any failure nothing of it stays. Without `cost` it
    takes up to some two seconds to find what the machine bears.

    Raises:
        InvalidInputError: the passphrase is under the floor, or the folder holds something.
        DamagedBackupError: the backup is damaged inside.
        StorageError: the folder can't be written, or has no room.
    """
    require_length(passphrase)
    with new_folder(folder) as lock:
        try:
            _restore_database(backup, folder, watch)
            _put_in_force(folder)
            master = Secret(backup.master.reveal())
            with OpenedVault(folder, lock, master, backup.manifest.vault_id) as vault:
                _check(vault, backup)
                with closing(vault.connect()) as connection:
                    finish(connection)
                vault.set_passphrase(passphrase, cost=cost)
        finally:
            lock.release()


def _restore_database(backup: OpenedBackup, folder: Path, watch: Watch) -> None:
    tell = watching(watch, Stage.RESTORING)
    with (
        unpacked(backup.path, backup.manifest, folder, watch) as unpacked_database,
        subkey(backup.master, Subkey.DATABASE_KEY) as key,
        subkey(backup.master, Subkey.DATABASE_SALT, SALT_BYTES) as salt,
    ):
        backup.compare(unpacked_database, watch)
        watch(Progress(Stage.RESTORING))
        with closing(open_copy(unpacked_database, backup.master)) as source:
            copy_database(source, folder / UNFINISHED_NAME, key, bytes(salt.reveal()), tell)


def _check(vault: OpenedVault, backup: OpenedBackup) -> None:
    for check in ("cipher_integrity_check", "integrity_check"):
        with closing(vault.connect()) as connection:
            if find_damage(connection, check):
                raise DamagedVaultError
    with closing(vault.connect()) as connection:
        if row_counts(connection) != backup.inventory.rows:
            raise DamagedVaultError


def _put_in_force(folder: Path) -> None:
    with known_errors(), (folder / UNFINISHED_NAME).open("rb+") as file:
        os.fsync(file.fileno())
    finish_database(folder)
    with contextlib.suppress(OSError):  # the parent may be closed to reading
        sync_folder(folder.parent)
