"""From a backup to a vault folder of its own; what is there already is never touched."""

import contextlib
import os
from contextlib import closing
from pathlib import Path

from coachdesk.crypto.backups.contents import open_copy, row_counts, unpacked
from coachdesk.crypto.backups.copying import copy_database
from coachdesk.crypto.backups.reading import OpenedBackup
from coachdesk.crypto.backups.watch import Progress, Stage, Watch, unwatched, watching
from coachdesk.crypto.connection import find_damage
from coachdesk.crypto.folder_lock import FolderLock
from coachdesk.crypto.founding import UNFINISHED_NAME, finish_database, new_folder
from coachdesk.crypto.kdf import SALT_BYTES, Cost, Subkey, require_length, subkey
from coachdesk.crypto.opened import OpenedVault
from coachdesk.crypto.secret import Secret
from coachdesk.errors import DamagedVaultError, known_from_os
from coachdesk.files import sync_folder


def restore(
    backup: OpenedBackup, folder: Path, passphrase: str, *, cost: Cost | None = None, watch: Watch = unwatched
) -> None:
    """Make a vault of a backup in a new folder, with key files of its own that this passphrase opens.

    On any failure nothing of it stays. Without `cost` it takes up to some two seconds to find what the
    machine bears.

    Raises:
        InvalidInputError: the passphrase is under the floor, or the folder holds something.
        DamagedBackupError: the backup is damaged inside.
        StorageError: the folder can't be written, or has no room.
    """
    require_length(passphrase)
    with new_folder(folder) as lock:
        try:
            _restore_database(backup, folder, watch)
            _finish(backup, folder, lock, passphrase, cost)
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


def _finish(backup: OpenedBackup, folder: Path, lock: FolderLock, passphrase: str, cost: Cost | None) -> None:
    vault = OpenedVault(folder, lock, Secret(backup.master.reveal()), backup.manifest.vault_id)
    try:
        _sync(folder / UNFINISHED_NAME)
        finish_database(folder)
        _check(vault, backup)
        vault.set_passphrase(passphrase, cost=cost)
        with contextlib.suppress(OSError):  # the parent may be closed to reading
            sync_folder(folder.parent)
    finally:
        vault.close()


def _check(vault: OpenedVault, backup: OpenedBackup) -> None:
    for check in ("cipher_integrity_check", "integrity_check"):
        with closing(vault.connect()) as connection:
            if find_damage(connection, check):
                raise DamagedVaultError
    with closing(vault.connect()) as connection:
        if row_counts(connection) != backup.inventory.rows:
            raise DamagedVaultError


def _sync(path: Path) -> None:
    try:
        with path.open("rb+") as file:
            os.fsync(file.fileno())
    except OSError as error:
        raise known_from_os(error) from error
