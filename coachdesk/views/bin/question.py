"""The one question before something is deleted for good, asked on the page itself."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from coachdesk.views.widgets.buttons import secondary
from coachdesk.views.widgets.card import Card, Tone
from coachdesk.views.widgets.text import body, set_text


class Question(Card):
    """Says what goes and waits for a yes; the keyboard begins on the way back, which Esc takes too."""

    confirmed = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Tone.PRIVATE, parent)
        self.text = body("")
        self.keep = secondary(self.tr("Keep it in the bin"), self._leave)
        self.confirm = secondary(self.tr("Yes, delete for good"), self._confirm)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addStretch(1)
        row.addWidget(self.keep)
        row.addWidget(self.confirm)
        self.body.addWidget(self.text)
        self.body.addLayout(row)
        self.hide()

    def ask(self, text: str) -> None:
        """Ask."""
        set_text(self.text, text)
        for answer in (self.keep, self.confirm):
            answer.setAccessibleDescription(text)
        self.show()
        self.keep.setFocus()

    def _leave(self) -> None:
        self.hide()
        self.left.emit()

    def _confirm(self) -> None:
        self.hide()
        self.confirmed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)
