"""A list of frozen rows for a view, which hears only of what truly changed."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from enum import IntEnum
from typing import Any, Final, Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex

_TOP: Final = QModelIndex()


class Role(IntEnum):
    """What a view may ask for beside Qt's own roles."""

    ROW = Qt.ItemDataRole.UserRole


class RowList(QAbstractListModel, Generic[R]):
    """Rows in order; `key_of` gives the id of one, `text_of` its words for display and screen readers.

    `show` compares ids and values and announces removals, insertions and changes by runs, so
    that selection and scroll place stay (https://doc.qt.io/qt-6/model-view-programming.html).
    """

    def __init__(
        self, key_of: Callable[[R], str], text_of: Callable[[R], str], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._key_of = key_of
        self._text_of = text_of
        self._rows: list[R] = []

    @property
    def rows(self) -> tuple[R, ...]:
        """The rows as they stand."""
        return tuple(self._rows)

    def show(self, rows: Sequence[R]) -> None:
        """Become these rows."""
        wanted = {self._key_of(row): place for place, row in enumerate(rows)}
        self._remove(wanted)
        self._change(rows, wanted)
        self._insert(rows)

    def renew(self) -> None:
        """Say the words of every row anew: they depend on the day."""
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def place_of(self, key: str) -> int:
        """Return where the row of an id stands, -1 for nowhere."""
        return next((place for place, row in enumerate(self._rows) if self._key_of(row) == key), -1)

    def _remove(self, wanted: dict[str, int]) -> None:
        """Take out what is no longer there, and what stands in another order."""
        places = [wanted.get(self._key_of(row), -1) for row in self._rows]
        staying = set(_longest_rising(places))
        for first, last in reversed(list(_runs([at for at in range(len(places)) if at not in staying]))):
            self.beginRemoveRows(_TOP, first, last)
            del self._rows[first : last + 1]
            self.endRemoveRows()

    def _change(self, rows: Sequence[R], wanted: dict[str, int]) -> None:
        changed = []
        for at, row in enumerate(self._rows):
            new = rows[wanted[self._key_of(row)]]
            if new != row:
                self._rows[at] = new
                changed.append(at)
        for first, last in _runs(changed):
            self.dataChanged.emit(self.index(first), self.index(last))

    def _insert(self, rows: Sequence[R]) -> None:
        here = {self._key_of(row) for row in self._rows}
        missing = [place for place, row in enumerate(rows) if self._key_of(row) not in here]
        for first, last in _runs(missing):
            self.beginInsertRows(_TOP, first, last)
            self._rows[first:first] = rows[first : last + 1]
            self.endInsertRows()

    def rowCount(self, parent: Index = _TOP) -> int:  # noqa: D102, N802
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401, D102
        if not 0 <= index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == Role.ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._text_of(row)
        return None


def _longest_rising(places: Sequence[int]) -> Iterator[int]:
    """Yield the positions of a longest rising run of `places`, from the last back; -1 is left out.

    Patience sorting, https://en.wikipedia.org/wiki/Longest_increasing_subsequence.
    """
    tails: list[int] = []
    tail_at: list[int] = []
    before: dict[int, int] = {}
    for at, place in enumerate(places):
        if place < 0:
            continue
        length = bisect_left(tails, place)
        tails[length:] = [place, *tails[length + 1 :]]
        tail_at[length:] = [at, *tail_at[length + 1 :]]
        before[at] = tail_at[length - 1] if length else -1
    at = tail_at[-1] if tail_at else -1
    while at >= 0:
        yield at
        at = before[at]


def _runs(places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield first and last of each run of places that follow each other."""
    first = 0
    for at, place in enumerate(places):
        if at + 1 == len(places) or places[at + 1] != place + 1:
            yield places[first], place
            first = at + 1
