"""A small form that opens inside a card: Enter saves, Esc leaves it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from coachdesk.views.form import Form
from coachdesk.views.widgets.buttons import primary, secondary


class InlineForm(QWidget):
    """A form with Save and Cancel below it; whoever made it adds the rows and listens."""

    saved = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.form = Form()
        self.save = primary(self.tr("Save"), self.saved.emit)
        self.cancel = secondary(self.tr("Cancel"), self.left.emit)
        self._buttons = QHBoxLayout()
        self._buttons.addStretch(1)
        self._buttons.addWidget(self.cancel)
        self._buttons.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 8)
        column.setSpacing(10)
        column.addWidget(self.form)
        column.addLayout(self._buttons)
        for key, on_key in (
            (Qt.Key.Key_Escape, self.left.emit),
            (Qt.Key.Key_Return, self._on_return),
            (Qt.Key.Key_Enter, self._on_return),
        ):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(on_key)

    def add_button(self, button: QWidget) -> None:
        """Put another button at the start of the row."""
        self._buttons.insertWidget(0, button)

    def _on_return(self) -> None:
        """Press the button that has the keyboard, or else save."""
        focused = self.focusWidget()
        if isinstance(focused, QPushButton) and focused.hasFocus():
            focused.click()
        else:
            self.saved.emit()
