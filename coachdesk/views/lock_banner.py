"""What is said before the vault locks by itself; any key and any movement of the mouse takes it back."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QWidget

from coachdesk.views.widgets.text import set_text, text_label

_MOST_WIDTH: Final = 560
_MARGIN: Final = 16
_SAID_AGAIN_AT: Final = 10  # seconds; a screen reader that said each would say nothing else


class LockBanner(QFrame):
    """Floats at the head of its window and takes neither the keyboard nor the mouse."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._host = host
        self.setObjectName("notice")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._text = text_label("")
        self._text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 12, 20, 12)
        row.addWidget(self._text, 1)
        host.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        """What is said, nothing while it is hidden."""
        return "" if self.isHidden() else self._text.text()

    def warn(self, seconds: int) -> None:
        """Say how many seconds are left."""
        set_text(
            self._text,
            self.tr("Locking in %n second(s). Press any key or move the mouse to stay.", "", seconds),
        )
        if self.isHidden():
            self.show()
            self._announce()
            QApplication.alert(self._host)
        elif seconds == _SAID_AGAIN_AT:
            self._announce()
        self.raise_()
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _announce(self) -> None:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self._text.text()))

    def _place(self) -> None:
        width = min(_MOST_WIDTH, self._host.width() - 2 * _MARGIN)
        self.setFixedWidth(width)
        self.setGeometry((self._host.width() - width) // 2, _MARGIN, width, self.heightForWidth(width))
