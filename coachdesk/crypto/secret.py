"""Bytes that must not be shown, logged, pickled or kept longer than needed."""

import hmac
import secrets
from typing import NoReturn, Self

from coachdesk.errors import BugError


class Secret:
    """Key material that no `repr`, log line or pickle can carry.

    `wipe` overwrites these bytes; copies that the interpreter or a library made
    go only when the process ends, which is why locking replaces the process.
    """

    __slots__ = ("_value",)
    __hash__ = None  # type: ignore[assignment]  # a digest of a secret has no place in a dict

    def __init__(self, value: bytes | bytearray) -> None:
        self._value = bytearray(value)

    @classmethod
    def random(cls, length: int) -> Self:
        """Return fresh bytes from the system's generator."""
        return cls(secrets.token_bytes(length))

    def reveal(self) -> bytearray:
        """Return the bytes themselves, not a copy.

        Raises:
            BugError: they were wiped before.
        """
        if not self._value:
            text = "a wiped secret was asked for"
            raise BugError(text)
        return self._value

    def wipe(self) -> None:
        """Overwrite the bytes; the secret is of no use from here on."""
        self._value[:] = bytes(len(self._value))
        self._value = bytearray()

    def __enter__(self) -> Self:
        """Lend the secret to a block that ends with wiping it."""
        return self

    def __exit__(self, *_: object) -> None:
        """Wipe the bytes, whatever happened."""
        self.wipe()

    def __len__(self) -> int:
        """Return the number of bytes, 0 once wiped."""
        return len(self._value)

    def __eq__(self, other: object) -> bool:
        """Compare in constant time."""
        if not isinstance(other, Secret):
            return NotImplemented
        return hmac.compare_digest(self._value, other._value)

    def __repr__(self) -> str:
        """Show that there is something, not what."""
        return "Secret(…)"

    def __reduce_ex__(self, _protocol: object) -> NoReturn:
        """Refuse to be pickled or copied."""
        text = "a secret is neither pickled nor copied"
        raise TypeError(text)
