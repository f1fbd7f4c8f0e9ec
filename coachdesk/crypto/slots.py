"""A slot: the master key, wrapped under a key that one way of unlocking yields."""

import json
import secrets
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Final

from attrs import evolve, frozen

from coachdesk.crypto.kdf import SALT_BYTES, Cost, passphrase_key, require_length
from coachdesk.crypto.secret import Secret

FORMAT: Final = 1
ID_BYTES: Final = 8
NONCE_BYTES: Final = 12
CIPHERTEXT_BYTES: Final = 32 + 16
_KDF_NAME: Final = "argon2id"
_ARGON2_VERSION: Final = 0x13


class SlotKind(StrEnum):
    """The way a slot is unlocked."""

    PASSPHRASE = "passphrase"  # noqa: S105  (the kind, not the passphrase)


@frozen(kw_only=True)
class Slot:
    """One way in, as it stands in the key file; `created` is UTC, to the second."""

    id: str
    kind: SlotKind
    created: str
    cost: Cost
    salt: bytes
    nonce: bytes
    ciphertext: bytes


def canonical(value: dict[str, Any]) -> bytes:
    """Return the one JSON form of a value: sorted keys, no spaces, ASCII."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode("ascii")


def seal(master: Secret, passphrase: str, cost: Cost, vault_id: str) -> Slot:
    """Wrap the master key under a new passphrase.

    Raises:
        InvalidInputError: the passphrase is under the floor.
        NotEnoughMemoryError: Argon2 could not get its memory.
    """
    from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV

    require_length(passphrase)
    empty = Slot(
        id=secrets.token_hex(ID_BYTES),
        kind=SlotKind.PASSPHRASE,
        created=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        cost=cost,
        salt=secrets.token_bytes(SALT_BYTES),
        nonce=secrets.token_bytes(NONCE_BYTES),
        ciphertext=b"",
    )
    with passphrase_key(passphrase, cost, empty.salt) as key:
        cipher = AESGCMSIV(bytes(key.reveal()))
    sealed = cipher.encrypt(empty.nonce, bytes(master.reveal()), _associated(empty, vault_id))
    return evolve(empty, ciphertext=sealed)


def open_slot(slot: Slot, passphrase: str, vault_id: str) -> Secret | None:
    """Return the master key, or None where the passphrase or anything about the slot is not the same.

    Raises:
        DamagedVaultError: the slot asks for more work than CoachDesk ever does.
        NotEnoughMemoryError: Argon2 could not get its memory.
    """
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV

    with passphrase_key(passphrase, slot.cost, slot.salt) as key:
        cipher = AESGCMSIV(bytes(key.reveal()))
    try:
        return Secret(cipher.decrypt(slot.nonce, slot.ciphertext, _associated(slot, vault_id)))
    except InvalidTag:
        return None


def to_json(slot: Slot) -> dict[str, Any]:
    """Return a slot as the key file holds it."""
    return _described(slot) | {"nonce": slot.nonce.hex(), "ct": slot.ciphertext.hex()}


def from_json(value: dict[str, Any]) -> Slot:
    """Read a slot back.

    Raises:
        KeyError, TypeError, ValueError: it has another shape.
    """
    kdf = value["kdf"]
    slot = Slot(
        id=str(value["id"]),
        kind=SlotKind(value["kind"]),
        created=str(value["created"]),
        cost=Cost(memory_kib=kdf["m"], iterations=kdf["t"], lanes=kdf["p"]),
        salt=bytes.fromhex(kdf["salt"]),
        nonce=bytes.fromhex(value["nonce"]),
        ciphertext=bytes.fromhex(value["ct"]),
    )
    if to_json(slot) != value or _sizes(slot) != (SALT_BYTES, NONCE_BYTES, CIPHERTEXT_BYTES):
        text = "a slot of another shape"
        raise ValueError(text)
    return slot


def _sizes(slot: Slot) -> tuple[int, int, int]:
    return len(slot.salt), len(slot.nonce), len(slot.ciphertext)


def _described(slot: Slot) -> dict[str, Any]:
    """Return all of a slot but nonce and ciphertext."""
    return {
        "id": slot.id,
        "kind": slot.kind.value,
        "created": slot.created,
        "kdf": {
            "name": _KDF_NAME,
            "version": _ARGON2_VERSION,
            "m": slot.cost.memory_kib,
            "t": slot.cost.iterations,
            "p": slot.cost.lanes,
            "salt": slot.salt.hex(),
        },
    }


def _associated(slot: Slot, vault_id: str) -> bytes:
    """Return what the ciphertext is bound to, so that a slot fits one vault only."""
    return canonical({"format": FORMAT, "vault": vault_id, "slot": _described(slot)})
