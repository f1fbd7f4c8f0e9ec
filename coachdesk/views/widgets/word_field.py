"""A field for a word or two, among words that were used before."""

from collections.abc import Callable

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCompleter, QLineEdit


def word_field(
    offered: QStringListModel, *, keep: Callable[[], None], leave: Callable[[], None]
) -> QLineEdit:
    """Return a field that offers words as one types: Enter keeps what is typed, Escape leaves it."""
    field = QLineEdit()
    completer = QCompleter(offered, field)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    field.setCompleter(completer)
    field.returnPressed.connect(keep)
    away = QShortcut(QKeySequence(Qt.Key.Key_Escape), field)
    away.setContext(Qt.ShortcutContext.WidgetShortcut)
    away.activated.connect(leave)
    return field
