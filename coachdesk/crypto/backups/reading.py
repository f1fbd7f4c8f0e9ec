"""A backup that a passphrase, the recovery words or the open vault's key has opened."""

import os
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Self

from attrs import frozen

from coachdesk.crypto.backups.archive import check_checksum, check_keys, read_keys, read_label
from coachdesk.crypto.backups.contents import check_database, open_copy, unpacked, vault_meta
from coachdesk.crypto.backups.manifest import (
    ChangedBackupError,
    DamagedBackupError,
    Inventory,
    Manifest,
    open_inventory,
)
from coachdesk.crypto.backups.watch import Stage, Watch, unwatched, watching
from coachdesk.crypto.connection import Connection
from coachdesk.crypto.keyfile import DamagedKeyFileError, SignedKeyFile, parse
from coachdesk.crypto.keystore import open_any
from coachdesk.crypto.recovery import master_from
from coachdesk.crypto.secret import Secret
from coachdesk.errors import (
    QT_TRANSLATE_NOOP,
    DamagedVaultError,
    VaultError,
    WrongPassphraseError,
    WrongWordsError,
)


class EarlierKeyError(VaultError):
    """The backup is whole, and of the time before the recovery kit was replaced."""

    code = "earlier-key"
    message = QT_TRANSLATE_NOOP("errors", "{name} was made under an earlier recovery kit.")
    hint = QT_TRANSLATE_NOOP("errors", "It opens with the passphrase or the words of its day.")


# Looks at the records of a backup and returns what is wrong with them, in words without content.
Inspect = Callable[[Connection], tuple[str, ...]]


@frozen(kw_only=True)
class OpenedBackup:
    """Every bit of the file was read, and the holder of its master key made it; `close` wipes the key."""

    path: Path
    manifest: Manifest
    inventory: Inventory
    master: Secret

    def check(
        self, watch: Watch = unwatched, inspect: Inspect | None = None, *, folder: Path | None = None
    ) -> tuple[str, ...]:
        """Read the whole database, on an encrypted copy in `folder` or beside the backup.

        Return what `inspect` found, nothing without one.

        Raises:
            DamagedBackupError: pages, rows or their numbers are not as they were.
            StorageError: there is no room for the copy.
        """
        beside = folder or _writable_beside(self.path)
        with unpacked(self.path, self.manifest, beside, watch) as database:
            self.compare(database, watch)
            if inspect is None:
                return ()
            with closing(open_copy(database, self.master)) as connection:
                return inspect(connection)

    def compare(self, database: Path, watch: Watch = unwatched) -> None:
        """Check the unpacked database and compare it with what the manifest says.

        Raises:
            DamagedBackupError: it is damaged, or another one.
        """
        expected = (self.manifest.vault_id, str(self.manifest.generation))
        try:
            found = check_database(database, self.master, watch)
            with closing(open_copy(database, self.master)) as connection:
                meta = vault_meta(connection)
        except DamagedVaultError as error:
            raise DamagedBackupError(name=self.path.name) from error
        if found != self.inventory or (meta.get("vault_id"), meta.get("generation")) != expected:
            raise DamagedBackupError(name=self.path.name)

    def close(self) -> None:
        """Wipe the key."""
        self.master.wipe()

    def __enter__(self) -> Self:
        """Lend the backup to a block that ends with closing it."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close, whatever happened."""
        self.close()


def open_with_passphrase(path: Path, passphrase: str, watch: Watch = unwatched) -> OpenedBackup:
    """Open a backup with the passphrase that was in force when it was made.

    Raises:
        WrongPassphraseError: it is not that one.
        DamagedBackupError: the file is damaged.
        ChangedBackupError: somebody put it together from other parts.
        NewerBackupError: it takes a newer CoachDesk.
        StorageError: it can't be read.
    """
    manifest, signed = _read(path, watch)
    if signed is None:
        raise WrongPassphraseError(
            QT_TRANSLATE_NOOP("errors", "{name} was made while the vault had no key file."),
            QT_TRANSLATE_NOOP("errors", "Open it with the words of the recovery kit."),
            name=path.name,
        )
    master = open_any(signed.keys, passphrase)
    if master is None:
        raise WrongPassphraseError(
            QT_TRANSLATE_NOOP("errors", "That passphrase does not open this backup."),
            QT_TRANSLATE_NOOP(
                "errors", "A backup opens with the passphrase of its day, or with the recovery words."
            ),
        )
    if not signed.is_genuine(master):
        raise ChangedBackupError(name=path.name)
    return _opened(path, manifest, master)


def open_with_words(path: Path, words: str, watch: Watch = unwatched) -> OpenedBackup:
    """Open a backup with the words of the recovery kit.

    Raises:
        WrongWordsError: the words are no kit, or that of another vault.
        DamagedBackupError, ChangedBackupError, NewerBackupError, StorageError: as `open_with_passphrase`.
    """
    master = master_from(words)
    manifest, signed = _read(path, watch)
    is_ours = signed is not None and signed.is_genuine(master)
    if not is_ours and open_inventory(manifest, master) is None:
        raise WrongWordsError(
            QT_TRANSLATE_NOOP("errors", "These words do not open this backup."),
            QT_TRANSLATE_NOOP(
                "errors", "Compare the vault id on the kit; it may be of another or an older vault."
            ),
        )
    return _opened(path, manifest, master)


def open_with_vault_key(path: Path, master: Secret, watch: Watch = unwatched) -> OpenedBackup:
    """Open a backup with the key of its open vault.

    Raises:
        EarlierKeyError: it is whole, and made under another master key.
        DamagedBackupError, ChangedBackupError, NewerBackupError, StorageError: as `open_with_passphrase`.
    """
    manifest, signed = _read(path, watch)
    is_ours = signed is None or signed.is_genuine(master)
    opens = open_inventory(manifest, master) is not None
    if not is_ours and not opens:
        raise EarlierKeyError(name=path.name)
    if not is_ours:
        raise ChangedBackupError(name=path.name)
    return _opened(path, manifest, Secret(master.reveal()))


def _writable_beside(path: Path) -> Path:
    """Return the folder of a backup, or where it can't be written, as on a locked stick, the system's own."""
    return path.parent if os.access(path.parent, os.W_OK) else Path(tempfile.gettempdir())


def _read(path: Path, watch: Watch) -> tuple[Manifest, SignedKeyFile | None]:
    manifest = read_label(path)  # first: a newer format may have another checksum
    check_checksum(path, watching(watch, Stage.CHECKING))
    raw = read_keys(path)
    check_keys(path, manifest, raw)
    try:
        return manifest, None if raw is None else parse(raw)
    except DamagedKeyFileError as error:
        raise DamagedBackupError(name=path.name) from error


def _opened(path: Path, manifest: Manifest, master: Secret) -> OpenedBackup:
    inventory = open_inventory(manifest, master)
    if inventory is None:
        master.wipe()
        raise ChangedBackupError(name=path.name)
    return OpenedBackup(path=path, manifest=manifest, inventory=inventory, master=master)
