"""How far back the coach looks."""

from datetime import date
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from coachdesk.models.days import months_later
from coachdesk.models.look_back import month_of


class Span(StrEnum):
    """A stretch of time that ends today; it begins with a month."""

    QUARTER = "quarter"
    YEAR = "year"
    ALL = "all"


_MONTHS = {Span.QUARTER: 3, Span.YEAR: 12}


def begin_of(span: Span, today: date) -> date | None:
    """Return the first day of a span, None where it has no beginning."""
    months = _MONTHS.get(span)
    return None if months is None else months_later(month_of(today), 1 - months)


def span_text(span: Span) -> str:
    """Return a span in words."""
    texts = {
        Span.QUARTER: QCoreApplication.translate("look_back", "3 months"),
        Span.YEAR: QCoreApplication.translate("look_back", "12 months"),
        Span.ALL: QCoreApplication.translate("look_back", "From the beginning"),
    }
    return texts[span]
