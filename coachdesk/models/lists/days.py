"""The days of a month or a week for a view: seven columns, a row for each week."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any, Final

from attrs import frozen
from PySide6.QtCore import QAbstractTableModel, QLocale, QModelIndex, QObject, Qt

from coachdesk.models.clock import local
from coachdesk.models.lists.rows import Index, Role
from coachdesk.models.session_calendar import Entry

WEEK: Final = 7
_TOP: Final = QModelIndex()
_SPOKEN: Final = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.ToolTipRole,
)


@frozen(kw_only=True)
class CalendarDay:
    """A day with its sessions; `is_aside` says that it belongs to the month before or after."""

    day: date
    entries: tuple[Entry, ...] = ()
    is_today: bool = False
    is_aside: bool = False


class DayTable(QAbstractTableModel):
    """`text_of` gives the words of a day for a screen reader and as a tip."""

    def __init__(self, text_of: Callable[[CalendarDay], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._text_of = text_of
        self._days: tuple[CalendarDay, ...] = ()

    @property
    def days(self) -> tuple[CalendarDay, ...]:
        """The days as they stand."""
        return self._days

    def show(self, days: Sequence[CalendarDay]) -> None:
        """Become these days, of whole weeks; where the weeks are the same, only what changed is announced."""
        former, new = self._days, tuple(days)
        if [one.day for one in former] != [one.day for one in new]:
            self.beginResetModel()
            self._days = new
            self.endResetModel()
            return
        self._days = new
        for at, (before, after) in enumerate(zip(former, new, strict=True)):
            if before != after:
                place = self.index(at // WEEK, at % WEEK)
                self.dataChanged.emit(place, place)

    def place_of(self, day: date) -> QModelIndex:
        """Return where a day stands; an invalid index where it is not shown."""
        at = (day - self._days[0].day) // timedelta(days=1) if self._days else -1
        return self.index(at // WEEK, at % WEEK) if 0 <= at < len(self._days) else QModelIndex()

    def rowCount(self, parent: Index = _TOP) -> int:  # noqa: D102, N802
        return 0 if parent.isValid() else len(self._days) // WEEK

    def columnCount(self, parent: Index = _TOP) -> int:  # noqa: D102, N802
        return 0 if parent.isValid() else WEEK

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401, D102
        at = index.row() * WEEK + index.column()
        if not index.isValid() or not 0 <= at < len(self._days):
            return None
        if role == Role.ROW:
            return self._days[at]
        return self._text_of(self._days[at]) if role in _SPOKEN else None

    def headerData(  # noqa: D102, N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole and self._days:
            weekday = self._days[section].day.isoweekday()
            return QLocale().dayName(weekday, QLocale.FormatType.ShortFormat)
        return None


def by_day(entries: Sequence[Entry]) -> dict[date, tuple[Entry, ...]]:
    """Return sessions by the day of the coach on which they begin."""
    found: dict[date, list[Entry]] = {}
    for entry in entries:
        found.setdefault(local(entry.starts_at).date(), []).append(entry)
    return {day: tuple(of_day) for day, of_day in found.items()}
