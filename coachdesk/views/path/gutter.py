"""What is drawn beside the stops of the way: a line from start to end, and a shape for how each stands."""

from collections.abc import Callable
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QWidget

from coachdesk.models.entities.moment import MilestoneState
from coachdesk.theme import Theme

WIDTH: Final = 40
_TOP: Final = 24.0
_RADIUS: Final = 8.0


class Mark(StrEnum):
    """A shape on the line."""

    START = "start"
    AHEAD = "ahead"
    REACHED = "reached"
    MOVED = "moved"
    LET_GO = "let go"
    ADD = "add"
    END = "end"


MARK_OF: Final = {
    MilestoneState.AHEAD: Mark.AHEAD,
    MilestoneState.REACHED: Mark.REACHED,
    MilestoneState.MOVED: Mark.MOVED,
    MilestoneState.LET_GO: Mark.LET_GO,
}


def paint_gutter(painter: QPainter, theme: Theme, row: QWidget, mark: Mark) -> None:
    """Draw the line through a row, and its shape on the line."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    is_mirrored = row.layoutDirection() is Qt.LayoutDirection.RightToLeft
    x = row.width() - WIDTH / 2 if is_mirrored else WIDTH / 2
    centre = QPointF(x, _TOP)
    painter.setPen(QPen(theme.colour("line"), 2))
    painter.drawLine(
        QPointF(x, _TOP if mark is Mark.START else 0), QPointF(x, _TOP if mark is Mark.END else row.height())
    )
    _SHAPES[mark](painter, theme, centre)


def _disc(painter: QPainter, theme: Theme, centre: QPointF, *, radius: float = _RADIUS) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("accent"))
    painter.drawEllipse(centre, radius, radius)


def _ring(
    painter: QPainter, theme: Theme, centre: QPointF, *, ink: str = "accent", style: Qt.PenStyle
) -> None:
    painter.setPen(QPen(theme.colour(ink), 2, style))
    painter.setBrush(theme.colour("paper"))
    painter.drawEllipse(centre, _RADIUS, _RADIUS)


def _start(painter: QPainter, theme: Theme, centre: QPointF) -> None:
    _disc(painter, theme, centre, radius=5)


def _ahead(painter: QPainter, theme: Theme, centre: QPointF) -> None:
    _ring(painter, theme, centre, style=Qt.PenStyle.SolidLine)


def _reached(painter: QPainter, theme: Theme, centre: QPointF) -> None:
    """Draw a disc with a tick."""
    _disc(painter, theme, centre, radius=_RADIUS + 1)
    tick = QPainterPath(centre + QPointF(-4, 0.5))
    tick.lineTo(centre + QPointF(-1, 3.5))
    tick.lineTo(centre + QPointF(4.2, -3))
    _stroke(painter, theme, tick, "accent_ink")


def _moved(painter: QPainter, theme: Theme, centre: QPointF) -> None:
    """Draw a diamond: the way bends here."""
    side = _RADIUS + 2
    diamond = QPainterPath(centre + QPointF(0, -side))
    for x, y in ((side, 0), (0, side), (-side, 0)):
        diamond.lineTo(centre + QPointF(x, y))
    diamond.closeSubpath()
    painter.setPen(QPen(theme.colour("accent"), 2))
    painter.setBrush(theme.colour("paper"))
    painter.drawPath(diamond)


def _let_go(painter: QPainter, theme: Theme, centre: QPointF) -> None:
    """Draw a ring of dots with a dash in it."""
    _ring(painter, theme, centre, ink="muted", style=Qt.PenStyle.DotLine)
    dash = QPainterPath(centre + QPointF(-3.5, 0))
    dash.lineTo(centre + QPointF(3.5, 0))
    _stroke(painter, theme, dash, "muted")


def _add(painter: QPainter, theme: Theme, centre: QPointF) -> None:
    """Draw a small ring with a plus."""
    _ring(painter, theme, centre, ink="field_line", style=Qt.PenStyle.SolidLine)
    plus = QPainterPath(centre + QPointF(-3.5, 0))
    plus.lineTo(centre + QPointF(3.5, 0))
    plus.moveTo(centre + QPointF(0, -3.5))
    plus.lineTo(centre + QPointF(0, 3.5))
    _stroke(painter, theme, plus, "muted")


def _end(painter: QPainter, theme: Theme, centre: QPointF) -> None:
    """Draw a ring around a disc."""
    side = _RADIUS + 3
    painter.setPen(QPen(theme.colour("accent"), 2))
    painter.setBrush(theme.colour("paper"))
    painter.drawEllipse(QRectF(centre.x() - side, centre.y() - side, 2 * side, 2 * side))
    _disc(painter, theme, centre, radius=5)


def _stroke(painter: QPainter, theme: Theme, path: QPainterPath, ink: str) -> None:
    painter.setPen(
        QPen(theme.colour(ink), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    )
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)


_SHAPES: Final[dict[Mark, Callable[[QPainter, Theme, QPointF], None]]] = {
    Mark.START: _start,
    Mark.AHEAD: _ahead,
    Mark.REACHED: _reached,
    Mark.MOVED: _moved,
    Mark.LET_GO: _let_go,
    Mark.ADD: _add,
    Mark.END: _end,
}
