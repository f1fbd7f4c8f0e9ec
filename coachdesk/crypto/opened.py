"""An unlocked vault: one process holds its folder and knows its master key."""

import contextlib
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

from coachdesk.crypto import keychain_slot, recovery, slots
from coachdesk.crypto.connection import (
    Connection,
    DatabaseError,
    WrongKeyError,
    mapped_errors,
    open_database,
)
from coachdesk.crypto.folder_lock import FolderLock
from coachdesk.crypto.kdf import SALT_BYTES, Cost, Subkey, calibrate, require_length, subkey
from coachdesk.crypto.keychain import Keychain, KeychainError
from coachdesk.crypto.keystore import Copies, KeyStore
from coachdesk.crypto.machine import memory_bytes
from coachdesk.crypto.secret import Secret
from coachdesk.crypto.upgrading import SafetyCopy
from coachdesk.errors import DamagedVaultError

if TYPE_CHECKING:
    from coachdesk.crypto.backups.making import BackupMaker

DATABASE_NAME: Final = "practice.db"
APPLICATION_ID: Final = 0x436F4465  # "CoDe", https://www.sqlite.org/pragma.html#pragma_application_id
FORMAT: Final = 1


class OpenedVault:
    """Holds the folder's lock and the master key until `close`; `copies`: how the key files were found."""

    def __init__(
        self, folder: Path, lock: FolderLock, master: Secret, vault_id: str, copies: Copies = Copies.ALIKE
    ) -> None:
        self.folder = folder
        self.vault_id = vault_id
        self.copies = copies
        self._lock = lock
        self._master = master

    def connect(self) -> Connection:
        """Open the database for the thread that calls.

        Raises:
            DamagedVaultError: the database is not this vault's.
        """
        connection = open_with_master(self.folder, self._master)
        try:
            if vault_id_in(connection) != self.vault_id:
                raise WrongKeyError
        except BaseException:
            connection.close()
            raise
        return connection

    def safety_copy(self) -> SafetyCopy:
        """Return what lets a schema upgrade go back; nobody may have the database open meanwhile."""
        return safety_copy_of(self.folder, self._master)

    def backup_maker(self) -> "BackupMaker":
        """Return what makes and checks this vault's backups, until `close`."""
        from coachdesk.crypto.backups.making import BackupMaker

        return BackupMaker(self.folder, self.vault_id, self._master)

    def recovery_words(self) -> tuple[str, ...]:
        """Return the 24 words that open this vault without a passphrase."""
        return recovery.words_of(self._master)

    def set_passphrase(self, passphrase: str, *, cost: Cost | None = None) -> None:
        """Give the vault a new passphrase; older copies of the key file keep opening with the older one.

        Without `cost` it takes up to some two seconds to find what the machine bears.

        Raises:
            InvalidInputError: it is under the floor.
            NewerVaultError: a key file takes a newer CoachDesk, which alone may write it.
            StorageError: it could not be written; the older one still holds.
        """
        require_length(passphrase)
        slot = slots.seal(self._master, passphrase, cost or calibrate(memory_bytes()), self.vault_id)
        self.copies = KeyStore(self.folder).put(slot, passphrase, self._master, self.vault_id)

    def add_keychain(self, keychain: Keychain) -> None:
        """Let this computer's keychain open the vault beside the passphrase; errors as in `keychain_slot`."""
        self.copies = keychain_slot.add(KeyStore(self.folder), keychain, self._master, self.vault_id)

    def remove_keychain(self, keychain: Keychain) -> KeychainError | None:
        """Let no keychain open the vault any more; return why its entry may be left there."""
        store = KeyStore(self.folder)
        self.copies, left = keychain_slot.remove(store, keychain, self._master, self.vault_id)
        return left

    def change_passphrase(self, old: str, new: str, *, cost: Cost | None = None) -> None:
        """Do the same for who knows the present passphrase.

        Raises:
            WrongPassphraseError: `old` is not it.
        """
        require_length(new)
        self.check_passphrase(old)
        self.set_passphrase(new, cost=cost)

    def check_passphrase(self, passphrase: str) -> None:
        """Find out whether this is the present passphrase.

        Raises:
            WrongPassphraseError: it is not.
        """
        KeyStore(self.folder).unlock(passphrase).master.wipe()

    def create_database(self) -> None:
        """Make `practice.db` with the table that says whose it is; the models bring theirs later.

        Raises:
            StorageError: the file is there already or can't be written.
        """
        rows = [("format", str(FORMAT)), ("generation", "0"), ("vault_id", self.vault_id)]
        opened = open_with_master(self.folder, self._master, create=True)
        with contextlib.closing(opened) as connection, mapped_errors():
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("CREATE TABLE vault_meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT")
            connection.executemany("INSERT INTO vault_meta (key, value) VALUES (?, ?)", rows)
            connection.execute("COMMIT")

    def close(self) -> None:
        """Wipe the key and let the next process in; connections are closed by who opened them."""
        self._master.wipe()
        self._lock.release()

    def __enter__(self) -> Self:
        """Lend the vault to a block that ends with closing it."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close, whatever happened."""
        self.close()


def open_with_master(folder: Path, master: Secret, *, create: bool = False) -> Connection:
    """Open `practice.db` with the keys that the master key yields.

    Raises:
        WrongKeyError: they do not fit.
        DamagedVaultError: it is no database of CoachDesk.
        StorageError: it can't be read or written.
    """
    return _open_file(master, folder / DATABASE_NAME, create=create)


def safety_copy_of(folder: Path, master: Secret) -> SafetyCopy:
    """Return what lets a schema upgrade of `practice.db` go back."""
    return SafetyCopy(folder / DATABASE_NAME, partial(_open_file, master))


def _open_file(master: Secret, path: Path, *, create: bool = False) -> Connection:
    with (
        subkey(master, Subkey.DATABASE_KEY) as key,
        subkey(master, Subkey.DATABASE_SALT, SALT_BYTES) as salt,
    ):
        return open_database(path, key, bytes(salt.reveal()), create=create)


def vault_id_in(connection: Connection) -> str:
    """Return the id that the database itself carries.

    Raises:
        DamagedVaultError: it carries none.
    """
    try:
        with mapped_errors():
            row = connection.execute("SELECT value FROM vault_meta WHERE key = 'vault_id'").fetchone()
    except DatabaseError as error:
        raise DamagedVaultError from error
    if row is None:
        raise DamagedVaultError
    return str(row[0])
