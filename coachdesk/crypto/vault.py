"""What can be done with a vault from outside: make it, unlock it, give it a passphrase, check it."""

import contextlib
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from coachdesk.crypto import renewal
from coachdesk.crypto.connection import WrongKeyError
from coachdesk.crypto.database import DATABASE_NAME, vault_id_in
from coachdesk.crypto.folder_lock import FolderLock, Lock, NoLock, no_right
from coachdesk.crypto.founding import new_folder
from coachdesk.crypto.health import Health, quick_look
from coachdesk.crypto.kdf import KEY_BYTES, Cost, require_length
from coachdesk.crypto.keychain import ForeignEntryError, Keychain
from coachdesk.crypto.keychain_slot import KeychainOffError
from coachdesk.crypto.keyfile import VAULT_ID_BYTES
from coachdesk.crypto.keystore import COPY_NAME, KEYS_NAME, KeyStore, Unlocked
from coachdesk.crypto.opened import OpenedVault, open_with_master, safety_copy_of
from coachdesk.crypto.recovery import ForeignWordsError, master_from
from coachdesk.crypto.secret import Secret
from coachdesk.errors import (
    QT_TRANSLATE_NOOP,
    DamagedVaultError,
    KnownError,
    ReadOnlyError,
    StorageError,
    VaultError,
    WrongPassphraseError,
    known_from_os,
)
from coachdesk.files import sync_folder

__all__ = [
    "Health",
    "NoVaultError",
    "OpenedVault",
    "change_passphrase",
    "check",
    "create",
    "opens_with_keychain",
    "unlock",
    "unlock_damaged",
    "unlock_with_keychain",
    "unlock_with_words",
]


class NoVaultError(VaultError):
    """The folder holds no vault."""

    code = "no-vault"
    message = QT_TRANSLATE_NOOP("errors", "There is no vault in {folder}.")
    hint = QT_TRANSLATE_NOOP("errors", "Choose the folder that holds practice.db.")


def create(folder: Path, passphrase: str, *, cost: Cost | None = None) -> OpenedVault:
    """Make a new vault; on any failure nothing of it stays.

    Without `cost` this takes up to some two seconds to find what the machine bears.

    Raises:
        InvalidInputError: the passphrase is under the floor, or the folder holds something.
        StorageError: the folder can't be written.
    """
    require_length(passphrase)
    with new_folder(folder) as lock:
        vault = OpenedVault(folder, lock, Secret.random(KEY_BYTES), secrets.token_hex(VAULT_ID_BYTES))
        with _closed_on_failure(vault):
            vault.create_database()
            vault.set_passphrase(passphrase, cost=cost)
            vault.connect().close()
            with contextlib.suppress(OSError):  # the parent may be closed to reading
                sync_folder(folder.parent)
    return vault


def unlock(folder: Path, passphrase: str) -> OpenedVault:
    """Open a vault; its key files are repaired where one of them is damaged or older.

    Raises:
        VaultError: of the kind that says what stands in the way.
    """
    with _locked(folder) as lock:
        return _opened(folder, lock, _unlocked(folder, passphrase))


def unlock_with_keychain(folder: Path, keychain: Keychain) -> OpenedVault:
    """Open a vault with the key that the keychain of this computer holds.

    Raises:
        KeychainOffError: the vault has no slot for one.
        KeychainError: of the kind that says why it does not open it; the passphrase does.
        VaultError: of the kind that says what else stands in the way.
    """
    with _locked(folder) as lock:
        entry = KeyStore(folder).keychain_entry()
        if entry is None:
            raise KeychainOffError
        with keychain.read(entry) as key:
            try:
                return _opened(folder, lock, _unlocked(folder, key))
            except WrongPassphraseError as error:
                raise ForeignEntryError from error


def opens_with_keychain(folder: Path) -> bool:
    """Tell whether it is worth asking the keychain; a vault that is damaged says so when it is opened."""
    try:
        return KeyStore(folder).keychain_entry() is not None
    except KnownError:
        return False


