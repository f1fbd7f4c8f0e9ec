"""The health of the open vault: checked while it is in use, weekly by itself."""

import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from coachdesk.errors import KnownError, StoppedError
from coachdesk.models.entities.health import HealthReport, LostRecord
from coachdesk.models.remembered import Key, recall, remember
from coachdesk.models.store import Store
from coachdesk.views.start.background import Background
from coachdesk.workspace import Workspace

if TYPE_CHECKING:
    from coachdesk.crypto.opened import OpenedVault

_EVERY: Final = timedelta(days=7)


class HealthKeeper(QObject):
    """Fulfils `coachdesk.views.wellbeing.HealthKeeper` for the vault behind a workspace.

    `failed` carries why a check could not be made. What looks like damage while the vault is being
    written to is looked at again in the store's own thread, where nobody writes.
    """

    changed = Signal()
    busy_changed = Signal(bool)
    failed = Signal(object)

    def __init__(
        self, workspace: Workspace, vault: "Callable[[], OpenedVault]", parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._vault = vault
        self._background = Background(self)
        self._stopping = threading.Event()
        self._has_begun = False
        self.is_busy = False
        self.report: HealthReport | None = None
        self.last_whole: datetime | None = None

    def begin(self) -> None:
        """Find out when the vault was last found whole; where damage showed at once, check all of it."""
        if self._vault().first_look:
            self.check()
        self._workspace.run(partial(recall, key=Key.FULL_CHECK_AT), self._on_recalled, origin=self)

    def check_weekly(self) -> None:
        """Check where that is due, once while the vault is open; the time for it is when nobody waits."""
        now = self._workspace.now()
        if not self._has_begun and (self.last_whole is None or now - self.last_whole >= _EVERY):
            self.check()

    def check(self) -> None:
        """Read every page; saving goes on meanwhile."""
        if not self.is_busy:
            self._has_begun = True
            self._stopping.clear()
            self._become(busy=True)
            self._background.work(self._full_check, self._on_checked, origin=self, on_failed=self._on_failed)

    def stop(self) -> None:
        """Leave the check that is running."""
        self._stopping.set()

    def leave(self) -> None:
        """Check nothing more; the vault is about to be closed."""
        self.stop()
        self._background.finish()

    def save_readable(
        self,
        folder: Path,
        on_done: Callable[[tuple[LostRecord, ...]], None],
        *,
        origin: QObject,
        on_failed: Callable[[KnownError], None],
    ) -> None:
        """Put all that can be read into a new vault; nobody writes meanwhile."""
        from coachdesk.health import save_readable

        job = partial(save_readable, self._vault(), folder)
        self._workspace.run(lambda _store: job(), on_done, origin=origin, on_failed=on_failed)

    def _full_check(self) -> HealthReport:
        from coachdesk.health import full_check

        return full_check(self._vault(), self._workspace.now, self._tell)

    def _tell(self, _done: int, _total: int) -> None:
        if self._stopping.is_set():
            raise StoppedError

    def _on_checked(self, report: HealthReport) -> None:
        if report.is_whole:
            self._keep(report)
        else:
            self._workspace.run(
                lambda _store: self._full_check(), self._keep, origin=self, on_failed=self._on_failed
            )

    def _keep(self, report: HealthReport) -> None:
        self.report = report
        if report.is_whole:
            self.last_whole = report.checked_at
            job = partial(_remember, at=report.checked_at)
            self._workspace.run(job, origin=self, on_failed=lambda _error: None)
        self._become(busy=False)
        self.changed.emit()

    def _on_failed(self, error: KnownError) -> None:
        self._become(busy=False)
        if not isinstance(error, StoppedError):
            self.failed.emit(error)

    def _on_recalled(self, at: str | None) -> None:
        if at is not None and self.last_whole is None:
            self.last_whole = datetime.fromisoformat(at)
            self.changed.emit()

    def _become(self, *, busy: bool) -> None:
        self.is_busy = busy
        self.busy_changed.emit(busy)


def _remember(store: Store, *, at: datetime) -> None:
    """Keep in mind when the vault was whole, where it may be written."""
    if not store.is_read_only:
        remember(store, Key.FULL_CHECK_AT, at.isoformat())
