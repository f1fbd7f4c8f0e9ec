"""What a plot is painted with: colours, fonts, shapes, and the side that reading begins from."""

from enum import StrEnum
from typing import Final

from attrs import field, frozen
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

_SMALL: Final = 0.9
_PEN: Final = 1.4
_SPOT: Final = 0.5
_HALF_TURN: Final = 180 * 16
_QUARTER: Final = 90 * 16


class Shape(StrEnum):
    """What stands for a state: told apart by its outline alone."""

    FULL = "full"
    HALF = "half"
    RING = "ring"
    DOTTED = "dotted"
    SPOT = "spot"
    ARROW = "arrow"
    DIAMOND = "diamond"
    UP = "up"
    DOWN = "down"


@frozen(kw_only=True)
class Look:
    """Colours and font of a plot; `is_rtl` where it is read from the right."""

    ink: QColor
    muted: QColor
    line: QColor
    accent: QColor
    ground: QColor
    font: QFont
    is_rtl: bool = False

    @property
    def small(self) -> QFont:
        """The font of axes."""
        small = QFont(self.font)
        small.setPointSizeF(self.font.pointSizeF() * _SMALL)
        return small

    @property
    def row(self) -> float:
        """The height of a line of words with air around it."""
        return QFontMetricsF(self.font).height() * 1.5

    def width_of(self, text: str) -> float:
        """Return how wide a text is in the font of axes."""
        return QFontMetricsF(self.small).horizontalAdvance(text)


@frozen
class Canvas:
    """A painter that turns itself around where the script does; places are told from the leading edge."""

    painter: QPainter
    room: QRectF
    look: Look
    unit: float = field(init=False)

    def __attrs_post_init__(self) -> None:
        """Take the size of a mark from the font, so that it grows with it."""
        object.__setattr__(self, "unit", QFontMetricsF(self.look.font).height() * 0.3)

    def at(self, x: float, y: float) -> QPointF:
        """Return a place, `x` from the leading edge and `y` from the top."""
        across = self.room.right() - x if self.look.is_rtl else self.room.left() + x
        return QPointF(across, self.room.top() + y)

    def box(self, x: float, y: float, width: float, height: float) -> QRectF:
        """Return a box whose leading upper corner is at a place."""
        corner = self.at(x + width if self.look.is_rtl else x, y)
        return QRectF(corner.x(), corner.y(), width, height)

    def line(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        *,
        colour: QColor | None = None,
        dashes: tuple[float, ...] = (),
        thickness: float = _PEN,
    ) -> None:
        """Draw a line."""
        pen = QPen(colour or self.look.accent, thickness)
        if dashes:
            pen.setDashPattern(dashes)
        self.painter.setPen(pen)
        self.painter.drawLine(self.at(*start), self.at(*end))

    def bar(self, box: QRectF) -> None:
        """Fill a box."""
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(self.look.accent)
        self.painter.drawRoundedRect(box, 2, 2)

    def text(
        self,
        box: QRectF,
        words: str,
        *,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeading,
        small: bool = False,
        muted: bool = False,
    ) -> None:
        """Write one line into a box; what does not fit ends in an ellipsis."""
        font = self.look.small if small else self.look.font
        self.painter.setFont(font)
        self.painter.setPen(self.look.muted if muted else self.look.ink)
        shown = QFontMetricsF(font).elidedText(words, Qt.TextElideMode.ElideRight, box.width() + 1)
        flags = _absolute(align, is_rtl=self.look.is_rtl) | Qt.AlignmentFlag.AlignVCenter
        self.painter.drawText(box, int(flags) | int(Qt.TextFlag.TextSingleLine), shown)

    def mark(self, shape: Shape, x: float, y: float, size: float | None = None) -> None:
        """Draw a shape around a place."""
        radius = (self.unit if size is None else size) * (_SPOT if shape is Shape.SPOT else 1)
        centre = self.at(x, y)
        box = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
        pen = QPen(self.look.accent, _PEN)
        if shape is Shape.DOTTED:
            pen.setDashPattern((1.2, 1.4))
        self.painter.setPen(pen)
        self.painter.setBrush(self.look.accent if shape in _FILLED else self.look.ground)
        if shape in _CORNERS:
            self.painter.drawPath(self._corners(shape, box))
        else:
            self.painter.drawEllipse(box)
        if shape is Shape.HALF:
            self.painter.setBrush(self.look.accent)
            start = -_QUARTER if self.look.is_rtl else _QUARTER
            self.painter.drawPie(box, start, _HALF_TURN)

    def _corners(self, shape: Shape, box: QRectF) -> QPainterPath:
        places = [
            QPointF(box.left() + x * box.width(), box.top() + y * box.height()) for x, y in _CORNERS[shape]
        ]
        if shape is Shape.ARROW and self.look.is_rtl:
            places = [QPointF(2 * box.center().x() - place.x(), place.y()) for place in places]
        path = QPainterPath(places[0])
        for place in places[1:]:
            path.lineTo(place)
        path.closeSubpath()
        return path


_FILLED: Final = (Shape.FULL, Shape.SPOT, Shape.ARROW, Shape.UP, Shape.DOWN)
_CORNERS: Final = {
    Shape.ARROW: ((0.1, 0.0), (1.0, 0.5), (0.1, 1.0)),
    Shape.DIAMOND: ((0.5, -0.1), (1.1, 0.5), (0.5, 1.1), (-0.1, 0.5)),
    Shape.UP: ((0.5, 0.0), (1.0, 0.95), (0.0, 0.95)),
    Shape.DOWN: ((0.5, 1.0), (1.0, 0.05), (0.0, 0.05)),
}


def _absolute(align: Qt.AlignmentFlag, *, is_rtl: bool) -> Qt.AlignmentFlag:
    """Return an alignment that a painter does not turn around once more."""
    turned = {
        Qt.AlignmentFlag.AlignLeft: Qt.AlignmentFlag.AlignRight,
        Qt.AlignmentFlag.AlignRight: Qt.AlignmentFlag.AlignLeft,
    }
    return (turned.get(align, align) if is_rtl else align) | Qt.AlignmentFlag.AlignAbsolute
