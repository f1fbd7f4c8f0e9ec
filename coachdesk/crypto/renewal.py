"""A new master key, and so a new recovery kit, for a vault: prepared beside it, put in force by one rename.

Nothing is rekeyed in place: after a kill in the middle of that nobody could tell which key holds.
The database is copied under the new key, the new key file waits beside the former one, and renaming
the copy over the database is the step that decides. Where a kill left both, `settle` asks the
database which keys open it, and brings the key files in line.
"""

import contextlib
import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from attrs import evolve

from coachdesk.crypto import recovery, slots
from coachdesk.crypto.backups.copying import copy_database
from coachdesk.crypto.connection import JOURNAL_SUFFIX, find_damage, mapped_errors
from coachdesk.crypto.database import CHECKS, DATABASE_NAME, generation_in, keys_of, open_file, vault_id_in
from coachdesk.crypto.kdf import KEY_BYTES, Cost, calibrate
from coachdesk.crypto.keyfile import DamagedKeyFileError, KeyFile, RetiredKit, kit_id
from coachdesk.crypto.keystore import COPY_NAME, KEYS_NAME, Copies, KeyStore, Unlocked
from coachdesk.crypto.machine import memory_bytes
from coachdesk.crypto.sealing import KeyWrap, rewrap
from coachdesk.crypto.secret import Secret
from coachdesk.errors import (
    QT_TRANSLATE_NOOP,
    BugError,
    DamagedVaultError,
    KnownError,
    StorageError,
    WrongPassphraseError,
    WrongWordsError,
)
from coachdesk.files import known_errors, move_over, sync_folder, write_atomically

NEXT_DATABASE: Final = f"{DATABASE_NAME}.next"
NEXT_KEYS: Final = f"{KEYS_NAME}.next"
_COLD: Final = (b"", b"\0")
Tell = Callable[[int, int], None]


class ReplacedKitError(WrongWordsError):
    """The words are right, and of a kit that another one has replaced."""

    code = "replaced-kit"
    message = QT_TRANSLATE_NOOP("errors", "These words are of a kit that was replaced on {day}.")
    hint = QT_TRANSLATE_NOOP(
        "errors", "Use the newer kit, or the passphrase. Backups made before that day open with these words."
    )


class Renewal:
    """A master key to be: its words are for printing before `carry_out` puts them in force."""

    def __init__(self, folder: Path, master: Secret, vault_id: str) -> None:
        self._folder = folder
        self._former = master
        self._vault_id = vault_id
        self._master = Secret.random(KEY_BYTES)

    def words(self) -> tuple[str, ...]:
        """Return the 24 words that will open the vault."""
        return recovery.words_of(self._master)

    def carry_out(self, passphrase: str, *, cost: Cost | None = None, tell: Tell | None = None) -> Secret:
        """Put the new key in force and return it; nobody may have the database open meanwhile.

        The passphrase stays the same; the keychain has to be asked anew. `tell` gets the pages
        copied and in all, and stops the renewal by raising. Whatever fails, the former key holds.

        Raises:
            WrongPassphraseError: it is not the passphrase in force.
            DamagedVaultError: the database is not whole.
            StorageError: there is no room, or the folder can't be written.
        """
        settle_under(self._folder, self._former)
        KeyStore(self._folder).unlock(passphrase).master.wipe()
        try:
            self._copy(tell or _tell_nobody)
            self._write_keys(passphrase, cost or calibrate(memory_bytes()))
            self._put_in_force()
        except BaseException:
            if (self._folder / NEXT_DATABASE).exists() or not opens(self._folder, self._master):
                discard(self._folder)
                raise
        with contextlib.suppress(StorageError):  # the next unlocking tries again
            promote(self._folder)
        return self._master

    def _copy(self, tell: Tell) -> None:
        target = self._folder / NEXT_DATABASE
        with contextlib.closing(open_file(self._folder / DATABASE_NAME, self._former)) as source:
            with keys_of(self._master) as (key, salt):
                copy_database(source, target, key, salt, tell)
            self._wrap_anew(target)
            said = (generation_in(source), vault_id_in(source))
        self._insist_on_wholeness(target, said)
        _sync(target)

    def _wrap_anew(self, copy: Path) -> None:
        """Keep the keys of the coach's seals usable: they are wrapped under the master key."""
        former, new = (KeyWrap(master, self._vault_id) for master in (self._former, self._master))
        with contextlib.closing(open_file(copy, self._master)) as connection, mapped_errors():
            rewrap(connection, former, new)

    def _insist_on_wholeness(self, copy: Path, said: tuple[int, str]) -> None:
        """Check on fresh connections: one bad page spoils what the next check finds."""
        for check in CHECKS:
            with contextlib.closing(open_file(copy, self._master)) as connection:
                is_whole = not find_damage(connection, check)
                if not is_whole or (generation_in(connection), vault_id_in(connection)) != said:
                    raise BugError("a copy that is not what it was made from")

    def _write_keys(self, passphrase: str, cost: Cost) -> None:
        former = KeyStore(self._folder)
        slot = slots.seal(self._master, passphrase, cost, self._vault_id)
        today = datetime.now(UTC).date().isoformat()
        keys = KeyFile(
            vault_id=self._vault_id,
            generation=former.newest_generation() + 1,
            slots=(slot,),
            retired=(*former.retired_kits(), RetiredKit(kit=kit_id(self._former), on=today)),
        )
        next_keys(self._folder).write(keys, self._master, passphrase)

    def _put_in_force(self) -> None:
        _remove_cold_journal(self._folder / (DATABASE_NAME + JOURNAL_SUFFIX))
        _move(self._folder / NEXT_DATABASE, self._folder / DATABASE_NAME)


