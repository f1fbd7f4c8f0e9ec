"""Names where there is little room."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication

_LONGEST_NAME: Final = 48
_LONGEST_OF_SEVERAL: Final = 24
_MOST_NAMES: Final = 3


def shortened(name: str, longest: int = _LONGEST_NAME) -> str:
    """Return a name as it fits into a caption."""
    return name if len(name) <= longest else f"{name[:longest]}…"


def names_text(names: Sequence[str], longest: int = _LONGEST_OF_SEVERAL) -> str:
    """Return the names of those who are coached together; of many, the first two and how many others."""
    if len(names) == 1:
        return shortened(names[0])
    short = [shortened(name, longest) for name in names]
    if len(names) <= _MOST_NAMES:
        return " & ".join(short)
    text = QCoreApplication.translate("names", "{first}, {second} and %n other(s)", "", len(names) - 2)
    return text.replace("{first}", short[0]).replace("{second}", short[1])
