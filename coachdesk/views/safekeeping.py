"""What the window needs for the vault's backups; the composition root provides it."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, SignalInstance

from coachdesk.errors import KnownError
from coachdesk.models.entities.backup import BackupFacts, Rehearsal, Restoration, Safekeeping, WayIn

OnFailed = Callable[[KnownError], None]


class BackupKeeper(Protocol):
    """Makes and keeps backups beside the window; one thing at a time.

    `changed` says that `kept` is new, `progressed` carries a `BackupProgress`, and `busy_changed`
    whether something is being done. Outcomes are told unless `origin` is gone by then.
    """

    changed: SignalInstance
    progressed: SignalInstance
    busy_changed: SignalInstance

    @property
    def kept(self) -> Safekeeping:
        """What was found last."""
        ...

    @property
    def is_busy(self) -> bool:
        """Whether something is being done."""
        ...

    def refresh(self) -> None:
        """Look at the backups again."""
        ...

    def back_up(
        self,
        on_done: Callable[[BackupFacts], None] | None = None,
        *,
        origin: QObject | None = None,
        on_failed: OnFailed | None = None,
    ) -> None:
        """Make a backup and copy it to the second place."""
        ...

    def check(
        self, path: Path, on_done: Callable[[int], None], *, origin: QObject, on_failed: OnFailed
    ) -> None:
        """Read a backup to its last bit; the outcome counts what is not as signed or added."""
        ...

    def try_out(
        self,
        path: Path,
        way_in: WayIn,
        on_done: Callable[[Rehearsal], None],
        *,
        origin: QObject,
        on_failed: OnFailed,
    ) -> None:
        """Find out what a backup would bring back; nothing is changed."""
        ...

    def restore(
        self,
        restoration: Restoration,
        on_done: Callable[[None], None],
        *,
        origin: QObject,
        on_failed: OnFailed,
    ) -> None:
        """Make a vault of a backup in a new folder."""
        ...

    def choose_second_place(self, folder: Path | None) -> None:
        """Copy each backup to this folder from now on, to none where there is none."""
        ...

    def stop(self) -> None:
        """Stop what is being done; nothing of it stays."""
        ...
