"""Reckoning with days of the calendar."""

import calendar
from datetime import date
from typing import Final

_A_YEAR: Final = 12


def months_later(day: date, months: int) -> date:
    """Return the same day so many months later, the last one of a month that is too short."""
    year, month = divmod(day.year * _A_YEAR + day.month - 1 + months, _A_YEAR)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
