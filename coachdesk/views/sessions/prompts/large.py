"""One prompt, large, over the whole window: for eyes on the other side of the table."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QFocusEvent, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coachdesk.views.widgets.problem import announce
from coachdesk.views.widgets.text import muted, set_text, text_label

_LARGEST: Final = 40
_SMALLEST: Final = 14
_SHARE: Final = 0.76
_KEYS_THAT_STAY: Final = (Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_AltGr)


class LargeWords(QWidget):
    """Shows words and nothing else until a click or any key, which does nothing else meanwhile."""

    def __init__(self, window: QWidget, words: str) -> None:
        super().__init__(window)
        self.setObjectName("largeWords")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.words = text_label(words, "large")
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.way_out = muted("")
        self.way_out.setAlignment(Qt.AlignmentFlag.AlignCenter)
        set_text(self.way_out, self.tr("Esc or a click leads back"))
        self.setAccessibleName(words)
        self.setAccessibleDescription(self.way_out.text())
        self._lay_out()
        self._before = window.focusWidget()
        window.installEventFilter(self)
        self.setGeometry(window.rect())

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 32, 32, 24)
        column.addStretch(1)
        column.addWidget(self.words)
        column.addStretch(1)
        column.addWidget(self.way_out)

    def appear(self) -> None:
        """Cover the window, and let a screen reader say the words."""
        self.show()
        self.raise_()
        self.setFocus()
        announce(self, self.words.text())

    def leave(self) -> None:
        """Uncover the window, and give the keyboard back to what had it."""
        if self._before is not None and self._before.isVisible():
            self._before.setFocus()
        self.close()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        room = QRect(0, 0, int(self.width() * _SHARE), int(self.height() * _SHARE))
        self.words.setFixedWidth(room.width())
        column = self.layout()
        if column is not None:
            column.setAlignment(self.words, Qt.AlignmentFlag.AlignHCenter)
        self.words.setFont(_fitting(self.words.font(), self.words.text(), room))

    def event(self, event: QEvent) -> bool:
        """Keep the keys of the page from acting behind the sheet; those that lock or quit still do."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            is_plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
            event.setAccepted(is_plain)
            return is_plain
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        if event.key() not in _KEYS_THAT_STAY:
            self.leave()

    def mousePressEvent(self, _event: QMouseEvent) -> None:  # noqa: D102
        self.leave()

    def focusNextPrevChild(self, _forwards: bool) -> bool:  # noqa: D102
        return True  # there is nothing to go to

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: D102
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.ActiveWindowFocusReason and self.isVisible():
            self.close()  # the coach has gone elsewhere by a key

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return False


def _fitting(font: QFont, text: str, room: QRect) -> QFont:
    """Return the largest font, within reason, in which a text fits into its room."""
    wrap = int(Qt.TextFlag.TextWordWrap)
    for points in range(_LARGEST, _SMALLEST, -2):
        font.setPointSize(points)
        needed = QFontMetrics(font).boundingRect(QRect(0, 0, room.width(), 100_000), wrap, text)
        if needed.height() <= room.height() and needed.width() <= room.width():
            break
    return font
