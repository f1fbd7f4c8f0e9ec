"""The list of promises for a view, with a line above each group."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby

from attrs import frozen
from PySide6.QtCore import QObject, Qt

from coachdesk.models.folding import folded
from coachdesk.models.lists.rows import Index, RowList
from coachdesk.models.promise_lists import ListedPromise, PromiseGrouping


@frozen(kw_only=True)
class GroupLine:
    """The line above promises that stand together: of these clients, of this day, or of one side."""

    by: PromiseGrouping
    names: tuple[str, ...] = ()
    day: date | None = None
    is_mine: bool = False
    key: str = ""


Line = GroupLine | ListedPromise


def lines_of(
    promises: Iterable[ListedPromise], by: PromiseGrouping, *, is_settled: bool = False
) -> tuple[Line, ...]:
    """Return promises as they are listed; in each group the coach's own stand first.

    Groups of days begin with the earliest, or where all of it `is_settled` with the latest.
    """
    if by is PromiseGrouping.CLIENT:
        ordered = sorted(promises, key=_of_client)
        return tuple(_under_lines(ordered, _client_line))
    if by is PromiseGrouping.SIDE:
        ordered = sorted(promises, key=lambda one: not one.is_mine)
        return tuple(_under_lines(ordered, _side_line))
    ordered = sorted(promises, key=lambda one: not one.is_mine)
    if is_settled:
        ordered.sort(key=lambda one: one.promise.settled_on or date.min, reverse=True)
        return tuple(_under_lines(ordered, lambda one: _day_line(one.promise.settled_on)))
    ordered.sort(key=lambda one: one.promise.by_when or date.max)
    return tuple(_under_lines(ordered, lambda one: _day_line(one.promise.by_when)))


def _of_client(one: ListedPromise) -> tuple[str, str, bool]:
    return folded(" ".join(one.names)), one.client_id, not one.is_mine


def _client_line(one: ListedPromise) -> GroupLine:
    key = "\n".join((one.client_id, *one.names))
    return GroupLine(by=PromiseGrouping.CLIENT, names=one.names, key=key)


def _side_line(one: ListedPromise) -> GroupLine:
    key = "mine" if one.is_mine else "theirs"
    return GroupLine(by=PromiseGrouping.SIDE, is_mine=one.is_mine, key=key)


def _day_line(day: date | None) -> GroupLine:
    return GroupLine(by=PromiseGrouping.DAY, day=day, key="" if day is None else day.isoformat())


def _under_lines(
    ordered: Sequence[ListedPromise], line_of: Callable[[ListedPromise], GroupLine]
) -> Iterator[Line]:
    for line, group in groupby(ordered, key=line_of):
        yield line
        yield from group


class PromiseList(RowList[Line]):
    """Promises under the lines of their groups, which can't be chosen. `text_of` says a line in words."""

    def __init__(self, text_of: Callable[[Line], str], parent: QObject | None = None) -> None:
        super().__init__(_key_of, text_of, parent)

    def flags(self, index: Index) -> Qt.ItemFlag:  # noqa: D102
        if 0 <= index.row() < len(self.rows) and isinstance(self.rows[index.row()], GroupLine):
            return Qt.ItemFlag.ItemNeverHasChildren
        return super().flags(index)


def _key_of(line: Line) -> str:
    return f"{line.by} {line.key}" if isinstance(line, GroupLine) else line.id
