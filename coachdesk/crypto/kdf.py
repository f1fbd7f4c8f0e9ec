"""From a passphrase to a key, and from the master key to one key for each use.

Argon2id is RFC 9106, its defaults close to that RFC's second recommended choice;
subkeys come by HKDF-SHA256, RFC 5869.
"""

import time
import unicodedata
from collections.abc import Callable
from enum import StrEnum
from typing import Final

from attrs import evolve, field, frozen
from attrs.validators import instance_of

from coachdesk.crypto.secret import Secret
from coachdesk.errors import QT_TRANSLATE_NOOP, DamagedVaultError, InvalidInputError, NotEnoughMemoryError

KEY_BYTES: Final = 32
SALT_BYTES: Final = 16
PASSPHRASE_FLOOR: Final = 8

_MIB: Final = 1024  # in KiB, the unit of Argon2
_MOST_MEMORY_KIB: Final = 1024 * _MIB
_MOST_ITERATIONS: Final = 10
_MOST_LANES: Final = 8
_LEAST_MEMORY_KIB_PER_LANE: Final = 8
_CALIBRATION_LIMIT_S: Final = 1.0
_CALIBRATION_STEPS_KIB: Final = (128 * _MIB, 256 * _MIB)
_SHARE_OF_MEMORY: Final = 8


class Subkey(StrEnum):
    """What a key derived from the master key is for; the value is HKDF's info string."""

    DATABASE_KEY = "coachdesk/v1/database-key"
    DATABASE_SALT = "coachdesk/v1/database-salt"
    KEY_FILE_MAC = "coachdesk/v1/key-file-mac"
    BACKUP = "coachdesk/v1/backup"
    BACKUP_SALT = "coachdesk/v1/backup-salt"
    BACKUP_INVENTORY = "coachdesk/v1/backup-inventory"
    JOURNAL_CHAIN = "coachdesk/v1/journal-chain"
    KIT_ID = "coachdesk/v1/kit-id"
    SIGNING_KEY_WRAP = "coachdesk/v1/signing-key-wrap"


@frozen(kw_only=True)
class Cost:
    """What one guess of the passphrase costs: memory in KiB, passes over it, parallel lanes.

    There is no floor for a cost that is read: an edited one yields another key,
    which opens nothing, and breaks the key file's MAC.
    """

    memory_kib: int = field(default=64 * _MIB, validator=instance_of(int))
    iterations: int = field(default=3, validator=instance_of(int))
    lanes: int = field(default=4, validator=instance_of(int))

    def refuse_bombs(self) -> None:
        """Check the limits before anything is allocated.

        Raises:
            DamagedVaultError: CoachDesk never asks for this much, or Argon2 not for this little.
        """
        if not (
            _LEAST_MEMORY_KIB_PER_LANE * self.lanes <= self.memory_kib <= _MOST_MEMORY_KIB
            and 1 <= self.iterations <= _MOST_ITERATIONS
            and 1 <= self.lanes <= _MOST_LANES
        ):
            raise DamagedVaultError(
                QT_TRANSLATE_NOOP("errors", "The key file asks for work that CoachDesk never asks for."),
                QT_TRANSLATE_NOOP("errors", "It was not written by CoachDesk. Use the recovery words."),
            )


def normalise(passphrase: str) -> bytes:
    """Return the bytes that stand for a passphrase: NFC, UTF-8, nothing trimmed.

    A lone surrogate, which some input methods can produce, is encoded as it is.
    """
    return unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")


def require_length(passphrase: str) -> None:
    """Refuse a new passphrase under the floor; weak but longer ones are the coach's choice.

    Raises:
        InvalidInputError: it has fewer than eight characters.
    """
    if len(unicodedata.normalize("NFC", passphrase)) < PASSPHRASE_FLOOR:
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "This passphrase is shorter than {floor} characters."),
            QT_TRANSLATE_NOOP("errors", "Take a few words that come to your mind only."),
            floor=PASSPHRASE_FLOOR,
        )


def passphrase_key(passphrase: str, cost: Cost, salt: bytes) -> Secret:
    """Return the 32-byte key of a passphrase; takes up to a second, and frees the interpreter meanwhile.

    Raises:
        DamagedVaultError: the cost is out of bounds.
        NotEnoughMemoryError: Argon2 could not get its memory.
    """
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    cost.refuse_bombs()
    argon2 = Argon2id(
        salt=salt,
        length=KEY_BYTES,
        iterations=cost.iterations,
        lanes=cost.lanes,
        memory_cost=cost.memory_kib,
    )
    try:
        return Secret(argon2.derive(normalise(passphrase)))
    except MemoryError as error:
        raise NotEnoughMemoryError from error


def subkey(master: Secret, use: Subkey, length: int = KEY_BYTES) -> Secret:
    """Return the key for one use; it says nothing about the master key or the others."""
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    hkdf = HKDF(algorithm=SHA256(), length=length, salt=None, info=use.value.encode("ascii"))
    return Secret(hkdf.derive(bytes(master.reveal())))


def calibrate(memory_bytes: int, seconds_of: Callable[[Cost], float] | None = None) -> Cost:
    """Return the highest cost this machine bears: at most a second and an eighth of its memory.

    `seconds_of` measures one derivation. The default cost is never undercut.
    """
    measure = seconds_of or _measure
    best = Cost()
    for memory_kib in _CALIBRATION_STEPS_KIB:
        cost = evolve(best, memory_kib=memory_kib)
        if memory_kib * 1024 * _SHARE_OF_MEMORY > memory_bytes or measure(cost) > _CALIBRATION_LIMIT_S:
            break
        best = cost
    return best


def _measure(cost: Cost) -> float:
    started = time.perf_counter()
    try:
        passphrase_key("calibration", cost, bytes(SALT_BYTES)).wipe()
    except NotEnoughMemoryError:
        return float("inf")
    return time.perf_counter() - started
