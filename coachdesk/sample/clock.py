"""A clock that is set by hand, so that the past can be written down as it happened."""

from datetime import UTC, datetime


class SettableClock:
    """Shows the moment it was set to last, in UTC."""

    def __init__(self, moment: datetime) -> None:
        self.set(moment)

    def __call__(self) -> datetime:
        """Return the moment."""
        return self._moment

    def set(self, moment: datetime) -> None:
        """Move to a moment of any time zone, forwards or backwards."""
        self._moment = moment.astimezone(UTC)
