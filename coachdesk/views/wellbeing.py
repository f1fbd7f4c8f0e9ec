"""What the window needs to know of the vault's health; the composition root provides it."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, SignalInstance

from coachdesk.errors import KnownError
from coachdesk.models.entities.health import HealthReport, LostRecord


class HealthKeeper(Protocol):
    """Checks the vault beside the window.

    `changed` says that the report is new, `busy_changed` whether a check is running.
    """

    changed: SignalInstance
    busy_changed: SignalInstance

    @property
    def is_busy(self) -> bool:
        """Whether a check is running."""
        ...

    @property
    def report(self) -> HealthReport | None:
        """What the last check since the vault was opened found."""
        ...

    @property
    def last_whole(self) -> datetime | None:
        """When the vault was last found whole, in UTC."""
        ...

    def check(self) -> None:
        """Read every page; saving goes on meanwhile."""
        ...

    def stop(self) -> None:
        """Leave the check that is running."""
        ...

    def save_readable(
        self,
        folder: Path,
        on_done: Callable[[tuple[LostRecord, ...]], None],
        *,
        origin: QObject,
        on_failed: Callable[[KnownError], None],
    ) -> None:
        """Put all that can be read into a new vault that opens like this one."""
        ...
