"""The time of a session where client and coach live by different clocks."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTime

from coachdesk.models.zones import There, elsewhere
from coachdesk.views.labels import time_text
from coachdesk.views.names import names_text


def there_text(moment: datetime, called: Sequence[str], zones: Sequence[str]) -> str:
    """Return “11:00 for Ana”, with the day where it is another one; nothing where the clocks agree."""
    return ", ".join(_one(there, moment) for there in elsewhere(moment, called, zones))


def time_with_there(moment: datetime, called: Sequence[str], zones: Sequence[str]) -> str:
    """Return the time of day on the coach's clock, and on those of clients elsewhere."""
    parts = (time_text(moment), there_text(moment, called, zones))
    return ", ".join(part for part in parts if part)


def _one(there: There, moment: datetime) -> str:
    at = QLocale().toString(QTime(there.at.hour, there.at.minute), QLocale.FormatType.ShortFormat)
    if there.at.date() != moment.astimezone().date():
        day = QLocale().toString(QDate(there.at.year, there.at.month, there.at.day), "ddd")
        at = f"{day} {at}"
    text = QCoreApplication.translate("zones", "{time} for {name}")
    return text.replace("{time}", at).replace("{name}", names_text(there.called))
