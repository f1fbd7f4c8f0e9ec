"""The key file: slots, bound together by a MAC, with a checksum that tells damage from a wrong passphrase.

Four lines: the magic, canonical JSON, HMAC-SHA256 of the lines before under a key
that the master key yields, SHA-256 of all lines before. `docs/vault-format.md` has the details.
"""

import hashlib
import hmac
import json
from typing import Any, Final

from attrs import field, frozen
from attrs.validators import instance_of

from coachdesk.crypto import slots
from coachdesk.crypto.kdf import Subkey, subkey
from coachdesk.crypto.secret import Secret
from coachdesk.crypto.slots import AnySlot, SlotKind, canonical
from coachdesk.errors import QT_TRANSLATE_NOOP, DamagedVaultError, NewerVaultError

MAGIC: Final = b"CoachDesk key file\n"
FIRST_FORMAT: Final = 1
NEWEST_FORMAT: Final = 2
_RETIRED_SINCE: Final = 2
_KIT_ID_BYTES: Final = 8
DATABASE: Final = {"cipher": "sqlcipher4", "page_size": 4096}
VAULT_ID_BYTES: Final = 16
_MAC_MARK: Final = b"hmac-sha256 "
_SUM_MARK: Final = b"sha-256 "
_DIGEST_HEX: Final = 64
_LINES: Final = 4
_MOST_BYTES: Final = 256 * 1024


class DamagedKeyFileError(DamagedVaultError):
    """The checksum does not fit: bits were lost."""

    code = "damaged-keys"
    message = QT_TRANSLATE_NOOP("errors", "The vault's key files are missing or damaged.")
    hint = QT_TRANSLATE_NOOP(
        "errors", "Open the vault with the words of the recovery kit, or restore a backup."
    )


class ForeignKeyFileError(DamagedKeyFileError):
    """The file does not begin as a key file does."""

    code = "foreign-keys"
    message = QT_TRANSLATE_NOOP("errors", "A file stands where the vault's key file should be.")


class ChangedKeyFileError(DamagedVaultError):
    """The checksum fits and the MAC does not: someone edited the file."""

    code = "changed-keys"
    message = QT_TRANSLATE_NOOP(
        "errors", "The vault's key file was changed by something other than CoachDesk."
    )
    hint = QT_TRANSLATE_NOOP(
        "errors", "Open the vault with the words of the recovery kit, or restore a backup."
    )


@frozen(kw_only=True)
class RetiredKit:
    """A recovery kit that another one has replaced, `on` an ISO 8601 day in UTC."""

    kit: str
    on: str


@frozen(kw_only=True)
class KeyFile:
    """The content of a key file; `generation` rises with each write."""

    vault_id: str
    generation: int = field(validator=instance_of(int))
    slots: tuple[AnySlot, ...]
    retired: tuple[RetiredKit, ...] = ()

    @property
    def format(self) -> int:
        """The version of the format, and the least that can read it: that of the youngest thing in it."""
        formats = [slot.FORMAT for slot in self.slots]
        return max([FIRST_FORMAT, *formats, *([_RETIRED_SINCE] if self.retired else [])])

    @property
    def keychain_entry(self) -> str | None:
        """What a keychain calls the key of this vault; each new slot has an entry of its own."""
        ids = (slot.id for slot in self.slots if slot.KIND is SlotKind.KEYCHAIN)
        return next((keychain_entry(self.vault_id, id_) for id_ in ids), None)


@frozen(kw_only=True)
class SignedKeyFile:
    """A key file as read: its checksum holds; whether `mac` does is known once a slot has opened."""

    keys: KeyFile
    raw: bytes

    def is_genuine(self, master: Secret) -> bool:
        """Tell whether the holder of the master key wrote this file."""
        signed, mac = self._parts()
        return hmac.compare_digest(mac, _mac(signed, master))

    def _parts(self) -> tuple[bytes, bytes]:
        magic, body, mac, _checksum = self.raw.splitlines(keepends=True)
        return magic + body, mac


def kit_id(master: Secret) -> str:
    """Return what tells a kit from others without telling anything of its words."""
    with subkey(master, Subkey.KIT_ID, _KIT_ID_BYTES) as mark:
        return mark.reveal().hex()


def keychain_entry(vault_id: str, slot_id: str) -> str:
    """Return what a keychain calls the key of a slot."""
    return f"{vault_id}.{slot_id}"


def serialise(keys: KeyFile, master: Secret) -> bytes:
    """Return the bytes of a key file."""
    signed = MAGIC + canonical(_to_json(keys)) + b"\n"
    content = signed + _mac(signed, master)
    return content + _checksum(content)


def parse(raw: bytes) -> SignedKeyFile:
    """Read the bytes of a key file.

    Raises:
        ForeignKeyFileError: this is no key file.
        DamagedKeyFileError: it was one.
        NewerVaultError: it takes a newer CoachDesk to read it.
    """
    if not raw.startswith(MAGIC):
        raise ForeignKeyFileError
    checksum_at = len(raw) - len(_SUM_MARK) - _DIGEST_HEX - 1
    if len(raw) > _MOST_BYTES or checksum_at < 0 or raw[checksum_at:] != _checksum(raw[:checksum_at]):
        raise DamagedKeyFileError
    try:
        return SignedKeyFile(keys=_decode(raw), raw=raw)
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise ForeignKeyFileError from error


def _decode(raw: bytes) -> KeyFile:
    lines = raw.splitlines(keepends=True)
    value = json.loads(lines[1])
    if max(value["format"], value["reader"]) > NEWEST_FORMAT:
        raise NewerVaultError
    keys = KeyFile(
        vault_id=value["vault"],
        generation=value["generation"],
        slots=tuple(slots.from_json(slot) for slot in value["slots"]),
        retired=tuple(RetiredKit(kit=kit["kit"], on=kit["on"]) for kit in value.get("retired", ())),
    )
    _check_shape(keys, lines)
    return keys


def _check_shape(keys: KeyFile, lines: list[bytes]) -> None:
    """Refuse whatever `serialise` would not have written."""
    if (
        len(lines) != _LINES
        or lines[1] != canonical(_to_json(keys)) + b"\n"
        or len(bytes.fromhex(keys.vault_id)) != VAULT_ID_BYTES
    ):
        text = "a key file of another shape"
        raise ValueError(text)


def _to_json(keys: KeyFile) -> dict[str, Any]:
    retired = {"retired": [{"kit": kit.kit, "on": kit.on} for kit in keys.retired]} if keys.retired else {}
    return retired | {
        "format": keys.format,
        "reader": keys.format,
        "vault": keys.vault_id,
        "generation": keys.generation,
        "db": DATABASE,
        "slots": [slots.to_json(slot) for slot in keys.slots],
    }


def _mac(signed: bytes, master: Secret) -> bytes:
    with subkey(master, Subkey.KEY_FILE_MAC) as key:
        return _MAC_MARK + hmac.new(key.reveal(), signed, hashlib.sha256).hexdigest().encode() + b"\n"


def _checksum(content: bytes) -> bytes:
    return _SUM_MARK + hashlib.sha256(content).hexdigest().encode() + b"\n"
