"""A slot: the master key, wrapped under a key that one way of unlocking yields."""

import json
import secrets
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, ClassVar, Final

from attrs import evolve, frozen

from coachdesk.crypto.kdf import SALT_BYTES, Cost, passphrase_key, require_length
from coachdesk.crypto.secret import Secret

ID_BYTES: Final = 8
NONCE_BYTES: Final = 12
CIPHERTEXT_BYTES: Final = 32 + 16
_ARGON2_VERSION: Final = 0x13
_NO_KDF: Final = {"name": "none"}  # RFC 9106 is for guessable secrets; 32 random bytes are none


class SlotKind(StrEnum):
    """The way a slot is unlocked."""

    PASSPHRASE = "passphrase"  # noqa: S105  (the kind, not the passphrase)
    KEYCHAIN = "keychain"


@frozen(kw_only=True)
class Slot:
    """One way in, as it stands in the key file; `created` is UTC, to the second.

    `FORMAT` is the version of the key-file format that brought its kind.
    """

    KIND: ClassVar[SlotKind]
    FORMAT: ClassVar[int]

    id: str
    created: str
    nonce: bytes
    ciphertext: bytes


@frozen(kw_only=True)
class PassphraseSlot(Slot):
    """Opens with a passphrase, at the cost of an Argon2id run."""

    KIND = SlotKind.PASSPHRASE
    FORMAT = 1

    cost: Cost
    salt: bytes


@frozen(kw_only=True)
class KeychainSlot(Slot):
    """Opens with 32 random bytes that the keychain of one computer keeps."""

    KIND = SlotKind.KEYCHAIN
    FORMAT = 2


AnySlot = PassphraseSlot | KeychainSlot


def canonical(value: dict[str, Any]) -> bytes:
    """Return the one JSON form of a value: sorted keys, no spaces, ASCII."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode("ascii")


def seal(master: Secret, passphrase: str, cost: Cost, vault_id: str) -> PassphraseSlot:
    """Wrap the master key under a new passphrase.

    Raises:
        InvalidInputError: the passphrase is under the floor.
        NotEnoughMemoryError: Argon2 could not get its memory.
    """
    require_length(passphrase)
    empty = PassphraseSlot(**_fresh(), cost=cost, salt=secrets.token_bytes(SALT_BYTES))
    with passphrase_key(passphrase, cost, empty.salt) as key:
        return evolve(empty, ciphertext=_encrypted(empty, master, key, vault_id))


def seal_for_keychain(master: Secret, key: Secret, vault_id: str) -> KeychainSlot:
    """Wrap the master key under a key of 32 random bytes."""
    empty = KeychainSlot(**_fresh())
    return evolve(empty, ciphertext=_encrypted(empty, master, key, vault_id))


def open_slot(slot: AnySlot, secret: str | Secret, vault_id: str) -> Secret | None:
    """Return the master key, or None where the secret or anything about the slot is not the same.

    `secret` is a passphrase or the keychain's key; each opens slots of its own kind only.

    Raises:
        DamagedVaultError: the slot asks for more work than CoachDesk ever does.
        NotEnoughMemoryError: Argon2 could not get its memory.
    """
    if isinstance(slot, PassphraseSlot) and isinstance(secret, str):
        with passphrase_key(secret, slot.cost, slot.salt) as key:
            return _decrypted(slot, key, vault_id)
    if isinstance(slot, KeychainSlot) and isinstance(secret, Secret):
        return _decrypted(slot, secret, vault_id)
    return None


def to_json(slot: AnySlot) -> dict[str, Any]:
    """Return a slot as the key file holds it."""
    return _described(slot) | {"nonce": slot.nonce.hex(), "ct": slot.ciphertext.hex()}


def from_json(value: dict[str, Any]) -> AnySlot:
    """Read a slot back.

    Raises:
        KeyError, TypeError, ValueError: it has another shape.
    """
    slot = _read(value)
    if to_json(slot) != value or not _has_sizes(slot):
        text = "a slot of another shape"
        raise ValueError(text)
    return slot


def _read(value: dict[str, Any]) -> AnySlot:
    common: dict[str, Any] = {
        "id": str(value["id"]),
        "created": str(value["created"]),
        "nonce": bytes.fromhex(value["nonce"]),
        "ciphertext": bytes.fromhex(value["ct"]),
    }
    if SlotKind(value["kind"]) is SlotKind.KEYCHAIN:
        return KeychainSlot(**common)
    kdf = value["kdf"]
    cost = Cost(memory_kib=kdf["m"], iterations=kdf["t"], lanes=kdf["p"])
    return PassphraseSlot(**common, cost=cost, salt=bytes.fromhex(kdf["salt"]))


def _has_sizes(slot: AnySlot) -> bool:
    salted = not isinstance(slot, PassphraseSlot) or len(slot.salt) == SALT_BYTES
    return salted and (len(slot.nonce), len(slot.ciphertext)) == (NONCE_BYTES, CIPHERTEXT_BYTES)


def _fresh() -> dict[str, Any]:
    """Return what a new slot begins with."""
    return {
        "id": secrets.token_hex(ID_BYTES),
        "created": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "nonce": secrets.token_bytes(NONCE_BYTES),
        "ciphertext": b"",
    }


def _encrypted(slot: AnySlot, master: Secret, key: Secret, vault_id: str) -> bytes:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV

    cipher = AESGCMSIV(bytes(key.reveal()))
    return cipher.encrypt(slot.nonce, bytes(master.reveal()), _associated(slot, vault_id))


def _decrypted(slot: AnySlot, key: Secret, vault_id: str) -> Secret | None:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV

    cipher = AESGCMSIV(bytes(key.reveal()))
    try:
        return Secret(cipher.decrypt(slot.nonce, slot.ciphertext, _associated(slot, vault_id)))
    except InvalidTag:
        return None


def _described(slot: AnySlot) -> dict[str, Any]:
    """Return all of a slot but nonce and ciphertext."""
    return {"id": slot.id, "kind": slot.KIND.value, "created": slot.created, "kdf": _kdf(slot)}


def _kdf(slot: AnySlot) -> dict[str, Any]:
    if isinstance(slot, KeychainSlot):
        return _NO_KDF
    return {
        "name": "argon2id",
        "version": _ARGON2_VERSION,
        "m": slot.cost.memory_kib,
        "t": slot.cost.iterations,
        "p": slot.cost.lanes,
        "salt": slot.salt.hex(),
    }


def _associated(slot: AnySlot, vault_id: str) -> bytes:
    """Return what the ciphertext is bound to, so that a slot fits one vault only.

    The format in it is that of the slot's kind, so that a slot stays as it is while others come and go.
    """
    return canonical({"format": slot.FORMAT, "vault": vault_id, "slot": _described(slot)})
