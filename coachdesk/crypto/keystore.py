"""The key file and its copy on disk: the higher generation wins and repairs the other."""

import contextlib
import time
from collections.abc import Callable, Sequence
from enum import Enum
from pathlib import Path
from typing import Final

from attrs import frozen

from coachdesk.crypto.keyfile import (
    ChangedKeyFileError,
    DamagedKeyFileError,
    KeyFile,
    RetiredKit,
    SignedKeyFile,
    parse,
    serialise,
)
from coachdesk.crypto.secret import Secret
from coachdesk.crypto.slots import AnySlot, SlotKind, open_slot
from coachdesk.errors import BugError, StorageError, WrongPassphraseError, known_from_os
from coachdesk.files import write_atomically

KEYS_NAME: Final = "practice.keys"
COPY_NAME: Final = "practice.keys.bak"
_LEFTOVER_AGE_S: Final = 24 * 60 * 60


class Copies(Enum):
    """How the key file and its copy stand to each other."""

    ALIKE = "alike"
    REPAIRED = "repaired"
    NOT_REPAIRED = "not repaired"


@frozen(kw_only=True)
class Unlocked:
    """What a passphrase or the keychain's key yields."""

    master: Secret
    keys: KeyFile
    copies: Copies


class KeyStore:
    """Reads and writes the two key files of a vault folder, or others by their names."""

    def __init__(self, folder: Path, names: Sequence[str] = (KEYS_NAME, COPY_NAME)) -> None:
        self._folder = folder
        self._paths = [folder / name for name in names]

    def unlock(self, secret: str | Secret) -> Unlocked:
        """Open the newest key file with a passphrase or the keychain's key, and bring its copy up to date.

        Raises:
            WrongPassphraseError: the secret opens no slot.
            ChangedKeyFileError: a file was edited; none is written.
            DamagedKeyFileError: no file is left that can be read.
            NewerVaultError: a file takes a newer CoachDesk; none is written.
        """
        found = self._read()
        newest = found[0]
        master = open_any(newest.keys, secret)
        if master is None:
            raise _changed_or_wrong(found, secret)
        if not all(signed.is_genuine(master) for signed in found):
            raise ChangedKeyFileError
        self._remove_leftovers()
        return Unlocked(master=master, keys=newest.keys, copies=self._repair(newest.raw))

    def write(self, keys: KeyFile, master: Secret, secret: str | Secret | None = None) -> Copies:
        """Write both files; the first one counts only once it opened with the secret of its new slot, if any.

        A failure after that leaves the older copy to be repaired at the next unlocking.

        Raises:
            StorageError: nothing was changed.
        """
        raw = serialise(keys, master)
        write_atomically(self._paths[0], raw, verify=_opens(secret, master))
        copies = self._repair(raw)
        return Copies.ALIKE if copies is Copies.REPAIRED else copies

    def newest_generation(self) -> int:
        """Return the highest generation that can be read, 0 where none can.

        Raises:
            NewerVaultError: a file takes a newer CoachDesk.
        """
        try:
            return self._read()[0].keys.generation
        except DamagedKeyFileError:
            return 0

    def put(self, slot: AnySlot, secret: str | Secret, master: Secret, vault_id: str) -> Copies:
        """Write a slot, which `secret` opens, in place of those of its kind; the others stay as they are.

        Raises:
            NewerVaultError: a file takes a newer CoachDesk, which alone may write it.
            StorageError: nothing was changed.
        """
        kept = (other for other in self._slots(master) if other.KIND is not slot.KIND)
        slots = sorted((slot, *kept), key=lambda each: each.FORMAT)
        return self.write(self._next(vault_id, tuple(slots)), master, secret)

    def drop_keychain(self, master: Secret, vault_id: str) -> Copies:
        """Write the key file without the keychain's slot; errors as in `put`."""
        kept = (slot for slot in self._slots(master) if slot.KIND is not SlotKind.KEYCHAIN)
        return self.write(self._next(vault_id, tuple(kept)), master)

    def has_passphrase(self, master: Secret) -> bool:
        """Tell whether a passphrase opens the vault."""
        return any(slot.KIND is SlotKind.PASSPHRASE for slot in self._slots(master))

    def keychain_entry(self) -> str | None:
        """Return what the keychain calls the key of this vault, None without a slot; nothing vouches for it.

        Raises:
            DamagedKeyFileError: no file is left that can be read.
            NewerVaultError: a file takes a newer CoachDesk.
        """
        return self._read()[0].keys.keychain_entry

    def vouch_for(self, master: Secret) -> bool:
        """Tell whether a key file can be read and was written under this master key."""
        return self.genuine(master) is not None

    def retired_kits(self) -> tuple[RetiredKit, ...]:
        """Return the kits that were replaced, as far as a file can be read; nothing vouches for them.

        Raises:
            NewerVaultError: a file takes a newer CoachDesk.
        """
        try:
            return self._read()[0].keys.retired
        except DamagedKeyFileError:
            return ()

    def _next(self, vault_id: str, slots: tuple[AnySlot, ...]) -> KeyFile:
        return KeyFile(
            vault_id=vault_id,
            generation=self.newest_generation() + 1,
            slots=slots,
            retired=self.retired_kits(),
        )

    def _slots(self, master: Secret) -> tuple[AnySlot, ...]:
        signed = self.genuine(master)
        return signed.keys.slots if signed is not None else ()

    def genuine(self, master: Secret) -> SignedKeyFile | None:
        """Return the newest key file that was written under this master key, None where none can be read.

        Raises:
            NewerVaultError: a file takes a newer CoachDesk.
        """
        try:
            return next((signed for signed in self._read() if signed.is_genuine(master)), None)
        except DamagedKeyFileError:
            return None

    def _read(self) -> list[SignedKeyFile]:
        """Return what can be read, the newest first."""
        found: list[SignedKeyFile] = []
        damage: list[DamagedKeyFileError] = []
        for path in self._paths:
            try:
                found.append(parse(_bytes_of(path)))
            except DamagedKeyFileError as error:
                damage.append(error)
        if not found:
            raise damage[0]
        return sorted(found, key=lambda signed: -signed.keys.generation)

    def _repair(self, raw: bytes) -> Copies:
        outdated = [path for path in self._paths if not _holds(path, raw)]
        try:
            for path in outdated:
                write_atomically(path, raw, verify=_parses)
        except StorageError:
            return Copies.NOT_REPAIRED
        return Copies.REPAIRED if outdated else Copies.ALIKE

    def _remove_leftovers(self) -> None:
        """Remove what a killed write left behind, once nobody can be writing it any more."""
        before = time.time() - _LEFTOVER_AGE_S
        for path in self._folder.glob(f".{KEYS_NAME}*.tmp"):
            with contextlib.suppress(OSError):
                if path.stat().st_mtime < before:
                    path.unlink()


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise DamagedKeyFileError from error
    except OSError as error:
        raise known_from_os(error) from error


def _holds(path: Path, raw: bytes) -> bool:
    try:
        return path.read_bytes() == raw
    except OSError:
        return False


def open_any(keys: KeyFile, secret: str | Secret) -> Secret | None:
    """Return the master key from the first slot that the secret opens, None where it opens none."""
    opened = (open_slot(slot, secret, keys.vault_id) for slot in keys.slots)
    return next((master for master in opened if master is not None), None)


def _changed_or_wrong(found: Sequence[SignedKeyFile], secret: str | Secret) -> Exception:
    """Ask the older copy whether the newest file was edited: an edited slot looks like a wrong passphrase."""
    newest = found[0]
    for signed in found[1:]:
        master = None if signed.raw == newest.raw else open_any(signed.keys, secret)
        if master is not None and not newest.is_genuine(master):
            return ChangedKeyFileError()
    return WrongPassphraseError()


def _opens(secret: str | Secret | None, master: Secret) -> Callable[[bytes], None]:
    def verify(raw: bytes) -> None:
        signed = parse(raw)
        opened = master if secret is None else open_any(signed.keys, secret)
        if not signed.is_genuine(master) or opened != master:
            text = "a key file just written does not open"
            raise BugError(text)

    return verify


def _parses(raw: bytes) -> None:
    parse(raw)
