"""What was looked for, shown among the words where it was found."""

from collections.abc import Iterable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from coachdesk.models.finding import Query
from coachdesk.models.snippets import place_of


def select_words(fields: Iterable[QPlainTextEdit], typed: str) -> QPlainTextEdit | None:
    """Select what was looked for in the first of the fields that has it, and return that field."""
    terms = Query.of(typed).terms
    for field in fields:
        text = field.toPlainText()
        place = place_of(text, terms)
        if place is not None:
            _select(field, *(_units(text[:at]) for at in place))
            return field
    return None


def _select(field: QPlainTextEdit, start: int, end: int) -> None:
    cursor = field.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    field.setTextCursor(cursor)
    QTimer.singleShot(0, field, field.centerCursor)  # once the field has its height


def _units(text: str) -> int:
    """Count as Qt does: a character beyond the first plane takes two (QString is UTF-16)."""
    return len(text.encode("utf-16-le")) // 2
