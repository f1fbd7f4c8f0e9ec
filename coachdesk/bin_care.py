"""Who empties the bin."""

from datetime import date

from PySide6.QtCore import QObject

from coachdesk.errors import KnownError
from coachdesk.models.bin import empty_old
from coachdesk.workspace import Workspace


class BinCare(QObject):
    """Lets go of what has been in the bin for thirty days, once a day, while nobody waits for anything."""

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._emptied_on: date | None = None

    def tend(self, *, something_can_be_undone: bool) -> None:
        """Empty the bin unless that was done today, or somebody may want something back this moment."""
        today = self._workspace.today()
        if self._emptied_on == today or something_can_be_undone or self._workspace.is_busy:
            return
        self._emptied_on = today
        self._workspace.run(empty_old, origin=self, on_failed=self._on_failed)

    def _on_failed(self, _error: KnownError) -> None:
        """Say nothing: the coach did not ask for it, and tomorrow is another day."""
