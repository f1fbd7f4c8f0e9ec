"""The file that was opened is older than the one used here last: three ways on, and none loses anything."""

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from coachdesk.views.labels import moment_text
from coachdesk.views.widgets.buttons import primary, secondary
from coachdesk.views.widgets.text import body, heading, muted, set_text


class OlderPage(QWidget):
    """Says when the newer one was used, and lets the coach decide."""

    read_requested = Signal()
    use_requested = Signal()
    backups_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._when = body("")
        self.read = primary(self.tr("Open to &read only"), self.read_requested.emit)
        self.backups = secondary(self.tr("Show the &backups"), self.backups_requested.emit)
        self.use = secondary(self.tr("&Use this file from now on"), self.use_requested.emit)
        column = QVBoxLayout(self)
        column.setContentsMargins(56, 44, 56, 28)
        column.setSpacing(14)
        column.addWidget(heading(self.tr("This file is older")))
        column.addWidget(self._when)
        column.addWidget(
            muted(
                self.tr(
                    "Perhaps another program put an earlier copy in its place, or it is a backup. What was"
                    " written since is not in it. To read only changes nothing; it may be the moment to look"
                    " for the newer one."
                )
            )
        )
        for button in (self.read, self.backups, self.use):
            column.addWidget(button, alignment=Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        focused = self.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focused, QAbstractButton):
            focused.click()
        else:
            super().keyPressEvent(event)

    @property
    def text(self) -> str:
        """What is said of the two."""
        return self._when.text()

    def show_moment(self, newer_at: datetime) -> None:
        """Say when the newer one was used."""
        told = self.tr("It is older than the one that was used here on {when}.")
        set_text(self._when, told.replace("{when}", moment_text(newer_at)))
