"""One prompt, large, over the whole window: for eyes on the other side of the table."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
)
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coachdesk.views.widgets.problem import announce
from coachdesk.views.widgets.text import muted

_LARGEST: Final = 40
_SMALLEST: Final = 14
_SHARE: Final = 0.76
_CENTRED: Final = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignCenter)
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
        self.words = words
        self.setAccessibleName(words)
        self._lay_out()
        self._before = window.focusWidget()
        window.installEventFilter(self)
        self.setGeometry(window.rect())

    def _lay_out(self) -> None:
        way_out = muted(self.tr("Esc or a click leads back"))
        way_out.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setAccessibleDescription(way_out.text())
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 32, 32, 24)
        column.addStretch(1)
        column.addWidget(way_out)

    def appear(self) -> None:
        """Cover the window, and let a screen reader say the words."""
        self.show()
        self.raise_()
        self.setFocus()
        announce(self, self.words)

    def leave(self) -> None:
        """Uncover the window, and give the keyboard back to what had it."""
        if self._before is not None and self._before.isVisible():
            self._before.setFocus()
        self.close()

    @property
    def room(self) -> QRect:
        """Where the words are, in the middle of the sheet."""
        room = QRect(0, 0, int(self.width() * _SHARE), int(self.height() * _SHARE))
        room.moveCenter(self.rect().center())
        return room

    def fitting_font(self) -> QFont:
        """Return the largest font, within reason, in which the words fit into their room."""
        font = QFont(self.font())
        for points in range(_LARGEST, _SMALLEST - 1, -2):
            font.setPointSize(points)
            needed = QFontMetrics(font).boundingRect(self.room, _CENTRED, self.words)
            if self.room.contains(needed):
                break
        return font

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        painter = QPainter(self)
        painter.setFont(self.fitting_font())
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)  # that of the words
        painter.drawText(self.room, _CENTRED, self.words)

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
