"""How strong a passphrase is, in words: a time to guess, and what would make it longer."""

from typing import Final

from PySide6.QtCore import QCoreApplication

from coachdesk.errors import QT_TRANSLATE_NOOP
from coachdesk.strength import GuessTime, Strength, StrengthWarning

_TIMES: Final = {
    GuessTime.SECONDS: QT_TRANSLATE_NOOP("strength", "Time to guess from a stolen copy: seconds."),
    GuessTime.MINUTES: QT_TRANSLATE_NOOP("strength", "Time to guess from a stolen copy: minutes."),
    GuessTime.HOURS: QT_TRANSLATE_NOOP("strength", "Time to guess from a stolen copy: hours."),
    GuessTime.DAYS: QT_TRANSLATE_NOOP("strength", "Time to guess from a stolen copy: days."),
    GuessTime.MONTHS: QT_TRANSLATE_NOOP("strength", "Time to guess from a stolen copy: months."),
    GuessTime.YEARS: QT_TRANSLATE_NOOP("strength", "Time to guess from a stolen copy: years."),
    GuessTime.CENTURIES: QT_TRANSLATE_NOOP("strength", "Time to guess from a stolen copy: centuries."),
}
_WARNINGS: Final = {
    StrengthWarning.TOO_SHORT: QT_TRANSLATE_NOOP("strength", "It needs at least 8 characters."),
    StrengthWarning.WELL_KNOWN: QT_TRANSLATE_NOOP(
        "strength", "It is among the first that anyone would try. Words of your own choosing hold longer."
    ),
    StrengthWarning.COMMON_WORD: QT_TRANSLATE_NOOP(
        "strength",
        "One common word carries most of it. Two or three more that have nothing to do with it help.",
    ),
    StrengthWarning.NAME: QT_TRANSLATE_NOOP(
        "strength", "Names are tried early. A few words that belong to nobody hold longer."
    ),
    StrengthWarning.KEYBOARD_PATTERN: QT_TRANSLATE_NOOP(
        "strength", "Keys that lie side by side are tried early. Unrelated words hold longer."
    ),
    StrengthWarning.REPEAT: QT_TRANSLATE_NOOP(
        "strength", "Repeating a part adds little. Another word adds much."
    ),
    StrengthWarning.SEQUENCE: QT_TRANSLATE_NOOP(
        "strength", "Rows such as abc or 123 add little. Another word adds much."
    ),
    StrengthWarning.YEAR_OR_DATE: QT_TRANSLATE_NOOP(
        "strength", "Years and dates are tried early. Another word adds much."
    ),
}
_MORE_WORDS: Final = QT_TRANSLATE_NOOP("strength", "One or two more unrelated words make it much longer.")


def strength_text(strength: Strength) -> str:
    """Return the time to guess and, where it is short, what would make it longer."""
    if strength.warning is StrengthWarning.TOO_SHORT:
        return _translated(_WARNINGS[StrengthWarning.TOO_SHORT])
    parts = [_TIMES[strength.guess_time]]
    if strength.warning is not None:
        parts.append(_WARNINGS[strength.warning])
    elif strength.guess_time not in (GuessTime.YEARS, GuessTime.CENTURIES):
        parts.append(_MORE_WORDS)
    return " ".join(map(_translated, parts))


def _translated(text: str) -> str:
    return QCoreApplication.translate("strength", text)
