"""A signature drawn by hand: where the pen was, when, and how hard it pressed.

It is kept as canonical JSON, that is `json.dumps(…, sort_keys=True, separators=(",", ":"))` of

- `format`: the text "coachdesk strokes 1"
- `aspect`: the width of the box that was drawn in, divided by its height
- `strokes`: a list of strokes, each a list of `[x, y, t_ms, pressure]`. `x` and `y` go from 0 to 1
  across and down the box, `t_ms` counts from the first touch, `pressure` goes from 0 to 1 and is
  0.5 where the device tells none.
"""

import json
from itertools import chain, pairwise
from typing import Any, Final

from attrs import field, frozen

from coachdesk.errors import QT_TRANSLATE_NOOP, InvalidInputError

MOST_POINTS: Final = 10_000
PLAIN_PRESSURE: Final = 0.5
_FORMAT: Final = "coachdesk strokes 1"
_MOST_BYTES: Final = 512 * 1024
_DIGITS: Final = 4
_LONGEST_MS: Final = 24 * 60 * 60 * 1000
_NARROWEST, _WIDEST = 0.1, 20.0
_LEAST_INK: Final = 0.03
# In widths of the box: a pen of two thirds of a millimetre on a box of eleven centimetres.
_PEN: Final = 0.006
_LEVELS: Final = 7
_DOT: Final = 0.0005

Spot = tuple[float, float]


def _rounded(value: float) -> float:
    return round(float(value), _DIGITS)


def _within(least: float, most: float) -> Any:  # noqa: ANN401  (a validator of attrs)
    def check(_point: object, _field: object, value: float) -> None:
        if not least <= value <= most:
            raise _unreadable()

    return check


def _unreadable() -> InvalidInputError:
    return InvalidInputError(
        QT_TRANSLATE_NOOP("errors", "What was drawn can't be read."),
        QT_TRANSLATE_NOOP("errors", "Draw it once more, or type the name."),
    )


@frozen
class Point:
    """Where the pen was, in parts of the box; `t_ms` since the first touch."""

    x: float = field(converter=_rounded, validator=_within(0, 1))
    y: float = field(converter=_rounded, validator=_within(0, 1))
    t_ms: int = field(default=0, converter=int, validator=_within(0, _LONGEST_MS))
    pressure: float = field(default=PLAIN_PRESSURE, converter=_rounded, validator=_within(0, 1))


Stroke = tuple[Point, ...]


@frozen(kw_only=True)
class Drawing:
    """Strokes in a box that is `aspect` times as wide as it is high.

    Raises:
        InvalidInputError: there are more points than a signature has, or the box is no box.
    """

    aspect: float = field(converter=_rounded, validator=_within(_NARROWEST, _WIDEST))
    strokes: tuple[Stroke, ...] = ()

    def __attrs_post_init__(self) -> None:  # noqa: D105  (the class tells what is refused)
        if sum(map(len, self.strokes)) > MOST_POINTS or not all(self.strokes):
            raise _unreadable()

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing, or a dot that slipped from the pen."""
        left, top, right, bottom = self.ink
        return max(right - left, bottom - top) < _LEAST_INK

    @property
    def ink(self) -> tuple[float, float, float, float]:
        """What the strokes cover, in widths of the box: left, top, right, bottom."""
        points = tuple(chain.from_iterable(self.strokes))
        if not points:
            return (0.0, 0.0, 0.0, 0.0)
        across, down = [p.x for p in points], [p.y / self.aspect for p in points]
        return (min(across), min(down), max(across), max(down))


def to_json(drawing: Drawing) -> bytes:
    """Return the bytes that are kept, the same for the same drawing."""
    content = {
        "format": _FORMAT,
        "aspect": drawing.aspect,
        "strokes": [[[p.x, p.y, p.t_ms, p.pressure] for p in stroke] for stroke in drawing.strokes],
    }
    return json.dumps(content, sort_keys=True, separators=(",", ":")).encode()


def from_json(content: bytes) -> Drawing:
    """Return the drawing that these bytes keep.

    Raises:
        InvalidInputError: they are no drawing, or not written as `to_json` writes it.
    """
    if len(content) > _MOST_BYTES:
        raise _unreadable()
    try:
        found = json.loads(content)
        strokes = tuple(tuple(Point(*point) for point in stroke) for stroke in found["strokes"])
        drawing = Drawing(aspect=found["aspect"], strokes=strokes)
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError) as error:
        raise _unreadable() from error
    if to_json(drawing) != content:
        raise _unreadable()
    return drawing


@frozen
class Piece:
    """A part of a stroke that is equally thick, as a curve: each bend has a control point and an end.

    Everything is in widths of the box.
    """

    thickness: float
    start: Spot
    bends: tuple[tuple[Spot, Spot], ...]


def pieces(drawing: Drawing) -> tuple[Piece, ...]:
    """Return the drawing as smooth curves, thicker where the pen was pressed."""
    return tuple(piece for stroke in drawing.strokes for piece in stroke_pieces(stroke, drawing.aspect))


def stroke_pieces(stroke: Stroke, aspect: float) -> tuple[Piece, ...]:
    """Return one stroke as smooth curves: through the middles between its points, bent by the points."""
    spots = [(point.x, point.y / aspect) for point in stroke]
    ends = [_middle(*pair) for pair in pairwise(spots[1:])] + [spots[-1]]
    if len(spots) == 1:
        spots, ends = [*spots, spots[0]], [(spots[0][0] + _DOT, spots[0][1])]
    levels = [round(point.pressure * _LEVELS) for point in stroke[1:] or stroke]
    return _grouped(spots[0], list(zip(levels, spots[1:], ends, strict=True)))


def _grouped(start: Spot, bends: list[tuple[int, Spot, Spot]]) -> tuple[Piece, ...]:
    """Put neighbours of the same thickness into one piece, so that a plain line is one curve."""
    found: list[Piece] = []
    run: list[tuple[Spot, Spot]] = []
    for at, (level, control, end) in enumerate(bends):
        run.append((control, end))
        if at + 1 == len(bends) or bends[at + 1][0] != level:
            found.append(Piece(_thickness(level), start, tuple(run)))
            start, run = end, []
    return tuple(found)


def _thickness(level: int) -> float:
    return _PEN * (0.4 + 1.2 * level / _LEVELS)


def _middle(one: Spot, other: Spot) -> Spot:
    return ((one[0] + other[0]) / 2, (one[1] + other[1]) / 2)
