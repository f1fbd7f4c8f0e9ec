"""Making a backup: copied while the vault is in use, packed, read back, and only then a backup."""

from contextlib import closing
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import frozen

from coachdesk.crypto.backups import rotation
from coachdesk.crypto.backups.archive import read_label, write_archive
from coachdesk.crypto.backups.contents import backup_keys, row_counts, vault_meta
from coachdesk.crypto.backups.copying import copy_database
from coachdesk.crypto.backups.manifest import (
    DamagedBackupError,
    Inventory,
    Manifest,
    Member,
    open_inventory,
    write_manifest,
)
from coachdesk.crypto.backups.reading import Inspect, open_with_vault_key
from coachdesk.crypto.backups.rotation import Extent
from coachdesk.crypto.backups.shelf import FOLDER_NAME, Backup, Shelf, name_of, remove
from coachdesk.crypto.backups.watch import Progress, Stage, Watch, unwatched, watching
from coachdesk.crypto.connection import Connection
from coachdesk.crypto.keystore import KeyStore
from coachdesk.crypto.secret import Secret
from coachdesk.errors import QT_TRANSLATE_NOOP, DamagedVaultError, KnownError, StorageError
from coachdesk.files import replacing, temporary_beside

if TYPE_CHECKING:
    from coachdesk.crypto.opened import OpenedVault


class SpoiledBackupError(StorageError):
    """What was written does not read back, so it was thrown away."""

    code = "spoiled-backup"
    message = QT_TRANSLATE_NOOP("errors", "The new backup did not read back as it was written.")
    hint = QT_TRANSLATE_NOOP(
        "errors", "It was thrown away; check the disk and try again. The older ones are kept."
    )


@frozen(kw_only=True)
class Copied:
    """The vault at one moment, in an encrypted file that is not a backup yet."""

    path: Path
    generation: int
    inventory: Inventory


def back_up(vault: "OpenedVault", made_at: datetime, watch: Watch = unwatched) -> Backup:
    """Back up a vault of which nobody has the database open, before something that can't be taken back.

    Raises:
        DamagedVaultError: the vault is damaged; the older backups are kept.
        StorageError: there is no room for it.
    """
    with closing(vault.connect()) as connection:
        return vault.backup_maker().make(connection, made_at, watch)


class BackupMaker:
    """Makes, checks and thins out the backups of one vault; borrows its master key."""

    def __init__(self, vault: Path, vault_id: str, master: Secret) -> None:
        self._vault = vault
        self._vault_id = vault_id
        self._master = master
        self.shelf = Shelf(vault / FOLDER_NAME)

    def make(self, connection: Connection, made_at: datetime, watch: Watch = unwatched) -> Backup:
        """Do all at once, in the thread that owns the connection; errors as in `copy` and `finish`."""
        return self.finish(self.copy(connection, watch), made_at, watch)

    def copy(self, connection: Connection, watch: Watch = unwatched) -> Copied:
        """Copy the open vault, in the thread that owns the connection; `watch` may read and write meanwhile.

        Raises:
            DamagedVaultError: a page does not decrypt; open a fresh connection before writing.
            StorageError: there is no room for the copy.
        """
        watch(Progress(Stage.COPYING))
        self.shelf.prepare()
        target = temporary_beside(self.shelf.folder / "CoachDesk-copy")
        try:
            with backup_keys(self._master) as (key, salt):
                copy_database(connection, target, key, salt, watching(watch, Stage.COPYING))
            generation = int(vault_meta(connection)["generation"])
            return Copied(
                path=target, generation=generation, inventory=Inventory(rows=row_counts(connection))
            )
        except BaseException:
            remove([target])
            raise

    def finish(self, copied: Copied, made_at: datetime, watch: Watch = unwatched) -> Backup:
        """Pack the copy, open and read the packed file, and put it on the shelf; in any thread.

        Raises:
            SpoiledBackupError: it did not read back.
            StorageError: there is no room for it.
        """
        path = self.shelf.folder / name_of(made_at, copied.generation)
        try:
            with replacing(path, verify=partial(self._verify, watch)) as target:
                signed = KeyStore(self._vault).genuine(self._master)
                keys = None if signed is None else signed.raw
                describe = partial(self._manifest, copied, made_at)
                write_archive(target, copied.path, keys, describe, watching(watch, Stage.PACKING))
                remove([copied.path])
        except DamagedVaultError as error:
            raise SpoiledBackupError from error
        finally:
            remove([copied.path])
        return self._shelved(path, copied)

    def check(
        self, path: Path, at: datetime, watch: Watch = unwatched, inspect: Inspect | None = None
    ) -> tuple[str, ...]:
        """Read a backup to its last bit, remember how that went, and return what `inspect` found.

        Raises:
            DamagedVaultError: it is damaged or changed.
            EarlierKeyError: every bit is there, and it takes an earlier key to read more.
        """
        try:
            with open_with_vault_key(path, self._master, watch) as backup:
                problems = backup.check(watch, inspect)
        except DamagedVaultError:
            self.shelf.remember_check(path, at=at, is_sound=False)
            raise
        self.shelf.remember_check(path, at=at, is_sound=not problems)
        return problems

    def inventory(self, path: Path) -> Inventory:
        """Return what a backup says that it holds, without reading all of it.

        Raises:
            DamagedBackupError: it says nothing to the holder of this vault's key.
        """
        inventory = open_inventory(read_label(path), self._master)
        if inventory is None:
            raise DamagedBackupError(name=path.name)
        return inventory

    def _manifest(self, copied: Copied, made_at: datetime, members: dict[str, Member]) -> bytes:
        manifest = Manifest(
            vault_id=self._vault_id, generation=copied.generation, made_at=made_at, members=members
        )
        return write_manifest(manifest, copied.inventory, self._master)

    def _verify(self, watch: Watch, written: Path) -> None:
        with open_with_vault_key(written, self._master, watch) as backup:
            backup.check(watch)

    def _shelved(self, path: Path, copied: Copied) -> Backup:
        backups = self.shelf.backups()
        made = next(one for one in backups if one.path == path)
        now = Extent(generation=copied.generation, rows=sum(copied.inventory.rows.values()))
        if self._has_grown(now, tuple(one for one in backups if one is not made)):
            remove(one.path for one in rotation.expendable(backups))
        return made

    def _has_grown(self, now: Extent, others: tuple[Backup, ...]) -> bool:
        """Compare the vault with the newest sound backup before; where that can't be read, keep all."""
        before = next((one for one in others if one.is_sound), None)
        if before is None:
            return True
        try:
            rows = sum(self.inventory(before.path).rows.values())
        except KnownError:
            return False
        return rotation.may_rotate(now, Extent(generation=before.generation, rows=rows))
