"""A line that tells what happened and may take it back; nothing waits for it."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from coachdesk.views.navigation import Notice
from coachdesk.views.widgets.problem import announce
from coachdesk.views.widgets.text import set_text, text_label

_SHOWN_MS: Final = 8_000
_PER_LETTER_MS: Final = 80  # some 150 words a minute, for who reads slowly
_MARGIN: Final = 24
_MOST_WIDTH: Final = 640


class NoticeBar(QFrame):
    """Floats at the foot of its parent and leaves by itself; the pointer or the keyboard keeps it.

    A notice that stays comes back once what was said after it is gone. While notices are held back,
    nothing is said; the last of them, and those that stay, are said afterwards.
    """

    def __init__(self, parent: QWidget, shown_ms: int = _SHOWN_MS) -> None:
        super().__init__(parent)
        self._shown_ms = shown_ms
        self._host = parent
        self.setObjectName("notice")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._notice = Notice("")
        self._still_to_answer: list[Notice] = []
        self._held: list[Notice] | None = None
        self._text = text_label("")
        self.action = QPushButton()
        self.dismiss = QPushButton(self.tr("Close"))
        self.dismiss.setAccessibleName(self.dismiss.text())
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 10, 10)
        row.setSpacing(10)
        row.addWidget(self._text, 1)
        row.addWidget(self.action)
        row.addWidget(self.dismiss)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_timeout)
        self.action.clicked.connect(self._on_action)
        self.dismiss.clicked.connect(self._leave)
        parent.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        """What is said."""
        return self._text.text()

    def show_notice(self, notice: Notice) -> None:
        """Say something new; what was said before is gone, or waits if it stays."""
        if self._held is not None:
            self._held = [*(held for held in self._held if held.stays), notice]
            return
        if self._notice.stays and not self.isHidden():
            self._still_to_answer.append(self._notice)
        self._show(notice)

    def hold_back(self) -> None:
        """Say nothing from now on: somebody else is at the screen."""
        self._held = []

    def let_through(self) -> None:
        """Say what was held back."""
        held, self._held = self._held or [], None
        for notice in held:
            self.show_notice(notice)

    def _show(self, notice: Notice) -> None:
        self._notice = notice
        set_text(self._text, notice.text)
        self.action.setText(notice.action_text.replace("&", "&&"))
        self.action.setAccessibleName(notice.action_text)
        self.action.setVisible(bool(notice.action_text))
        self.show()
        self.raise_()
        self._place()
        if notice.stays:
            self._timer.stop()
        else:
            self._timer.start(max(self._shown_ms, len(notice.text) * _PER_LETTER_MS))
        announce(self, notice.text)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def _leave(self) -> None:
        self._timer.stop()
        self.hide()
        if self._still_to_answer:
            self._show(self._still_to_answer.pop())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        host = self._host
        width = min(_MOST_WIDTH, host.width() - 2 * _MARGIN)
        self.setFixedWidth(width)
        height = self.heightForWidth(width)
        self.setGeometry((host.width() - width) // 2, host.height() - height - _MARGIN, width, height)

    def _on_timeout(self) -> None:
        if self.underMouse() or self.action.hasFocus() or self.dismiss.hasFocus():
            self._timer.start()
        else:
            self._leave()

    def _on_action(self) -> None:
        act = self._notice.on_action
        self._leave()
        if act is not None:
            act()
