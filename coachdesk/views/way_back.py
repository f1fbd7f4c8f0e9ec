"""A code for the one way back from the turned screen; it is written down nowhere."""

import hmac
import unicodedata
from typing import Final

from coachdesk.errors import QT_TRANSLATE_NOOP, InvalidInputError

SHORTEST: Final = 4


class WayBack:
    """Knows whether a code is the one that was chosen; without one, none is.

    Raises:
        InvalidInputError: the code is shorter than four characters.
    """

    def __init__(self, code: str = "") -> None:
        self._code = _plain(code)
        if 0 < len(self._code) < SHORTEST:
            raise InvalidInputError(
                QT_TRANSLATE_NOOP("errors", "This code is too short."),
                QT_TRANSLATE_NOOP("errors", "Choose four characters or more, or leave it empty."),
            )

    def fits(self, typed: str) -> bool:
        """Tell whether this is the code."""
        is_same = hmac.compare_digest(_plain(typed).encode(), self._code.encode())
        return bool(self._code) and is_same


def _plain(code: str) -> str:
    """Return a code without what different keyboards make of the same letters."""
    return unicodedata.normalize("NFC", code.strip())
