"""Who Ctrl+Z is for: a field in which there is something to undo, or else the page around it."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence, QWindow
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from coachdesk.delivery import is_gone

_UNDO, _REDO = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo


class TypingFirst(QObject):
    """Lets a page have the keys that its text fields would take without any use for them.

    Qt's fields claim both keys whether or not they have anything to undo, so the one with the keyboard
    is listened to; no other widget is.
    """

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self._window: QWindow | None = None
        self._field: QObject | None = None
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102
        if watched is self._page:
            if event.type() == QEvent.Type.Show:
                self._find_window()
            return False
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            return self._leaves_to_page(watched, event)
        return False

    def _find_window(self) -> None:
        window = self._page.window().windowHandle()
        if window is not None and window is not self._window:
            self._window = window
            window.focusObjectChanged.connect(self._on_focus)
            self._on_focus(window.focusObject())

    def _on_focus(self, holder: QObject | None) -> None:
        if self._field is not None and not is_gone(self._field):
            self._field.removeEventFilter(self)
        is_ours = isinstance(holder, QWidget) and self._page.isAncestorOf(holder)
        self._field = holder if is_ours else None
        if self._field is not None:
            self._field.installEventFilter(self)

    def _leaves_to_page(self, holder: QObject, event: QKeyEvent) -> bool:
        """Tell whether the key is one of ours and its field has no use for it; then let it pass by."""
        is_undo = event.matches(_UNDO)
        is_ours = is_undo or event.matches(_REDO)
        field = _field_in(holder)
        if not is_ours or field is None or _has_use(field, is_undo=is_undo):
            return False
        event.ignore()
        return True


def start_over(field: QLineEdit) -> None:
    """Empty a field whose words are kept by now; after `clear` Ctrl+Z would type them again."""
    field.setText("")


def _field_in(holder: QObject) -> QLineEdit | QPlainTextEdit | QTextEdit | None:
    """Return the field that the keyboard types into; that of a day or a number is inside it."""
    if isinstance(holder, QLineEdit | QPlainTextEdit | QTextEdit):
        return holder
    return holder.findChild(QLineEdit)


def _has_use(field: QLineEdit | QPlainTextEdit | QTextEdit, *, is_undo: bool) -> bool:
    if field.isReadOnly():
        return False
    kept = field if isinstance(field, QLineEdit) else field.document()
    return kept.isUndoAvailable() if is_undo else kept.isRedoAvailable()
