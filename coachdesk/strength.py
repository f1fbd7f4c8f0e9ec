"""How long a passphrase would stand against someone who holds a stolen copy of what it opens."""

from enum import Enum
from typing import Any, Final

from attrs import frozen

_LEAST_LENGTH: Final = 8
# zxcvbn refuses more than 72 characters and needs up to a second for them; what
# follows the first 32 only makes a passphrase stronger, so this never flatters.
_LOOKED_AT: Final = 32
# For who holds a stolen copy and some ten graphics cards. Each is good for a thousand guesses a second
# at our key derivation (64 MiB, three passes), and for a hundred times as many at that of a PDF
# (ISO 32000-2, 7.6.4.3.4: some 64 rounds of SHA-2 and AES).
OF_A_VAULT: Final = 10_000
OF_A_PDF: Final = 1_000_000


class GuessTime(Enum):
    """How long guessing would take; each lasts until the next one begins."""

    SECONDS = 60
    MINUTES = 60 * 60
    HOURS = 24 * 60 * 60
    DAYS = 30 * 24 * 60 * 60
    MONTHS = 365 * 24 * 60 * 60
    YEARS = 100 * 365 * 24 * 60 * 60
    CENTURIES = float("inf")


class StrengthWarning(Enum):
    """What makes a passphrase easy to guess."""

    TOO_SHORT = "too short"
    WELL_KNOWN = "well known"
    COMMON_WORD = "common word"
    NAME = "name"
    KEYBOARD_PATTERN = "keyboard pattern"
    REPEAT = "repeat"
    SEQUENCE = "sequence"
    YEAR_OR_DATE = "year or date"


@frozen(kw_only=True)
class Strength:
    """The answer: a time to guess, and a warning where there is something to explain."""

    guess_time: GuessTime
    warning: StrengthWarning | None = None


def strength_of(passphrase: str, guesses_per_second: int = OF_A_VAULT) -> Strength:
    """Estimate how long a passphrase would stand.

    Takes up to 0.3 s for unusual input: keep it off the GUI thread.
    """
    if not passphrase:
        return Strength(guess_time=GuessTime.SECONDS, warning=StrengthWarning.TOO_SHORT)
    from zxcvbn import zxcvbn

    result = zxcvbn(passphrase[:_LOOKED_AT])
    guess_time = _guess_time(float(result["guesses"]) / guesses_per_second)
    return Strength(guess_time=guess_time, warning=_warning(passphrase, guess_time, result["sequence"]))


def _guess_time(seconds: float) -> GuessTime:
    return next(time for time in GuessTime if seconds < time.value)


def _warning(passphrase: str, time: GuessTime, matches: list[dict[str, Any]]) -> StrengthWarning | None:
    if len(passphrase) < _LEAST_LENGTH:
        return StrengthWarning.TOO_SHORT
    if time in (GuessTime.YEARS, GuessTime.CENTURIES):
        return None
    longest = max(matches, key=lambda match: len(match["token"]))
    if longest["pattern"] == "dictionary":
        return _DICTIONARIES.get(longest["dictionary_name"], StrengthWarning.COMMON_WORD)
    return _PATTERNS.get(longest["pattern"])


_DICTIONARIES: Final = {
    "passwords": StrengthWarning.WELL_KNOWN,
    "surnames": StrengthWarning.NAME,
    "male_names": StrengthWarning.NAME,
    "female_names": StrengthWarning.NAME,
}
_PATTERNS: Final = {
    "spatial": StrengthWarning.KEYBOARD_PATTERN,
    "repeat": StrengthWarning.REPEAT,
    "sequence": StrengthWarning.SEQUENCE,
    "regex": StrengthWarning.YEAR_OR_DATE,
    "date": StrengthWarning.YEAR_OR_DATE,
}
