"""The words of a recovery kit where they are typed."""

import re
from typing import Final

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

_WORD: Final = re.compile(r"[^\W\d_]+")


def find_words(text: str) -> list[re.Match[str]]:
    """Return the words in a text; numbers and marks between them don't count."""
    return list(_WORD.finditer(text))


def select_word(field: QPlainTextEdit, place: object) -> None:
    """Select the word at this place, from 1; nothing where an error does not name one."""
    found = find_words(field.toPlainText())
    if not isinstance(place, int) or not 1 <= place <= len(found):
        return
    start, end = found[place - 1].span()
    cursor = field.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    field.setTextCursor(cursor)
