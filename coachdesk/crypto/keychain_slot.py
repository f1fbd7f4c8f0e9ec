"""The slot of an unlocked vault that the keychain opens: added and removed without a moment of neither."""

import contextlib

from coachdesk.crypto.kdf import KEY_BYTES
from coachdesk.crypto.keychain import Keychain, KeychainError
from coachdesk.crypto.keyfile import keychain_entry
from coachdesk.crypto.keystore import Copies, KeyStore
from coachdesk.crypto.secret import Secret
from coachdesk.crypto.slots import seal_for_keychain
from coachdesk.errors import QT_TRANSLATE_NOOP, InvalidInputError, VaultError


class NoPassphraseError(InvalidInputError):
    """The keychain would be the only way in but the kit: computers and logins get lost."""

    code = "no-passphrase"
    message = QT_TRANSLATE_NOOP("errors", "This vault has no passphrase yet.")
    hint = QT_TRANSLATE_NOOP("errors", "Give it one first; the keychain only saves you typing it.")


class KeychainOffError(VaultError):
    """The vault has no slot that a keychain opens."""

    code = "keychain-off"
    message = QT_TRANSLATE_NOOP("errors", "This vault does not open with the computer's keychain.")
    hint = QT_TRANSLATE_NOOP("errors", "Type your passphrase; you can turn the keychain on in the settings.")


def add(keys: KeyStore, keychain: Keychain, master: Secret, vault_id: str) -> Copies:
    """Let the keychain open the vault; it may not be the only secret that does.

    The entry comes before the slot, under a name of its own, and the former one goes last:
    whatever fails on the way, what opened the vault before still does.

    Raises:
        NoPassphraseError: no passphrase opens the vault.
        KeychainError: the keychain did not take the key; the vault was not touched.
        StorageError: the key file can't be written.
    """
    if not keys.has_passphrase(master):
        raise NoPassphraseError
    former = keys.keychain_entry()
    with Secret.random(KEY_BYTES) as key:
        slot = seal_for_keychain(master, key, vault_id)
        entry = keychain_entry(vault_id, slot.id)
        keychain.write(entry, key)
        try:
            copies = keys.put(slot, key, master, vault_id)
        except BaseException:
            forget(keychain, entry)
            raise
    forget(keychain, former)
    return copies


def remove(
    keys: KeyStore, keychain: Keychain, master: Secret, vault_id: str
) -> tuple[Copies, KeychainError | None]:
    """Take the slot away, then the entry; return why that one may be left, which then opens nothing.

    Raises:
        KeychainOffError: there is no slot.
        StorageError: the key file can't be written; the keychain still opens the vault.
    """
    entry = keys.keychain_entry()
    if entry is None:
        raise KeychainOffError
    copies = keys.drop_keychain(master, vault_id)
    try:
        keychain.delete(entry)
    except KeychainError as error:
        return copies, error
    return copies, None


def forget(keychain: Keychain, entry: str | None) -> None:
    """Delete an entry that opens nothing; it may stay where the keychain does not answer."""
    if entry is not None:
        with contextlib.suppress(KeychainError):
            keychain.delete(entry)
