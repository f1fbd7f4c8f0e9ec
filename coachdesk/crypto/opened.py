"""An unlocked vault: one process holds its folder and knows its master key."""

import contextlib
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

from coachdesk.crypto import keychain_slot, recovery, slots
from coachdesk.crypto.connection import Access, Connection, WrongKeyError, mapped_errors
from coachdesk.crypto.database import DATABASE_NAME, generation_in, open_file, vault_id_in
from coachdesk.crypto.folder_lock import Lock, NoLock
from coachdesk.crypto.kdf import Cost, calibrate, require_length
from coachdesk.crypto.keychain import Keychain, KeychainError
from coachdesk.crypto.keystore import Copies, KeyStore
from coachdesk.crypto.machine import memory_bytes
from coachdesk.crypto.recovery import ForeignWordsError
from coachdesk.crypto.secret import Secret
from coachdesk.crypto.upgrading import SafetyCopy

if TYPE_CHECKING:
    from coachdesk.crypto.backups.making import BackupMaker
    from coachdesk.crypto.health import Examiner
    from coachdesk.crypto.renewal import Renewal, Tell
    from coachdesk.crypto.sealing import KeyWrap, NewSeal

APPLICATION_ID: Final = 0x436F4465  # "CoDe", https://www.sqlite.org/pragma.html#pragma_application_id
FORMAT: Final = 1


class OpenedVault:
    """Holds the folder's lock and the master key until `close`.

    `copies` says how the key files were found, `first_look` what damage showed at once.
    """

    def __init__(
        self, folder: Path, lock: Lock, master: Secret, vault_id: str, copies: Copies = Copies.ALIKE
    ) -> None:
        self.folder = folder
        self.vault_id = vault_id
        self.copies = copies
        self.is_read_only = isinstance(lock, NoLock)
        self.first_look: tuple[str, ...] = ()
        self._lock = lock
        self._master = master
        self._at_close = contextlib.ExitStack()

    def connect(self) -> Connection:
        """Open the database for the thread that calls; to read only where `is_read_only` is set.

        Raises:
            DamagedVaultError: the database is not this vault's.
        """
        access = Access.READ_ONLY if self.is_read_only else Access.WRITE
        connection = open_with_master(self.folder, self._master, access=access)
        try:
            if vault_id_in(connection) != self.vault_id:
                raise WrongKeyError
        except BaseException:
            connection.close()
            raise
        return connection

    def generation(self) -> int:
        """Return how many changes the database has seen.

        Raises:
            DamagedVaultError: it does not say.
        """
        with contextlib.closing(self.connect()) as connection:
            return generation_in(connection)

    def safety_copy(self) -> SafetyCopy:
        """Return what lets a schema upgrade go back; nobody may have the database open meanwhile."""
        return safety_copy_of(self.folder, self._master)

    def backup_maker(self) -> "BackupMaker":
        """Return what makes and checks this vault's backups, until `close`."""
        from coachdesk.crypto.backups.making import BackupMaker

        return BackupMaker(self.folder, self.vault_id, self._master)

    def prepare_renewal(self) -> "Renewal":
        """Return a master key to be, for `replace_kit`, whose words can be printed before."""
        from coachdesk.crypto.renewal import Renewal

        return Renewal(self.folder, self._master, self.vault_id)

    def replace_kit(
        self,
        renewal: "Renewal",
        passphrase: str,
        *,
        cost: Cost | None = None,
        tell: "Tell | None" = None,
        keychain: Keychain | None = None,
    ) -> None:
        """Put another master key in force; nobody may have the database open meanwhile.

        No keychain opens the vault then; `keychain` forgets the key it had. Errors as in `Renewal.carry_out`.
        """
        from coachdesk.crypto.renewal import is_under_way

        entry = self._settled_keys().keychain_entry()
        master = renewal.carry_out(passphrase, cost=cost, tell=tell)
        former, self._master = self._master, master
        former.wipe()
        self.copies = Copies.NOT_REPAIRED if is_under_way(self.folder) else Copies.ALIKE
        if keychain is not None:
            keychain_slot.forget(keychain, entry)

    def rehearse_words(self, words: str) -> None:
        """Find out whether these are the words of the kit in force; nothing is changed.

        Raises:
            ReplacedKitError: they are of a kit that was replaced.
            WrongWordsError: they are no kit, or that of another vault.
        """
        with recovery.master_from(words) as master:
            if master != self._master:
                from coachdesk.crypto.renewal import refuse_retired

                refuse_retired(self.folder, master)
                raise ForeignWordsError

    def examiner(self) -> "Examiner":
        """Return what looks for damage in the database, until `close`."""
        from coachdesk.crypto.health import Examiner

        examiner = Examiner(self.folder, self.vault_id, self._master)
        self._at_close.callback(examiner.close)
        return examiner

    def copy_aside(self, source: Connection) -> Connection:
        """Copy what a connection has open to a new vault beside this one, held until `close`.

        Raises:
            DamagedVaultError: a page of it does not decrypt.
            StorageError: nothing can be written beside this vault.
        """
        connection, lock = self.examiner().copy_aside(source, datetime.now().astimezone())
        self._at_close.callback(lock.release)
        return connection

    def make_seal(self, *, name: str, organisation: str, now: datetime) -> "NewSeal":
        """Return a new key and certificate for sealing documents, ready to be stored."""
        from coachdesk.crypto.sealing import make_seal

        return make_seal(self._key_wrap(), name=name, organisation=organisation, now=now)

    def seal_key(self, wrapped: bytes, certificate: bytes) -> Secret:
        """Return the private key of a seal that is stored in this vault.

        Raises:
            SealKeyError: it does not open.
        """
        return self._key_wrap().unwrap(wrapped, certificate)

    def _key_wrap(self) -> "KeyWrap":
        from coachdesk.crypto.sealing import KeyWrap

        return KeyWrap(self._master, self.vault_id)

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
        self.copies = self._settled_keys().put(slot, passphrase, self._master, self.vault_id)

    def add_keychain(self, keychain: Keychain) -> None:
        """Let this computer's keychain open the vault beside the passphrase; errors as in `keychain_slot`."""
        self.copies = keychain_slot.add(self._settled_keys(), keychain, self._master, self.vault_id)

    def remove_keychain(self, keychain: Keychain) -> KeychainError | None:
        """Let no keychain open the vault any more; return why its entry may be left there."""
        store = self._settled_keys()
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

    def _settled_keys(self) -> KeyStore:
        """Return the key files for writing: none may wait any longer that would come into force after."""
        from coachdesk.crypto.renewal import is_under_way, settle_under

        if is_under_way(self.folder):
            settle_under(self.folder, self._master)
        return KeyStore(self.folder)

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
        self._at_close.close()
        self._master.wipe()
        self._lock.release()

    def __enter__(self) -> Self:
        """Lend the vault to a block that ends with closing it."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close, whatever happened."""
        self.close()


def open_with_master(
    folder: Path, master: Secret, *, create: bool = False, access: Access = Access.WRITE
) -> Connection:
    """Open `practice.db` with the keys that the master key yields.

    Raises:
        WrongKeyError: they do not fit.
        DamagedVaultError: it is no database of CoachDesk.
        StorageError: it can't be read or written.
    """
    return open_file(folder / DATABASE_NAME, master, create=create, access=access)


def safety_copy_of(folder: Path, master: Secret) -> SafetyCopy:
    """Return what lets a schema upgrade of `practice.db` go back."""
    return SafetyCopy(folder / DATABASE_NAME, partial(open_file, master=master))
