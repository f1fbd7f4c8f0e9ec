"""A timeline for a view: months, days and what happened, more of it as it is wanted."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from attrs import frozen
from PySide6.QtCore import QModelIndex, QObject, Qt, Signal

from coachdesk.models.clock import local
from coachdesk.models.entities.timeline import TimelineRow
from coachdesk.models.lists.rows import Index, RowList

_TOP = QModelIndex()


@frozen
class MonthLine:
    """The line above all of a month; its day is the first of it."""

    month: date


@frozen
class DayLine:
    """The line above what happened on a day."""

    day: date


Line = MonthLine | DayLine | TimelineRow


def lines_of(rows: Sequence[TimelineRow], *, after: date | None = None) -> Iterator[Line]:
    """Yield rows with a line for each month and each day, those of the day of the row before left out."""
    for row in rows:
        day = local(row.at).date()
        if after is None or (day.year, day.month) != (after.year, after.month):
            yield MonthLine(day.replace(day=1))
        if day != after:
            yield DayLine(day)
        after = day
        yield row


class TimelineList(RowList[Line]):
    """Only what happened can be chosen. A view that comes near the end makes it ask for more."""

    more_wanted = Signal()

    def __init__(self, text_of: Callable[[Line], str], parent: QObject | None = None) -> None:
        super().__init__(_key_of, text_of, parent)
        self._goes_on = False
        self._has_asked = False

    @property
    def last(self) -> TimelineRow | None:
        """The oldest that is here."""
        line = self._rows[-1] if self._rows else None
        return line if isinstance(line, TimelineRow) else None

    @property
    def count(self) -> int:
        """How many things that happened are here."""
        return sum(isinstance(line, TimelineRow) for line in self._rows)

    def show_part(self, rows: Sequence[TimelineRow], *, goes_on: bool) -> None:
        """Become these; `goes_on` tells that there are older ones."""
        self._goes_on, self._has_asked = goes_on, False
        self.show(tuple(lines_of(rows)))

    def add_part(self, rows: Sequence[TimelineRow], *, goes_on: bool) -> None:
        """Go on with these."""
        self._goes_on, self._has_asked = goes_on, False
        last = self.last
        lines = list(lines_of(rows, after=None if last is None else local(last.at).date()))
        if lines:
            first = len(self._rows)
            self.beginInsertRows(_TOP, first, first + len(lines) - 1)
            self._rows += lines
            self.endInsertRows()

    def canFetchMore(self, parent: Index) -> bool:  # noqa: D102, N802
        return self._goes_on and not self._has_asked and not parent.isValid()

    def fetchMore(self, parent: Index) -> None:  # noqa: D102, N802
        if self.canFetchMore(parent):
            self._has_asked = True
            self.more_wanted.emit()

    def flags(self, index: Index) -> Qt.ItemFlag:  # noqa: D102
        if 0 <= index.row() < len(self._rows) and not isinstance(self._rows[index.row()], TimelineRow):
            return Qt.ItemFlag.ItemNeverHasChildren
        return super().flags(index)


def _key_of(line: Line) -> str:
    return line.key if isinstance(line, TimelineRow) else str(line)
