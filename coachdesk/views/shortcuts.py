"""What a page can do by a key."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget


def add_shortcuts(page: QWidget, keys: Iterable[tuple[str, str, Callable[[], object]]]) -> list[QAction]:
    """Give a page its actions, each with its words and a key or none, wherever on it the keyboard is."""
    return [_add(page, text, key, act) for text, key, act in keys]


def _add(page: QWidget, text: str, key: str, act: Callable[[], object]) -> QAction:
    action = QAction(text, page)
    action.setShortcut(QKeySequence(key))
    action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    action.triggered.connect(lambda _checked=False: act())
    page.addAction(action)
    return action
