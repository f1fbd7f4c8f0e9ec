"""The coach's habits of writing, shared by all that shows notes."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from coachdesk.errors import KnownError
from coachdesk.models.note_habits import NoteHabits, note_habits, remember_habits
from coachdesk.workspace import Workspace


class Habits(QObject):
    """What is kept in mind of how notes are written; a vault that takes no words keeps it for this window."""

    changed = Signal()

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.now = NoteHabits()

    def read(self) -> None:
        """Read what is kept in mind."""
        self._workspace.run(note_habits, self._take, origin=self)

    def keep(self, habits: NoteHabits) -> None:
        """Write so from now on."""
        self._take(habits)
        keep = partial(remember_habits, habits=habits)
        self._workspace.run(keep, origin=self, on_failed=_pass_over)

    def _take(self, habits: NoteHabits) -> None:
        if habits != self.now:
            self.now = habits
            self.changed.emit()


def _pass_over(_error: KnownError) -> None:
    """Nothing that was typed is lost with a habit."""