def unlock_with_words(folder: Path, words: str) -> OpenedVault:
    """Open a vault by its recovery words and `practice.db` alone; `set_passphrase` is to follow.

    Raises:
        WrongWordsError: the words are no kit, or that of another vault.
        VaultError: of the kind that says what else stands in the way.
    """
    with _locked(folder) as lock, master_from(words) as master:
        vault_id = _vault_id_under(folder, master)
        return OpenedVault(folder, lock, Secret(master.reveal()), vault_id)


def change_passphrase(folder: Path, old: str, new: str, *, cost: Cost | None = None) -> None:
    """Give a closed vault a new passphrase.

    Raises:
        InvalidInputError: the new one is under the floor.
        VaultError: as `unlock` does.
    """
    require_length(new)
    with unlock(folder, old) as vault:
        vault.set_passphrase(new, cost=cost)


def check(folder: Path, passphrase: str) -> Health:
    """Read every page of a closed vault, also where its database does not open.

    Raises:
        VaultError: as `unlock_damaged` does.
    """
    with unlock_damaged(folder, passphrase) as vault:
        return Health(copies=vault.copies, problems=vault.examiner().problems())


def unlock_damaged(folder: Path, passphrase: str) -> OpenedVault:
    """Hold a vault whose database need not open, to save what can be read of it.

    Raises:
        VaultError: as `unlock` does, but for what the database has.
    """
    with _locked(folder) as lock:
        found = _unlocked(folder, passphrase)
        return OpenedVault(folder, lock, found.master, found.keys.vault_id, found.copies)


@contextmanager
def _locked(folder: Path) -> Iterator[Lock]:
    """Hold the lock for a block; it stays held where the block succeeds."""
    if not _is_vault(folder):
        raise NoVaultError(folder=folder)
    lock = _lock_of(folder)
    try:
        yield lock
    except BaseException:
        lock.release()
        raise


def _lock_of(folder: Path) -> Lock:
    """Take the lock; a folder that can't be written needs none, and is read only."""
    try:
        return FolderLock(folder)
    except ReadOnlyError:
        return NoLock()


def _unlocked(folder: Path, secret: str | Secret) -> Unlocked:
    """Return what a secret yields; where a new kit was cut short, the database says which keys hold."""
    if renewal.is_under_way(folder):
        return renewal.settle(folder, secret)
    return KeyStore(folder).unlock(secret)


def _opened(folder: Path, lock: Lock, found: Unlocked) -> OpenedVault:
    vault = OpenedVault(folder, lock, found.master, found.keys.vault_id, found.copies)
    with _closed_on_failure(vault):
        vault.safety_copy().settle()
        vault.first_look = _first_look(vault)
    return vault


def _first_look(vault: OpenedVault) -> tuple[str, ...]:
    try:
        with contextlib.closing(vault.connect()) as connection:
            return quick_look(connection)
    except DamagedVaultError as error:
        if error.message == DamagedVaultError.message:  # nothing better is known
            vault.examiner().insist_on_all_pages()
        raise


def _is_vault(folder: Path) -> bool:
    try:
        return any((folder / name).exists() for name in (DATABASE_NAME, KEYS_NAME, COPY_NAME))
    except PermissionError as error:
        raise no_right(folder) or known_from_os(error) from error


@contextmanager
def _closed_on_failure(vault: OpenedVault) -> Iterator[None]:
    try:
        yield
    except BaseException:
        vault.close()
        raise


def _vault_id_under(folder: Path, master: Secret) -> str:
    safety_copy_of(folder, master).settle()
    try:
        opened = open_with_master(folder, master)
    except WrongKeyError as error:
        renewal.refuse_retired(folder, master)
        if KeyStore(folder).vouch_for(master):
            raise
        raise ForeignWordsError from error
    if renewal.is_under_way(folder):
        with contextlib.suppress(StorageError):  # a vault that can't be written still opens
            renewal.settle_under(folder, master)
    with contextlib.closing(opened) as connection:
        return vault_id_in(connection)
