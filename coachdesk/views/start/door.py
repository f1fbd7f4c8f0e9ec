"""What the windows before the desk share: one page at a time, and work that ends with the window."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from coachdesk.views.start.background import Background
from coachdesk.views.start.folders import AskFolder
from coachdesk.views.widgets.page import centred

_WIDEST: Final = 860


class Door(QWidget):
    """A window that leads to a vault: the one in `folder`, or another one that the coach points at."""

    sample_requested = Signal()
    open_other = Signal(object)

    def __init__(self, folder: Path, size: tuple[int, int], ask: AskFolder) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle("CoachDesk")
        self.resize(*size)
        self._folder = folder
        self._ask = ask
        self.background = Background(self)
        self._stack = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(centred(self._stack, _WIDEST))

    def _open_other(self) -> None:
        chosen = self._ask(self, self.tr("Which folder is your vault?"), self._folder.parent)
        if chosen is not None:
            self.open_other.emit(chosen)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: D102
        self.background.finish()
        super().closeEvent(event)
