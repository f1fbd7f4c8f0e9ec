"""The first thing ever seen: what CoachDesk is, and four ways on."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from coachdesk.views.widgets.buttons import primary, quiet, secondary
from coachdesk.views.widgets.text import body, heading, muted


class Welcome(QWidget):
    """Two sentences and four buttons."""

    begin = Signal()
    open_existing = Signal()
    restore = Signal()
    look_around = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_up = primary(self.tr("&Set up my practice"), self.begin.emit)
        self.existing = secondary(self.tr("&Open a vault I already have…"), self.open_existing.emit)
        self.backup = quiet(self.tr("Restore a &backup…"), self.restore.emit)
        self.sample = quiet(self.tr("&Look around in a sample practice"), self.look_around.emit)
        column = QVBoxLayout(self)
        column.setContentsMargins(56, 36, 56, 36)
        column.setSpacing(14)
        column.addStretch(2)
        for label in self._words():
            column.addWidget(label)
        column.addSpacing(18)
        for button in (self.set_up, self.existing, self.backup, self.sample):
            column.addWidget(button, alignment=Qt.AlignmentFlag.AlignLeft)
        column.addStretch(3)

    def _words(self) -> list[QWidget]:
        return [
            heading(self.tr("Welcome to CoachDesk")),
            body(
                self.tr(
                    "A calm desk for the work with your clients: what you agree together, what each session"
                    " was about, and what you promised each other."
                )
            ),
            body(
                self.tr(
                    "All of it stays in one encrypted folder on this computer, and nowhere else: there is no"
                    " account, no server and no network."
                )
            ),
            muted(self.tr("Setting up takes about five minutes. A printer or a USB stick is handy.")),
        ]

    def focus_first(self) -> None:
        """Put the keyboard on the usual way on."""
        self.set_up.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        focused = self.focusWidget()
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif isinstance(focused, QAbstractButton):
            focused.click()
        else:
            self.begin.emit()
