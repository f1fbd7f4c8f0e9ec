"""The list of sessions for a view, with a line for each day."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from attrs import frozen
from PySide6.QtCore import QObject, Qt

from coachdesk.models.lists.rows import Index, RowList
from coachdesk.models.session_lists import SessionRow


@frozen
class DayLine:
    """The line above the sessions of a day; the first one of the past says so."""

    day: date
    begins_past: bool = False


Line = DayLine | SessionRow


def lines_of(upcoming: Sequence[SessionRow], past: Sequence[SessionRow]) -> tuple[Line, ...]:
    """Return sessions as they are listed: what is to come by day, then what was, the newest first."""
    return (*_by_day(upcoming, is_past=False), *_by_day(past, is_past=True))


def _by_day(rows: Sequence[SessionRow], *, is_past: bool) -> Iterator[Line]:
    day: date | None = None
    for row in rows:
        its_day = row.starts_at.astimezone().date()
        if its_day != day:
            yield DayLine(its_day, begins_past=is_past and day is None)
            day = its_day
        yield row


class SessionList(RowList[Line]):
    """Days and sessions; only sessions can be chosen. `text_of` says a line in words."""

    def __init__(self, text_of: Callable[[Line], str], parent: QObject | None = None) -> None:
        super().__init__(_key_of, text_of, parent)

    def flags(self, index: Index) -> Qt.ItemFlag:  # noqa: D102
        if 0 <= index.row() < len(self.rows) and isinstance(self.rows[index.row()], DayLine):
            return Qt.ItemFlag.ItemNeverHasChildren
        return super().flags(index)


def _key_of(line: Line) -> str:
    return f"{line.day} {line.begins_past}" if isinstance(line, DayLine) else line.id
