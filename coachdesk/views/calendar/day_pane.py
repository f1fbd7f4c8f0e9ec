"""The day that the keyboard is on: its sessions one below the other, and whom to plan another one with."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coachdesk.models.lists.days import CalendarDay
from coachdesk.models.lists.rows import RowList
from coachdesk.models.session_calendar import Entry
from coachdesk.models.without_plan import Unplanned
from coachdesk.theme import Theme
from coachdesk.views.calendar.unplanned_list import UnplannedList
from coachdesk.views.calendar.wording import entry_row
from coachdesk.views.labels import day_text
from coachdesk.views.widgets.buttons import secondary
from coachdesk.views.widgets.row_view import RowView
from coachdesk.views.widgets.text import heading, muted, set_text

_ABOUT_TWO_SESSIONS: Final = 126


class DayPane(QWidget):
    """`opened` carries a session, `plan_wanted` the day to plan on and with whom, None for anybody."""

    opened = Signal(object)
    plan_wanted = Signal(object, object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._day: CalendarDay | None = None
        self.name = heading("", 3)
        self.rows: RowList[Entry] = RowList(
            lambda entry: entry.id, lambda entry: entry_row(entry).spoken(), self
        )
        self.list = RowView(theme, self.tr("Sessions of the day"), self.rows, entry_row)
        self.list.setMinimumHeight(_ABOUT_TWO_SESSIONS)
        self.list.opened.connect(self.opened)
        self.nothing = muted(self.tr("Nothing is planned."))
        self.plan = secondary(self.tr("Plan on this day"), self._plan_with)
        self.unplanned = UnplannedList(theme)
        self.unplanned.opened.connect(self._plan_with)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.name)
        column.addWidget(self.nothing)
        column.addWidget(self.list, 1)
        column.addWidget(self.plan)
        column.addStretch()
        column.addWidget(self.unplanned)

    def show_day(self, day: CalendarDay) -> None:
        """Show the sessions of a day."""
        self._day = day
        set_text(self.name, day_text(day.day))
        self.rows.show(day.entries)
        self.list.setVisible(bool(day.entries))
        self.nothing.setHidden(bool(day.entries))

    def current(self) -> Entry | None:
        """Return the session that the keyboard is on, None while it is elsewhere."""
        found = self.list.current() if self.list.hasFocus() else None
        return found if isinstance(found, Entry) else None

    def _plan_with(self, whom: Unplanned | None = None) -> None:
        if self._day is not None:
            self.plan_wanted.emit(self._day.day, whom)
