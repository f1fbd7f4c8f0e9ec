"""All that looks after the backups of one open vault, put together for the desk."""

from pathlib import Path

from PySide6.QtCore import QObject

from coachdesk.backup_keeper import BackupKeeper
from coachdesk.backup_memory import BackupMemory
from coachdesk.backup_times import BackupTimes
from coachdesk.crypto.database import DATABASE_NAME
from coachdesk.gateway import Gateway
from coachdesk.settings import Settings
from coachdesk.workspace import Workspace


class BackupCare(QObject):
    """The keeper, and where `automatic`, the times at which it acts by itself."""

    def __init__(
        self,
        workspace: Workspace,
        gateway: Gateway,
        settings: Settings,
        *,
        automatic: bool,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        memory = BackupMemory(settings, gateway.vault_id())
        self._database: Path | None = gateway.opened.folder / DATABASE_NAME if automatic else None
        self.keeper = BackupKeeper(
            workspace,
            gateway.opened.backup_maker,
            memory,
            note_restored=gateway.note_restored,
            cost=gateway.cost,
            parent=self,
        )
        self._times = BackupTimes(self.keeper, workspace, self) if automatic else None
        self._has_begun = False

    def begin(self) -> str:
        """Look at what is there; return why the last backup did not succeed, nothing where it did."""
        self._has_begun = True
        self.keeper.refresh()
        return self.keeper.kept.failure

    def leave(self) -> None:
        """Give way to locking or leaving, and use the last moment; nothing is raised."""
        if self._times is not None:
            self._times.stop()
        self.keeper.leave(self._database if self._has_begun else None)

    def clear_up(self) -> None:
        """Remove what giving way has left, once the store's thread has ended."""
        self.keeper.clear_up()
