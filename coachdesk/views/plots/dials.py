"""How a client wanted to work, dial by dial over time."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from attrs import frozen
from PySide6.QtCore import QCoreApplication, QRectF
from PySide6.QtGui import QPainter

from coachdesk.models.entities.relationship import Dial, Preference, PreferenceSource
from coachdesk.models.preferences import DIALS
from coachdesk.views.labels import label, short_day
from coachdesk.views.plots.axis import DayAxis
from coachdesk.views.plots.canvas import Canvas, Look, Shape
from coachdesk.views.plots.lanes import name_days
from coachdesk.views.plots.plot import Table
from coachdesk.views.plots.wording import said, sentences
from coachdesk.views.preference_words import dial_name

_LEVELS: Final = (Dial.MORE, Dial.RIGHT, Dial.LESS)
_SHAPES: Final = {Dial.MORE: Shape.UP, Dial.RIGHT: Shape.FULL, Dial.LESS: Shape.DOWN}
_LEVEL: Final = 19.0
_AIR: Final = 14.0
_EDGE: Final = 14.0
_GUESS: Final = (2.0, 3.0)
_SPOT: Final = 0.85


def _tr(text: str) -> str:
    return QCoreApplication.translate("plots", text)


@frozen
class DialsPlot:
    """A lane for each dial that was ever turned; what the coach only guessed is an empty dotted sign."""

    preferences: tuple[Preference, ...]

    @classmethod
    def of(cls, preferences: Sequence[Preference]) -> "DialsPlot | None":
        """Return the plot of answers, the oldest first; None where no dial was turned."""
        plot = cls(tuple(preferences))
        return plot if plot.dials else None

    @property
    def dials(self) -> tuple[str, ...]:
        """The dials that were ever turned."""
        return tuple(name for name in DIALS if self._answers(name))

    def _answers(self, name: str) -> list[tuple[Preference, Dial]]:
        answers = ((said, getattr(said, name)) for said in self.preferences)
        return [(said, dial) for said, dial in answers if dial is not Dial.UNSAID]

    @property
    def title(self) -> str:
        """What it shows."""
        return _tr("How they like to work")

    @property
    def words(self) -> str:
        """Each dial with its turns."""
        return sentences(
            said(dial_name(name), (self._turn(one, dial) for one, dial in self._answers(name)))
            for name in self.dials
        )

    def _turn(self, one: Preference, dial: Dial) -> str:
        text = _tr("{dial} on {day}") if _was_said(one) else _tr("{dial} on {day}, a guess of mine")
        return text.replace("{dial}", label(dial)).replace("{day}", short_day(one.asked_on))

    @property
    def table(self) -> Table:
        """An answer in each row, a dial in each column."""
        heads = (_tr("Day"), *(dial_name(name) for name in self.dials), _tr("Who says so"))
        rows = (
            (
                short_day(one.asked_on),
                *(label(getattr(one, name)) for name in self.dials),
                label(one.source),
            )
            for one in self.preferences
            if any(getattr(one, name) is not Dial.UNSAID for name in self.dials)
        )
        return Table(heads, tuple(rows))

    def height(self, _width: float, look: Look) -> float:
        """Return the height of the lanes, of the days below, and of a word on guesses."""
        return len(self.dials) * self._lane_height(look) + look.row * (2 if self._has_guesses else 1)

    def _lane_height(self, look: Look) -> float:
        return look.row + len(_LEVELS) * _LEVEL + _AIR

    @property
    def _has_guesses(self) -> bool:
        return any(not _was_said(one) for name in self.dials for one, _ in self._answers(name))

    def paint(self, painter: QPainter, room: QRectF, look: Look) -> None:
        """Draw lane below lane."""
        canvas = Canvas(painter, room, look)
        days = [one.asked_on for name in self.dials for one, _ in self._answers(name)]
        margin = max(look.width_of(label(dial)) for dial in _LEVELS) + 16
        axis = DayAxis(first=min(days), last=max(days), start=margin + _EDGE, end=room.width() - 2 * _EDGE)
        for at, name in enumerate(self.dials):
            self._lane(canvas, axis, name, at * self._lane_height(look), margin)
        below = len(self.dials) * self._lane_height(look)
        name_days(canvas, axis, below)
        if self._has_guesses:
            canvas.mark(Shape.DOTTED, canvas.unit * 1.4, below + 1.5 * look.row, canvas.unit * _SPOT)
            words = canvas.box(canvas.unit * 3.4, below + look.row, room.width() - 40, look.row)
            canvas.text(words, _tr("a guess of mine, to be checked"), small=True, muted=True)

    def _lane(self, canvas: Canvas, axis: DayAxis, name: str, top: float, margin: float) -> None:
        row, width = canvas.look.row, canvas.room.width()
        canvas.text(canvas.box(0, top, width, row), dial_name(name))
        levels = {dial: top + row + (at + 0.5) * _LEVEL for at, dial in enumerate(_LEVELS)}
        for dial, y in levels.items():
            box = canvas.box(0, y - row / 2, margin - 8, row)
            canvas.text(box, label(dial), small=True, muted=True)
            canvas.line((margin, y), (width, y), colour=canvas.look.line, thickness=1)
        spots = [(axis.place(one.asked_on), levels[dial], one, dial) for one, dial in self._answers(name)]
        for (x, y, *_), (next_x, next_y, following, _) in pairwise(spots):
            dashes = () if _was_said(following) else _GUESS
            canvas.line((x, y), (next_x, y), dashes=dashes)
            canvas.line((next_x, y), (next_x, next_y), dashes=dashes)
        for x, y, one, dial in spots:
            shape = _SHAPES[dial] if _was_said(one) else Shape.DOTTED
            canvas.mark(shape, x, y, canvas.unit * _SPOT)


def _was_said(one: Preference) -> bool:
    return one.source is PreferenceSource.CLIENT or one.confirmed_on is not None
