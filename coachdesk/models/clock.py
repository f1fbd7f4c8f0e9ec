"""What time it is, as a collaborator, so that a test or a tour can choose it."""

from collections.abc import Callable
from datetime import UTC, datetime, tzinfo

Clock = Callable[[], datetime]


def system_clock() -> datetime:
    """Return the present moment in UTC."""
    return datetime.now(UTC)


def fixed_clock(moment: datetime) -> Clock:
    """Return a clock that stands still."""
    return lambda: moment


def local(moment: datetime, zone: tzinfo | None = None) -> datetime:
    """Return a moment on the clock of the coach's wall, or of `zone`."""
    return moment.astimezone(zone)
