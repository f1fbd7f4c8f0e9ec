"""The pages of an encrypted database one by one, each proven whole before it is decrypted.

SQLCipher stops at the first ruined page; this reads on. The format is that of SQLCipher 4
(https://www.zetetic.net/sqlcipher/design/): AES-256-CBC, then at the end of each page its IV
and the HMAC-SHA512 of what is encrypted, the IV and the page's number.
"""

import hashlib
import hmac
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from coachdesk.crypto.connection import PAGE_BYTES
from coachdesk.crypto.kdf import KEY_BYTES
from coachdesk.crypto.secret import Secret
from coachdesk.errors import KnownError, known_from_os

USABLE_BYTES: Final = PAGE_BYTES - 80
_IV_BYTES: Final = 16
_SALT_BYTES: Final = 16
_SALT_MASK: Final = 0x3A
_MAC_KEY_ROUNDS: Final = 2
_PLAIN_HEADER: Final = b"SQLite format 3\0"


class RuinedPageError(KnownError):
    """A page is missing, or not as it was written."""

    code = "ruined-page"

    def __init__(self, number: int) -> None:
        super().__init__(number=number)
        self.number = number


class Pages:
    """Reads pages of a file that nobody writes into; pages count from 1."""

    def __init__(self, path: Path, key: Secret, salt: bytes) -> None:
        """Open the file.

        Raises:
            StorageError: it can't be read.
        """
        try:
            self._file = path.open("rb")
            self.count = path.stat().st_size // PAGE_BYTES
        except OSError as error:
            raise known_from_os(error) from error
        mac_salt = bytes(byte ^ _SALT_MASK for byte in salt)
        mac_key = hashlib.pbkdf2_hmac("sha512", key.reveal(), mac_salt, _MAC_KEY_ROUNDS, KEY_BYTES)
        self._key, self._mac_key = Secret(key.reveal()), Secret(mac_key)

    def read(self, number: int) -> bytes:
        """Return the bytes of a page that SQLite uses.

        Raises:
            RuinedPageError: it is not there, or not as it was written.
            StorageError: the disk fails.
        """
        page = self._raw(number)
        start = _SALT_BYTES if number == 1 else 0
        content, iv = page[start:USABLE_BYTES], page[USABLE_BYTES : USABLE_BYTES + _IV_BYTES]
        seen = hmac.digest(self._mac_key.reveal(), content + iv + number.to_bytes(4, "little"), "sha512")
        if not hmac.compare_digest(seen, page[USABLE_BYTES + _IV_BYTES :]):
            raise RuinedPageError(number)
        decryptor = Cipher(algorithms.AES(self._key.reveal()), modes.CBC(iv)).decryptor()
        plain = decryptor.update(content) + decryptor.finalize()
        return _PLAIN_HEADER + plain if number == 1 else plain

    def _raw(self, number: int) -> bytes:
        if not 1 <= number <= self.count:
            raise RuinedPageError(number)
        try:
            self._file.seek((number - 1) * PAGE_BYTES)
            return self._file.read(PAGE_BYTES)
        except OSError as error:
            raise known_from_os(error) from error

    def __enter__(self) -> Self:
        """Lend the pages to a block that ends with closing the file."""
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        """Close the file."""
        self.close()

    def close(self) -> None:
        """Wipe the keys and close the file, and with it whatever lock this process holds on it."""
        self._key.wipe()
        self._mac_key.wipe()
        self._file.close()
