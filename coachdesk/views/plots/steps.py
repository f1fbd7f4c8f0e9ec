"""Where a client saw themselves on the way to each goal, from 0 to 10."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Final

from attrs import frozen
from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from coachdesk.models.entities.path import KnownGoal, Scaling
from coachdesk.views.labels import short_day
from coachdesk.views.plots.axis import DayAxis
from coachdesk.views.plots.canvas import Canvas, Look, Shape
from coachdesk.views.plots.lanes import name_days
from coachdesk.views.plots.plot import Table
from coachdesk.views.plots.wording import said, sentences

_LANE: Final = 84.0
_TOP: Final = 10
_MARGIN: Final = 30.0
_EDGE: Final = 12.0
_LEVELS: Final = (0, 5, 10)
_AIR: Final = 4.0  # between two labels
_MARK: Final = 0.8


def _tr(text: str) -> str:
    return QCoreApplication.translate("plots", text)


@frozen
class StepsPlot:
    """A lane for each goal with a scale of its own: goals are not held against each other."""

    goals: tuple[KnownGoal, ...]

    @classmethod
    def of(cls, goals: Sequence[KnownGoal], since: date | None = None) -> "StepsPlot | None":
        """Return the plot of goals with a step since a day, None where there are none."""
        kept = (KnownGoal(goal=one.goal, scalings=_since(one.scalings, since)) for one in goals)
        scaled = tuple(one for one in kept if one.scalings)
        return cls(scaled) if scaled else None

    @property
    def title(self) -> str:
        """What it shows."""
        return _tr("Where they saw themselves")

    @property
    def words(self) -> str:
        """Each goal with its steps."""
        return sentences(said(f"“{one.goal.words}”", map(_step, one.scalings)) for one in self.goals)

    @property
    def table(self) -> Table:
        """A step in each row, with what was said of it."""
        rows = (
            (one.goal.words, short_day(step.on_day), str(step.value), step.words)
            for one in self.goals
            for step in one.scalings
        )
        return Table((_tr("Goal"), _tr("Day"), _tr("From 0 to 10"), _tr("In their words")), tuple(rows))

    def height(self, _width: float, look: Look) -> float:
        """Return the height of the lanes and of the days below."""
        return len(self.goals) * (_LANE + 1.6 * look.row) + look.row

    def paint(self, painter: QPainter, room: QRectF, look: Look) -> None:
        """Draw lane below lane."""
        canvas = Canvas(painter, room, look)
        days = [step.on_day for one in self.goals for step in one.scalings]
        axis = DayAxis(first=min(days), last=max(days), start=_MARGIN + _EDGE, end=room.width() - 2 * _EDGE)
        for at, one in enumerate(self.goals):
            self._lane(canvas, axis, one, at * (_LANE + 1.6 * look.row))
        name_days(canvas, axis, room.height() - look.row)

    def _lane(self, canvas: Canvas, axis: DayAxis, one: KnownGoal, top: float) -> None:
        row, width = canvas.look.row, canvas.room.width()
        canvas.text(canvas.box(0, top, width, row), f"“{one.goal.words}”")
        base = top + row + _LANE
        for level in _LEVELS:
            y = base - level / _TOP * _LANE * 0.86
            canvas.line((_MARGIN, y), (width, y), colour=canvas.look.line, thickness=1)
            box = canvas.box(0, y - row / 2, _MARGIN - 8, row)
            canvas.text(box, str(level), align=Qt.AlignmentFlag.AlignRight, small=True, muted=True)
        spots = [(axis.place(step.on_day), base - step.value / _TOP * _LANE * 0.86) for step in one.scalings]
        for start, end in pairwise(spots):
            canvas.line(start, end)
        for x, y in spots:
            canvas.mark(Shape.FULL, x, y, canvas.unit * _MARK)
        self._say_steps(canvas, spots, [str(step.value) for step in one.scalings])

    def _say_steps(self, canvas: Canvas, spots: Sequence[tuple[float, float]], steps: Sequence[str]) -> None:
        """Write the last step above its mark, and each before it that would touch no other and no mark."""
        row, radius = canvas.look.row, canvas.unit * _MARK
        taken = [QRectF(x - radius, y - radius, 2 * radius, 2 * radius) for x, y in spots]
        for (x, y), step in zip(reversed(spots), reversed(steps), strict=True):
            wanted = _around(x, y - row / 2 - 1, step, canvas.look)
            is_last = len(taken) == len(spots)
            if is_last or not any(wanted.intersects(other) for other in taken):
                taken.append(wanted)
                above = canvas.box(x - 15, y - row - 1, 30, row)
                canvas.text(above, step, align=Qt.AlignmentFlag.AlignHCenter, small=True)


def _around(x: float, y: float, step: str, look: Look) -> QRectF:
    """Return the room that a step takes around a place, with some air on both sides."""
    width, height = look.width_of(step) + _AIR, QFontMetricsF(look.small).height()
    return QRectF(x - width / 2, y - height / 2, width, height)


def _since(steps: tuple[Scaling, ...], since: date | None) -> tuple[Scaling, ...]:
    return tuple(step for step in steps if since is None or step.on_day >= since)


def _step(step: Scaling) -> str:
    text = _tr("{value} on {day}")
    return text.replace("{value}", str(step.value)).replace("{day}", short_day(step.on_day))
