"""The turn of the day, for a window that stays open over midnight."""

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from coachdesk.workspace import Workspace

_A_LOOK_MS: Final = 30_000


class TurnOfDay(QObject):
    """`came` tells that another day has begun on the coach's wall, also while the computer slept."""

    came = Signal()

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._day = workspace.today()
        self._clock = QTimer(self)
        self._clock.setInterval(_A_LOOK_MS)
        self._clock.timeout.connect(self.look)
        self._clock.start()

    def look(self) -> None:
        """Look at the clock now."""
        before, self._day = self._day, self._workspace.today()
        if self._day != before:
            self.came.emit()
