"""A keeper of backups over a small vault, and what it said."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject

from coachdesk.backup_keeper import BackupKeeper
from coachdesk.backup_memory import BackupMemory
from coachdesk.crypto import vault
from coachdesk.crypto.database import DATABASE_NAME
from coachdesk.errors import KnownError
from coachdesk.models.clock import Clock
from coachdesk.models.entities.backup import BackupProgress
from coachdesk.models.store import Store
from coachdesk.models.store_thread import StoreThread
from coachdesk.settings import Settings
from coachdesk.workspace import Workspace
from tests.drivers.keyboard import wait_until
from tests.drivers.practice import CHEAP, PASSPHRASE, make_vault


class Keeping:
    """Everything that works for the backups of one vault, without a window."""

    def __init__(self, folder: Path, clock: Clock, *jobs: Callable[[Store], object]) -> None:
        self.folder = make_vault(folder, clock, *jobs)
        self.opened = vault.unlock(folder, PASSPHRASE)
        self.words = " ".join(self.opened.recovery_words())
        self.workspace = Workspace(StoreThread(self.opened.connect, clock), clock)
        self.settings = Settings(folder.parent / "settings.ini")
        self.memory = BackupMemory(self.settings, self.opened.vault_id)
        self.restored: list[tuple[str, int]] = []
        self.keeper = BackupKeeper(
            self.workspace,
            self.opened.backup_maker,
            self.memory,
            note_restored=lambda *state: self.restored.append(state),
            cost=CHEAP,
        )
        self.told: list[object] = []
        self.progress: list[BackupProgress] = []
        self.keeper.progressed.connect(self.progress.append)
        self.origin = QObject()

    @property
    def files(self) -> list[Path]:
        """What lies in the folder of the backups."""
        return sorted((self.folder / "backups").glob("*"))

    def settle(self) -> None:
        """Wait until nothing is being done."""
        wait_until(lambda: not self.keeper.is_busy and not self.workspace.is_busy, "for the keeper")

    def back_up(self) -> None:
        """Make a backup and wait for it."""
        self.keeper.back_up(self.told.append, origin=self.origin, on_failed=self.told.append)
        self.settle()
        count = len(self.files)
        wait_until(lambda: self.told and len(self.keeper.kept.backups) == count, "for the list")

    def do(self, job: Callable[[Store], object]) -> None:
        """Run a job on the vault."""
        self.workspace.run(job)
        self.settle()

    def failure(self) -> KnownError:
        """Return the failure that was told last."""
        error = self.told[-1]
        assert isinstance(error, KnownError)
        return error

    def leave(self) -> None:
        """Lock, as the desk does."""
        self.keeper.leave(self.folder / DATABASE_NAME)

    def close(self) -> None:
        """Close everything without a last backup."""
        self.keeper.leave(None)
        self.workspace.finish()
        self.keeper.clear_up()
        self.opened.close()