def is_under_way(folder: Path) -> bool:
    """Tell whether a renewal was cut short."""
    return any((folder / name).exists() for name in (NEXT_DATABASE, NEXT_KEYS))


def settle(folder: Path, secret: str | Secret) -> Unlocked:
    """Unlock a vault whose renewal was cut short: the database says whether it came to pass.

    Where it opens with neither, which file waits says whose it is, and all is left as it is.

    Raises:
        VaultError: as `KeyStore.unlock` does.
    """
    waiting = _next_unlocked(folder, secret)
    if waiting is not None and opens(folder, waiting.master):
        return _promoted(folder, waiting)
    former = KeyStore(folder).unlock(secret)
    if opens(folder, former.master):
        with contextlib.suppress(StorageError):  # a vault that can't be written still opens
            discard(folder)
        return former
    if (folder / NEXT_DATABASE).exists() or not (folder / NEXT_KEYS).exists():
        return former
    if waiting is None:
        raise _next_is_lost(secret)
    return waiting


def settle_under(folder: Path, master: Secret) -> None:
    """Bring the key files in line with the master key that opens the database.

    Raises:
        StorageError: the folder can't be written.
    """
    if next_keys(folder).vouch_for(master):
        promote(folder)
    discard(folder)


def refuse_retired(folder: Path, master: Secret) -> None:
    """Say so where these are the words of a kit that was replaced.

    Raises:
        ReplacedKitError: they are.
    """
    for keys in (next_keys(folder), KeyStore(folder)):
        day = next((kit.on for kit in keys.retired_kits() if kit.kit == kit_id(master)), None)
        if day is not None:
            raise ReplacedKitError(day=day)


def next_keys(folder: Path) -> KeyStore:
    """Return the key file that waits for its database."""
    return KeyStore(folder, names=(NEXT_KEYS,))


def opens(folder: Path, master: Secret) -> bool:
    """Tell whether a master key opens the database; none opens one that is damaged."""
    try:
        open_file(folder / DATABASE_NAME, master).close()
    except DamagedVaultError:
        return False
    return True


def promote(folder: Path) -> None:
    """Let the key file that waited be the vault's; it waits on until both copies are written.

    Raises:
        StorageError: the folder can't be written.
    """
    with known_errors():
        raw = (folder / NEXT_KEYS).read_bytes()
        for name in (KEYS_NAME, COPY_NAME):
            write_atomically(folder / name, raw)
        (folder / NEXT_KEYS).unlink()


def discard(folder: Path) -> None:
    """Remove what a renewal that did not come to pass has left.

    Raises:
        StorageError: the folder can't be written.
    """
    with known_errors():
        for name in (NEXT_KEYS, NEXT_DATABASE, NEXT_DATABASE + JOURNAL_SUFFIX):
            (folder / name).unlink(missing_ok=True)


def _next_unlocked(folder: Path, secret: str | Secret) -> Unlocked | None:
    """Return what a secret yields of the key file that waits, None where that is not to be had."""
    try:
        return next_keys(folder).unlock(secret)
    except (DamagedVaultError, WrongPassphraseError):
        return None


def _promoted(folder: Path, waiting: Unlocked) -> Unlocked:
    """Let what waited be the vault's; where it can't be written yet, it opens the vault as it waits."""
    try:
        promote(folder)
        discard(folder)
    except StorageError:
        return evolve(waiting, copies=Copies.NOT_REPAIRED)
    return evolve(waiting, copies=Copies.ALIKE)


def _next_is_lost(secret: str | Secret) -> KnownError:
    """Say why the former keys open no more: the newer ones have no slot for a keychain, or are damaged."""
    return WrongPassphraseError() if isinstance(secret, Secret) else DamagedKeyFileError()


def _remove_cold_journal(journal: Path) -> None:
    """Remove what a kill may have left: a journal of the former database may not meet this one.

    Opening the database has rolled a hot one back (https://www.sqlite.org/fileformat.html#the_rollback_journal).
    """
    with known_errors(), contextlib.suppress(FileNotFoundError):
        with journal.open("rb") as file:
            if file.read(1) not in _COLD:
                raise BugError("a database was left with its journal")
        journal.unlink()
        sync_folder(journal.parent)


def _move(source: Path, target: Path) -> None:
    with known_errors():
        move_over(source, target)
        sync_folder(target.parent)


def _sync(path: Path) -> None:
    """Make durable what was copied in haste."""
    with known_errors(), path.open("rb+") as file:
        os.fsync(file.fileno())


def _tell_nobody(_done: int, _total: int) -> None:
    return
