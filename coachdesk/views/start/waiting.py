"""A small window for work that has to be done before the desk can be shown."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from coachdesk.errors import KnownError
from coachdesk.i18n import error_text
from coachdesk.views.start.background import Background
from coachdesk.views.widgets.buttons import secondary
from coachdesk.views.widgets.text import heading, muted, set_text

_SIZE: Final = (460, 220)


class WaitingWindow(QWidget):
    """Sets the sample practice up; says what stands in the way where it can't."""

    done = Signal()

    def __init__(self, job: Callable[[], None]) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle("CoachDesk")
        self.resize(*_SIZE)
        self._background = Background(self)
        self._text = muted(self.tr("Three invented clients are moving in. This takes a few seconds."))
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Setting up"))
        self.dismiss = secondary(self.tr("Close"), self.close)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 28, 32, 28)
        column.setSpacing(14)
        column.addWidget(heading(self.tr("The sample practice")))
        column.addWidget(self._text)
        column.addWidget(self._bar)
        column.addStretch(1)
        column.addWidget(self.dismiss, alignment=Qt.AlignmentFlag.AlignRight)
        self._background.work(job, lambda _nothing: self.done.emit(), origin=self, on_failed=self._on_failed)

    @property
    def text(self) -> str:
        """What is said."""
        return self._text.text()

    def _on_failed(self, error: KnownError) -> None:
        self._bar.hide()
        set_text(self._text, error_text(error))

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: D102
        self._background.finish()
        super().closeEvent(event)
