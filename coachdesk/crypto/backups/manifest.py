"""What a backup says of itself: openly what finding and reading it takes, sealed how many records it holds.

The manifest is canonical JSON. Its inventory is sealed with AES-256-GCM-SIV, RFC 8452, and bound to
all else in the manifest, so that who lacks the master key learns no counts and can change nothing unseen.
"""

import json
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

from attrs import field, frozen
from attrs.validators import ge, instance_of

from coachdesk.crypto.kdf import Subkey, subkey
from coachdesk.crypto.secret import Secret
from coachdesk.crypto.slots import NONCE_BYTES, canonical
from coachdesk.errors import QT_TRANSLATE_NOOP, DamagedVaultError, NewerVaultError

FORMAT: Final = 1
_MOMENT: Final = "%Y-%m-%dT%H:%M:%SZ"
_ID_BYTES: Final = 16
_DIGEST_BYTES: Final = 32
_WRONG_SHAPE: Final = (KeyError, TypeError, ValueError, AttributeError, OverflowError, RecursionError)


class DamagedBackupError(DamagedVaultError):
    """The file is not, or no longer, what a backup is."""

    code = "damaged-backup"
    message = QT_TRANSLATE_NOOP("errors", "{name} is damaged, or is no backup of CoachDesk.")
    hint = QT_TRANSLATE_NOOP("errors", "Take another backup. Nothing was written.")


class ChangedBackupError(DamagedVaultError):
    """All bits are there, and the holder of the master key did not put them together."""

    code = "changed-backup"
    message = QT_TRANSLATE_NOOP("errors", "{name} was changed by something other than CoachDesk.")
    hint = QT_TRANSLATE_NOOP("errors", "Take another backup. Nothing was written.")


class NewerBackupError(NewerVaultError):
    """The backup was made by a newer CoachDesk."""

    code = "newer-backup"
    message = QT_TRANSLATE_NOOP("errors", "{name} was made by a newer CoachDesk.")
    hint = QT_TRANSLATE_NOOP("errors", "Install the current version to open it. Nothing was changed.")


@frozen(kw_only=True)
class Member:
    """A file inside the backup; `sha256` in hexadecimal digits."""

    size: int = field(validator=[instance_of(int), ge(0)])
    sha256: str = field(validator=instance_of(str))


@frozen(kw_only=True)
class Manifest:
    """What anybody can read of a backup; `made_at` is UTC, to the second."""

    vault_id: str
    generation: int = field(validator=[instance_of(int), ge(0)])
    made_at: datetime
    members: Mapping[str, Member]
    nonce: bytes = b""
    sealed: bytes = b""


@frozen(kw_only=True)
class Inventory:
    """What a backup holds: how many rows in each table."""

    rows: Mapping[str, int]


def write_manifest(manifest: Manifest, inventory: Inventory, master: Secret) -> bytes:
    """Return the bytes of a manifest with its inventory sealed in."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV

    nonce = secrets.token_bytes(NONCE_BYTES)
    with subkey(master, Subkey.BACKUP_INVENTORY) as key:
        cipher = AESGCMSIV(bytes(key.reveal()))
    content = canonical({"rows": dict(inventory.rows)})
    sealed = cipher.encrypt(nonce, content, canonical(_described(manifest)))
    return canonical(_described(manifest) | {"nonce": nonce.hex(), "sealed": sealed.hex()})


def read_manifest(raw: bytes, name: str) -> Manifest:
    """Read the bytes of the manifest of the backup with this name.

    Raises:
        NewerBackupError: it takes a newer CoachDesk.
        ValueError: it has another shape than `write_manifest` gives it.
    """
    try:
        value = json.loads(raw)
        if max(value["format"], value["reader"]) > FORMAT:
            raise NewerBackupError(name=name)
        manifest = _decode(value)
    except _WRONG_SHAPE as error:
        raise ValueError("a manifest of another shape") from error
    if canonical(_encode(manifest)) != raw:
        raise ValueError("a manifest that is not canonical")
    return manifest


def open_inventory(manifest: Manifest, master: Secret) -> Inventory | None:
    """Return what the backup holds, None where this is not its master key or anything was changed."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV

    with subkey(master, Subkey.BACKUP_INVENTORY) as key:
        cipher = AESGCMSIV(bytes(key.reveal()))
    try:
        content = cipher.decrypt(manifest.nonce, manifest.sealed, canonical(_described(manifest)))
    except InvalidTag:
        return None
    return Inventory(rows=json.loads(content)["rows"])


def _decode(value: dict[str, Any]) -> Manifest:
    manifest = Manifest(
        vault_id=str(value["vault"]),
        generation=value["generation"],
        made_at=datetime.strptime(value["made"], _MOMENT).replace(tzinfo=UTC),
        members={name: Member(**facts) for name, facts in value["members"].items()},
        nonce=bytes.fromhex(value["nonce"]),
        sealed=bytes.fromhex(value["sealed"]),
    )
    digests = (member.sha256 for member in manifest.members.values())
    lengths = [
        len(bytes.fromhex(manifest.vault_id)),
        len(manifest.nonce),
        *(len(bytes.fromhex(d)) for d in digests),
    ]
    if lengths != [_ID_BYTES, NONCE_BYTES, *[_DIGEST_BYTES] * len(manifest.members)]:
        raise ValueError("a manifest with parts of another length")
    return manifest


def _encode(manifest: Manifest) -> dict[str, Any]:
    return _described(manifest) | {"nonce": manifest.nonce.hex(), "sealed": manifest.sealed.hex()}


def _described(manifest: Manifest) -> dict[str, Any]:
    """Return all of a manifest but nonce and sealed inventory."""
    return {
        "format": FORMAT,
        "reader": FORMAT,
        "vault": manifest.vault_id,
        "generation": manifest.generation,
        "made": manifest.made_at.astimezone(UTC).strftime(_MOMENT),
        "members": {
            name: {"size": member.size, "sha256": member.sha256} for name, member in manifest.members.items()
        },
    }
