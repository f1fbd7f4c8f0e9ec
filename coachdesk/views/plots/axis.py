"""A row of days or months along the bottom of a plot."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from attrs import frozen

from coachdesk.models.days import months_later

_AIR: Final = 14.0


@frozen(kw_only=True)
class DayAxis:
    """Days between two, spread over a stretch from `start` to `end` of a canvas."""

    first: date
    last: date
    start: float
    end: float

    def place(self, day: date) -> float:
        """Return where a day is; one alone is in the middle."""
        whole = (self.last - self.first).days
        part = (day - self.first).days / whole if whole else 0.5
        return self.start + part * (self.end - self.start)

    def ticks(self, widest: float) -> tuple[date, ...]:
        """Return the months whose names have room beside each other, if each is at most so wide."""
        kept: list[date] = []
        for month in months_between(self.first, self.last):
            day = max(month, self.first)
            if not kept or self.place(day) - self.place(kept[-1]) >= widest + _AIR:
                kept.append(day)
        return tuple(kept)


def months_between(first: date, last: date) -> tuple[date, ...]:
    """Return the first day of every month from that of one day to that of another."""
    count = (last.year - first.year) * 12 + last.month - first.month
    begin = first.replace(day=1)
    return tuple(months_later(begin, at) for at in range(count + 1))


def spread(months: Sequence[date], step: float, widest: float) -> tuple[date, ...]:
    """Return as many months, evenly apart, as have room for their names."""
    every = next((one for one in _steps() if one * step >= widest + _AIR), len(months) or 1)
    return tuple(months[::every])


def _steps() -> Iterable[int]:
    return (1, 2, 3, 6, 12, 24, 36, 60, 120)
