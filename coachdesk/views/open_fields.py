"""Fields that look like the page they are on: a line to write on instead of a box."""

from typing import Final

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from coachdesk.views.dropped_files import files_in
from coachdesk.views.fields import PlainText
from coachdesk.views.labelled import labelled
from coachdesk.views.widgets.looks import restyle

_FRAME = 9


def labelled_tightly(label: str, field: QWidget) -> QWidget:
    """Return label and field, close together, at the top of the room they get."""
    column, _ = labelled(label, field)
    layout = column.layout()
    if isinstance(layout, QVBoxLayout):
        layout.setSpacing(1)
        layout.addStretch(1)
    return column


def lock_field(field: QLineEdit | QPlainTextEdit, *, is_locked: bool) -> None:
    """Make a field read only, and look like it."""
    if field.isReadOnly() != is_locked:
        field.setReadOnly(is_locked)
        restyle(field)


class OpenText(PlainText):
    """Words without a box; as high as they need, from `lines` up to `most`, then they scroll."""

    left = Signal()
    entered = Signal()

    def __init__(self, *, lines: int = 1, most: int = 8, placeholder: str = "") -> None:
        super().__init__(lines=lines)
        self._lines = lines
        self._most = most
        self.setProperty("field", "open")
        self.setPlaceholderText(placeholder)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(60)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self.document().clearUndoRedoStacks()  # Qt holds the margin for something to take back
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._fit())
        self._fit()

    def show_text(self, text: str) -> None:
        """Show other words; the same ones leave cursor and undo alone."""
        if text != self.toPlainText():
            self.setPlainText(text)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:  # noqa: D102
        return not files_in(source) and super().canInsertFromMimeData(source)

    def _fit(self) -> None:
        needed = round(self.document().size().height())
        lines = min(max(needed, self._lines), self._most)
        scrolls = (
            Qt.ScrollBarPolicy.ScrollBarAsNeeded if needed > lines else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        self.setVerticalScrollBarPolicy(scrolls)
        height = int(QFontMetricsF(self.font()).lineSpacing() * lines) + _FRAME
        if height != self.height() or self.minimumHeight() != height:
            self.setFixedHeight(height)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: D102
        super().focusInEvent(event)
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: D102
        super().focusOutEvent(event)
        self.left.emit()


class LaterWords(OpenText):
    """Words without a box that wait to be added: Ctrl+Enter says so, whatever else it does on the page."""

    KEYS: Final = "Ctrl+Return"
    finished = Signal()

    def event(self, event: QEvent) -> bool:  # noqa: D102
        if event.type() == QEvent.Type.ShortcutOverride and _is_ctrl_enter(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        if _is_ctrl_enter(event):
            self.finished.emit()
        else:
            super().keyPressEvent(event)


def _is_ctrl_enter(event: QEvent) -> bool:
    if not isinstance(event, QKeyEvent) or event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        return False
    return event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.ControlModifier


class OpenSentence(OpenText):
    """One paragraph without a box: it wraps, and Enter says that it is finished."""

    finished = Signal()

    def text(self) -> str:
        """Return what is typed, in one line."""
        return " ".join(self.toPlainText().split())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.finished.emit()
        else:
            super().keyPressEvent(event)
