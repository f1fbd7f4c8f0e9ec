"""Strokes on paper: dark on white in both themes, since that is what a signature looks like."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from coachdesk.models.entities.strokes import Drawing, Piece, Spot, pieces

PAPER: Final = QColor("#FFFFFF")
INK: Final = QColor("#1B2A49")
PAPER_MUTED: Final = QColor("#5E6770")
PAPER_LINE: Final = QColor("#C9C3B8")
CORNER: Final = 8
_LEAST: Final = QSize(200, 90)

Curve = tuple[float, QPainterPath]


def box_in(room: QRectF, aspect: float) -> QRectF:
    """Return the largest box of this shape at the near end of a room."""
    width = min(room.width(), room.height() * aspect)
    return QRectF(room.left(), room.top(), width, width / aspect)


def curves(found: tuple[Piece, ...]) -> list[Curve]:
    """Return what is painted, each with its thickness; all in widths of the box."""
    return [(piece.thickness, _path(piece)) for piece in found]


def paint_curves(painter: QPainter, drawn: list[Curve], box: QRectF) -> None:
    """Paint curves into a box, as sharp as the screen is."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(box.topLeft())
    painter.scale(box.width(), box.width())
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for thickness, path in drawn:
        pen = QPen(INK, thickness)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.drawPath(path)
    painter.restore()


def _path(piece: Piece) -> QPainterPath:
    path = QPainterPath(_point(piece.start))
    for control, end in piece.bends:
        path.quadTo(_point(control), _point(end))
    return path


def _point(spot: Spot) -> QPointF:
    return QPointF(*spot)


class DrawingView(QWidget):
    """Shows a drawing on white paper, as large as there is room."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drawing: Drawing | None = None
        self._curves: list[Curve] = []
        self.setAccessibleName(name)
        self.setMinimumSize(_LEAST)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_drawing(self, drawing: Drawing) -> None:
        """Show another drawing."""
        self._drawing, self._curves = drawing, curves(pieces(drawing))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        if self._drawing is None:
            return
        painter = QPainter(self)
        box = box_in(QRectF(self.rect()).adjusted(1, 1, -1, -1), self._drawing.aspect)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(PAPER_LINE, 1))
        painter.setBrush(PAPER)
        painter.drawRoundedRect(box, CORNER, CORNER)
        paint_curves(painter, self._curves, box)
