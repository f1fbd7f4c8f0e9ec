"""What became of things, month by month: a shape for each, in columns of equal weight."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Final

from attrs import frozen
from PySide6.QtCore import QCoreApplication, QRectF
from PySide6.QtGui import QPainter

from coachdesk.models.look_back import Tally
from coachdesk.views.labels import label
from coachdesk.views.plots.canvas import Canvas, Look
from coachdesk.views.plots.plot import Table
from coachdesk.views.plots.wording import counted, month_text, said, sentences, shape_of, states_of

_UNITS: Final = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
_GAP: Final = 20.0
_APART: Final = 2.9


def _tr(text: str, count: int = -1) -> str:
    return QCoreApplication.translate("plots", text, "", count)


@frozen
class Column:
    """One side: whose it is, and what became of it."""

    name: str
    kind: type[StrEnum]
    tallies: tuple[Tally, ...]

    @cached_property
    def states(self) -> tuple[StrEnum, ...]:
        """What became of it, in the order in which it is shown."""
        found = {tally.state for tally in self.tallies if tally.count}
        return tuple(state for state in states_of(self.kind) if state in found)

    def count(self, state: StrEnum) -> int:
        """Return how often it came out so."""
        return sum(tally.count for tally in self.tallies if tally.state is state)

    @cached_property
    def _by_month(self) -> dict[date, dict[StrEnum, int]]:
        found: dict[date, dict[StrEnum, int]] = defaultdict(dict)
        for state in self.states:
            for tally in self.tallies:
                if tally.state is state and tally.count:
                    found[tally.month][state] = tally.count
        return dict(found)

    def of_month(self, month: date) -> dict[StrEnum, int]:
        """Return what became of it in a month, in the order of the states."""
        return self._by_month.get(month, {})

    @property
    def words(self) -> str:
        """Say how often each came about."""
        facts = [counted(state, count) for state in self.states if (count := self.count(state))]
        return said(self.name, facts or [_tr("nothing yet")])


@frozen
class DotsPlot:
    """A row a month, and in it a shape for each; `rows` are the table, where that says more than numbers."""

    name: str
    columns: tuple[Column, ...]
    rows: Table | None = None

    @cached_property
    def months(self) -> tuple[date, ...]:
        """Each month in which something came about."""
        return tuple(sorted({tally.month for column in self.columns for tally in column.tallies}))

    @property
    def title(self) -> str:
        """What it shows."""
        return self.name

    @property
    def words(self) -> str:
        """What became of it on each side."""
        return sentences(column.words for column in self.columns)

    @property
    def table(self) -> Table:
        """A month in each row, and what became of it."""
        if self.rows is not None:
            return self.rows
        heads = (_tr("Month"), *(column.name for column in self.columns))
        return Table(heads, tuple(self._row(month) for month in self.months))

    def _row(self, month: date) -> tuple[str, ...]:
        cells = (
            ", ".join(counted(state, count) for state, count in column.of_month(month).items())
            for column in self.columns
        )
        return (month_text(month), *cells)

    def height(self, width: float, look: Look) -> float:
        """Return the height of a head, of the months, and of what the shapes mean."""
        legend = max(len(_legend(column.states, self._side(width, look), look)) for column in self.columns)
        said_unit = 1 if self._unit(self._side(width, look), look) > 1 else 0
        return (1 + len(self.months) + legend + said_unit) * look.row + _GAP / 2

    def paint(self, painter: QPainter, room: QRectF, look: Look) -> None:
        """Draw the months from top to bottom."""
        canvas = Canvas(painter, room, look)
        side = self._side(room.width(), look)
        unit = self._unit(side, look)
        first = self._margin(look)
        for at, month in enumerate(self.months, start=1):
            box = canvas.box(0, at * look.row, first, look.row)
            canvas.text(box, month_text(month, is_short=True), small=True, muted=True)
        for at, column in enumerate(self.columns):
            self._paint_column(canvas, column, first + at * (side + _GAP), side, unit)
        if unit > 1:
            words = _tr("Each sign stands for up to %n.", unit)
            low = canvas.box(0, room.height() - look.row, room.width(), look.row)
            canvas.text(low, words, small=True, muted=True)

    def _paint_column(self, canvas: Canvas, column: Column, x: float, width: float, unit: int) -> None:
        row = canvas.look.row
        canvas.text(canvas.box(x, 0, width, row), column.name)
        canvas.line((x, row), (x + width, row), thickness=2)
        for at, month in enumerate(self.months, start=1):
            for place, state in enumerate(_signs(column.of_month(month), unit)):
                across = x + canvas.unit * (1.4 + place * _APART)
                canvas.mark(shape_of(state), across, (at + 0.5) * row)
        y = (1 + len(self.months)) * row + _GAP / 2
        for at, line in enumerate(_legend(column.states, width, canvas.look)):
            _paint_legend(canvas, line, x, y + at * row)

    def _margin(self, look: Look) -> float:
        return (
            max((look.width_of(month_text(month, is_short=True)) for month in self.months), default=0) + _GAP
        )

    def _side(self, width: float, look: Look) -> float:
        room = width - self._margin(look) - _GAP * (len(self.columns) - 1)
        return max(40.0, room / len(self.columns))

    def _unit(self, side: float, look: Look) -> int:
        """Return for how many a sign stands, so that a month has room in its row."""
        room = max(1, int(side / (look.row * 0.2 * _APART)))
        months = [column.of_month(month) for column in self.columns for month in self.months]
        fits = (unit for unit in _UNITS if all(_length(found, unit) <= room for found in months))
        return next(fits, _UNITS[-1])


def _length(found: dict[StrEnum, int], unit: int) -> int:
    return sum(-(-count // unit) for count in found.values())


def _signs(found: dict[StrEnum, int], unit: int) -> Iterator[StrEnum]:
    for state, count in found.items():
        yield from [state] * -(-count // unit)


def _legend(states: Sequence[StrEnum], width: float, look: Look) -> list[list[StrEnum]]:
    """Return the states line by line, as many in each as there is room for."""
    lines: list[list[StrEnum]] = [[]]
    used = 0.0
    for state in states:
        wide = _entry_width(state, look)
        if lines[-1] and used + wide > width:
            lines.append([])
            used = 0.0
        lines[-1].append(state)
        used += wide
    return lines


def _entry_width(state: StrEnum, look: Look) -> float:
    return look.row * 0.7 + look.width_of(label(state)) + 14


def _paint_legend(canvas: Canvas, line: Iterable[StrEnum], x: float, y: float) -> None:
    row = canvas.look.row
    for state in line:
        canvas.mark(shape_of(state), x + canvas.unit * 1.4, y + row / 2)
        words = canvas.box(x + canvas.unit * 3.4, y, canvas.look.width_of(label(state)) + 4, row)
        canvas.text(words, label(state), small=True, muted=True)
        x += _entry_width(state, canvas.look)
