"""What the window needs to know of reminders; the composition root provides it."""

from typing import Protocol

from PySide6.QtCore import SignalInstance


class ReminderKeeper(Protocol):
    """Reminds of sessions; `changed` tells once it is known whether this desktop shows anything."""

    changed: SignalInstance

    @property
    def is_possible(self) -> bool | None:
        """Whether this desktop shows reminders; None while nobody has found out."""
        ...

    @property
    def minutes(self) -> int:
        """How many minutes before a session; 0 for never."""
        ...

    @minutes.setter
    def minutes(self, minutes: int) -> None: ...

    def find_out(self) -> None:
        """Find out whether this desktop shows anything."""
        ...
