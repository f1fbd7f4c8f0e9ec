"""English that takes as much room as German does."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from math import ceil

from PySide6.QtCore import QCoreApplication, QTranslator

_MORE = 0.4
_FILLING = "ungenheitschaft"
_OF_QT = re.compile("Q[A-Z]")
_PARTS = re.compile(r"\{\w*\}|%n|%\d|(\w+)")


def longer(text: str) -> str:
    """Return a text with every word about 40 % longer; placeholders, “%n” and “&” stay.

    >>> longer("&Save {name}’s copies")
    '&Saveun {name}’su copiesung'
    """
    return _PARTS.sub(lambda part: _stretched(part[1]) if part[1] else part[0], text)


def _stretched(word: str) -> str:
    return word + (_FILLING * 4)[: ceil(len(word) * _MORE)]


class Longer(QTranslator):
    """Translates our own texts into longer ones; Qt's names of keys must stay what they are."""

    def translate(self, context: str, text: str, _comment: str | None = None, _n: int = -1) -> str:
        return text if _OF_QT.match(context) else longer(text)

    def isEmpty(self) -> bool:  # noqa: N802
        return False


@contextmanager
def longer_texts(application: QCoreApplication) -> Iterator[None]:
    """Let every text that is translated meanwhile be longer."""
    translator = Longer(application)
    application.installTranslator(translator)
    try:
        yield
    finally:
        application.removeTranslator(translator)
