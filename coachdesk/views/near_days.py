"""The days that are mostly meant when one is asked for."""

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication

from coachdesk.models.days import months_later
from coachdesk.views.day_field import NearDay


def near_days(today: Callable[[], date]) -> tuple[NearDay, ...]:
    """Return the days that are mostly meant, as seen from today.

    Their letters begin no month and no weekday, so that a day can still be typed in words.
    """
    a_week, two_weeks = timedelta(weeks=1), timedelta(weeks=2)
    return (
        NearDay(QCoreApplication.translate("days", "in a wee&k"), lambda: today() + a_week),
        NearDay(QCoreApplication.translate("days", "in two w&eeks"), lambda: today() + two_weeks),
        NearDay(QCoreApplication.translate("days", "same day next mont&h"), lambda: months_later(today(), 1)),
    )
