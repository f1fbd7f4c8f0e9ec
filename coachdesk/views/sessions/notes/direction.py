"""Which way a paragraph runs, told by its first letter; and that it begins at that side."""

import unicodedata
from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextBlock

_ENOUGH: Final = 500
_LEFTWARDS: Final = frozenset(("R", "AL"))
_STRONG: Final = _LEFTWARDS | {"L"}


def runs_leftwards(text: str) -> bool:
    """Tell whether a paragraph begins with a letter of a script that is written from right to left.

    Marks of lists and other signs before it don't count (https://www.unicode.org/reports/tr9/, P2 and P3).
    """
    kinds = (unicodedata.bidirectional(sign) for sign in text[:_ENOUGH])
    return next((kind for kind in kinds if kind in _STRONG), "L") in _LEFTWARDS


def align(blocks: Iterable[QTextBlock]) -> None:
    """Let lines begin at the side from which they are read: Qt orders their letters, but leaves them left."""
    for block in blocks:
        text = block.text()
        if not text.isascii() and runs_leftwards(text):
            layout = block.layout()
            option = layout.textOption()
            option.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
            layout.setTextOption(option)
