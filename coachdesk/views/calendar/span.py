"""Which days a calendar shows around the one that the coach is on."""

from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QCoreApplication, QLocale

from coachdesk.models.days import months_later
from coachdesk.views.labels import short_day

_WEEK: Final = timedelta(weeks=1)
_WEEKS_OF_A_MONTH: Final = 6


class Scale(StrEnum):
    """How much of the calendar is in sight."""

    MONTH = "month"
    WEEK = "week"


def first_shown(day: date, scale: Scale) -> date:
    """Return the first day in sight: the one on which the week begins where the coach lives."""
    first = day.replace(day=1) if scale is Scale.MONTH else day
    return first - timedelta(days=(first.isoweekday() - QLocale().firstDayOfWeek().value) % 7)


def weeks_shown(scale: Scale) -> int:
    """Return how many weeks are in sight."""
    return _WEEKS_OF_A_MONTH if scale is Scale.MONTH else 1


def stepped(day: date, scale: Scale, steps: int) -> date:
    """Return the same day so many months or weeks later."""
    return months_later(day, steps) if scale is Scale.MONTH else day + steps * _WEEK


def span_text(day: date, scale: Scale) -> str:
    """Return the name of the month or of the week."""
    if scale is Scale.MONTH:
        name = f"{QLocale().standaloneMonthName(day.month)} {day.year}"
        return name[:1].upper() + name[1:]
    first = first_shown(day, scale)
    text = QCoreApplication.translate("calendar", "{first} to {last}")
    last = first + timedelta(days=6)
    return text.replace("{first}", short_day(first, last)).replace("{last}", short_day(last))
