"""Reckoning with days of the calendar."""

import calendar
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Final

from coachdesk.models.rows import Cell

_A_YEAR: Final = 12


def months_later(day: date, months: int) -> date:
    """Return the same day so many months later, the last one of a month that is too short."""
    year, month = divmod(day.year * _A_YEAR + day.month - 1 + months, _A_YEAR)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def day_bounds(day: date, zone: tzinfo | None = None) -> tuple[datetime, datetime]:
    """Return the moments in UTC at which a day of the coach begins and ends."""
    return _midnight(day, zone), _midnight(day + timedelta(days=1), zone)


def since_cells(since: date | None) -> dict[str, Cell]:
    """Return what a query compares its days and moments with that begins with a day, if it does."""
    if since is None:
        return {"since": "", "moment": ""}
    return {"since": since.isoformat(), "moment": day_bounds(since)[0].isoformat()}


def _midnight(day: date, zone: tzinfo | None) -> datetime:
    start = datetime.combine(day, time())
    return (start.astimezone() if zone is None else start.replace(tzinfo=zone)).astimezone(UTC)
