"""When the open vault is backed up by itself: daily, and soon where leaving had no time for it."""

from datetime import datetime
from typing import Final

from PySide6.QtCore import QObject, QTimer

from coachdesk.backup_keeper import BackupKeeper
from coachdesk.models.clock import local
from coachdesk.models.entities.backup import BackupFacts
from coachdesk.models.store import Store
from coachdesk.workspace import Workspace

_FIRST_MS: Final = 20_000  # the coach is at work by then, and unlocking has not waited
_AGAIN_MS: Final = 600_000


def is_due(now: datetime, generation: int, last: BackupFacts | None, *, is_first: bool) -> bool:
    """Tell whether the vault has changed since the last backup, and that is no longer enough."""
    if last is None:
        return True
    if last.generation == generation:
        return False
    return is_first or local(last.made_at).date() != local(now).date()


class BackupTimes(QObject):
    """Looks now and then whether a backup is due, and whether the second place is there again."""

    def __init__(self, keeper: BackupKeeper, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._keeper = keeper
        self._workspace = workspace
        self._is_first = True
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.look)
        self._timer.start(_FIRST_MS)

    def look(self) -> None:
        """Make what is due; a failure is said where the backups are listed, and at the next start."""
        self._workspace.run(_generation, self._on_generation, origin=self, on_failed=lambda _error: None)
        self._timer.start(_AGAIN_MS)

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()

    def _on_generation(self, generation: int | None) -> None:
        if generation is None:
            return
        last = self._keeper.kept.last_good
        if is_due(self._workspace.now(), generation, last, is_first=self._is_first):
            self._keeper.back_up()
        else:
            self._keeper.bring_second_place_up_to_date()
        self._is_first = False


def _generation(store: Store) -> int | None:
    """Return how many changes the vault has seen; None where it can't be backed up."""
    return None if store.is_read_only else store.edition.generation
