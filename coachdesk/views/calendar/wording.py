"""What stands on a day, in words."""

from datetime import date

from PySide6.QtCore import QCoreApplication

from coachdesk.models.entities.session import SessionState
from coachdesk.models.lists.days import CalendarDay
from coachdesk.models.session_calendar import Entry
from coachdesk.models.without_plan import Unplanned
from coachdesk.views.labels import day_text, label, relative_day, time_text
from coachdesk.views.names import names_text
from coachdesk.views.widgets.row_view import RowText
from coachdesk.views.zone_text import there_text, time_with_there


def day_spoken(day: CalendarDay) -> str:
    """Return a day with all its sessions, for a screen reader and as a tip."""
    lines = [entry_spoken(entry) for entry in day.entries]
    nothing = QCoreApplication.translate("calendar", "nothing is planned")
    today = QCoreApplication.translate("calendar", "{day}, today")
    name = day_text(day.day)
    name = today.replace("{day}", name) if day.is_today else name
    return f"{name}: {', '.join(lines) if lines else nothing}"


def entry_spoken(entry: Entry) -> str:
    """Return when and who."""
    return f"{time_with_there(entry.starts_at, entry.called, entry.zones)} {names_text(entry.names)}"


def entry_row(entry: Entry) -> RowText:
    """Return a session of the day as a row of its list."""
    there = there_text(entry.starts_at, entry.called, entry.zones)
    state = "" if entry.state is SessionState.PLANNED else label(entry.state)
    facts = (there, label(entry.mode), state)
    return RowText(
        title=f"{time_text(entry.starts_at)}  {names_text(entry.names)}",
        detail=" · ".join(fact for fact in facts if fact),
    )


def unplanned_row(one: Unplanned, today: date, *, is_picked_up: bool) -> RowText:
    """Return somebody with whom nothing is planned as a row, with the day on which one last met."""
    if is_picked_up:
        detail = QCoreApplication.translate("calendar", "picked up")
    elif one.met_at is None:
        detail = QCoreApplication.translate("calendar", "not met yet")
    else:
        day = relative_day(one.met_at.astimezone().date(), today)
        detail = QCoreApplication.translate("calendar", "last met {day}").replace("{day}", day)
    return RowText(title=names_text(one.names), detail=detail)
