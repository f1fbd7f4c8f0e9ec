"""The way of a client: what was planned for when, where it was re-routed, and when it was reached."""

from collections.abc import Sequence
from datetime import date, datetime
from itertools import pairwise
from typing import Final

from attrs import frozen
from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QPainter

from coachdesk.models.clock import local
from coachdesk.models.entities.path import MilestoneTurn, Stop
from coachdesk.views.labels import label, short_day
from coachdesk.views.plots.axis import DayAxis
from coachdesk.views.plots.canvas import Canvas, Look, Shape
from coachdesk.views.plots.lanes import name_days
from coachdesk.views.plots.plot import Table
from coachdesk.views.plots.wording import sentences, shape_of

_EDGE: Final = 16.0
_WORDS: Final = 0.42
_BETWEEN: Final = 14.0
_DETOUR: Final = (3.0, 3.0)
_TALL: Final = 1.25


def _tr(text: str) -> str:
    return QCoreApplication.translate("plots", text)


@frozen
class WayPlot:
    """A milestone in each row: its words, and beside them where on the way it stands and stood."""

    stops: tuple[Stop, ...]
    today: date

    @classmethod
    def of(cls, stops: Sequence[Stop], today: date) -> "WayPlot | None":
        """Return the plot of milestones, None where there are none."""
        return cls(tuple(stops), today) if stops else None

    @property
    def title(self) -> str:
        """What it shows."""
        return _tr("The path")

    @property
    def words(self) -> str:
        """Each milestone with what became of it."""
        return sentences(_told(stop) for stop in self.stops)

    @property
    def table(self) -> Table:
        """A milestone in each row."""
        heads = (_tr("Milestone"), _tr("Where it stands"), _tr("Planned for"), _tr("Since"), _tr("Why"))
        return Table(heads, tuple(_row(stop) for stop in self.stops))

    def height(self, _width: float, look: Look) -> float:
        """Return the height of the rows and of the months below."""
        return len(self.stops) * self._row(look) + 2 * look.row

    def _row(self, look: Look) -> float:
        return look.row * _TALL

    def paint(self, painter: QPainter, room: QRectF, look: Look) -> None:
        """Draw row below row, today as a line through all."""
        canvas = Canvas(painter, room, look)
        begin = room.width() * _WORDS + _BETWEEN
        days = [day for stop in self.stops for day in _days(stop)] + [self.today]
        axis = DayAxis(first=min(days), last=max(days), start=begin + _EDGE, end=room.width() - 2 * _EDGE)
        below = look.row + len(self.stops) * self._row(look)
        now, name = axis.place(self.today), _tr("today")
        canvas.line((now, look.row), (now, below), colour=look.muted, thickness=1, dashes=_DETOUR)
        half = look.width_of(name)
        box = canvas.box(now - half, 0, 2 * half, look.row)
        canvas.text(box, name, align=Qt.AlignmentFlag.AlignHCenter, small=True, muted=True)
        for at, stop in enumerate(self.stops):
            self._stop(canvas, axis, stop, look.row + at * self._row(look))
        name_days(canvas, axis, below)

    def _stop(self, canvas: Canvas, axis: DayAxis, stop: Stop, top: float) -> None:
        high, wide = self._row(canvas.look), canvas.room.width() * _WORDS
        middle = top + high / 2
        canvas.mark(shape_of(stop.milestone.state), canvas.unit * 1.4, middle)
        state = label(stop.milestone.state)
        room = canvas.look.width_of(state) + 6
        canvas.text(
            canvas.box(canvas.unit * 3.6, top, wide - room - canvas.unit * 3.6 - 6, high),
            stop.milestone.what,
        )
        canvas.text(canvas.box(wide - room, top, room, high), state, small=True, muted=True)
        end = canvas.room.width()
        canvas.line((wide + _BETWEEN, middle), (end, middle), colour=canvas.look.line, thickness=1)
        places = [axis.place(day) for day in _days(stop)]
        for start, stood in pairwise(places):
            canvas.line((start, middle), (stood, middle), dashes=_DETOUR)
            canvas.mark(Shape.RING, start, middle, canvas.unit * 0.45)
        if places:
            canvas.mark(shape_of(stop.milestone.state), places[-1], middle)


def _days(stop: Stop) -> list[date]:
    """Return where a stop stood, one day after the other, and where it stands or was settled."""
    planned = [day for turn in stop.detours if (day := turn.target_before) is not None]
    at = _settled_on(stop) or stop.milestone.target_on
    return [*planned, *([] if at is None else [at])]


def _settled_on(stop: Stop) -> date | None:
    return None if stop.settled_at is None else _day(stop.settled_at)


def _day(moment: datetime) -> date:
    return local(moment).date()


def _why(stop: Stop) -> str:
    whys = [turn.why for turn in stop.turns if turn.why.strip()]
    return " · ".join(whys) or stop.milestone.why


def _row(stop: Stop) -> tuple[str, ...]:
    milestone, settled = stop.milestone, _settled_on(stop)
    return (
        milestone.what,
        label(milestone.state),
        "" if milestone.target_on is None else short_day(milestone.target_on),
        "" if settled is None else short_day(settled),
        _why(stop),
    )


def _told(stop: Stop) -> str:
    milestone, settled = stop.milestone, _settled_on(stop)
    text = _tr("{what}, {state}")
    day = milestone.target_on
    if settled is not None:
        text, day = _tr("{what}, {state} on {day}"), settled
    elif day is not None:
        text = _tr("{what}, {state}, planned for {day}")
    told = text.replace("{state}", label(milestone.state)).replace("{day}", short_day(day) if day else "")
    detours = "".join(_told_before(turn) for turn in stop.detours if turn.target_before is not None)
    return told.replace("{what}", milestone.what) + detours


def _told_before(turn: MilestoneTurn) -> str:
    before = turn.target_before
    text = _tr(", before that planned for {day}")
    return text.replace("{day}", "" if before is None else short_day(before))
