"""A white box to sign in, with a mouse, a finger or a pen that tells how hard it presses."""

from enum import StrEnum
from typing import Final

from PySide6.QtCore import QElapsedTimer, QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QEventPoint,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTabletEvent,
    QTouchEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from coachdesk.models.entities.strokes import (
    MOST_POINTS,
    PLAIN_PRESSURE,
    Drawing,
    Point,
    Stroke,
    stroke_pieces,
)
from coachdesk.theme import Theme
from coachdesk.views.widgets.ink import (
    CORNER,
    PAPER,
    PAPER_LINE,
    PAPER_MUTED,
    Curve,
    box_in,
    curves,
    paint_curves,
)

ASPECT: Final = 3.0
_HEIGHT: Final = 172
_LEAST_WIDTH: Final = 220
_EDGE: Final = 2
_LINE_AT: Final = 0.78
_LINE_FROM: Final = 0.06


class _Device(StrEnum):
    """What draws the stroke that is under way; others wait until it is lifted."""

    MOUSE = "mouse"
    FINGER = "finger"
    PEN = "pen"


class SignaturePad(QWidget):
    """Keeps strokes as vectors; `changed` tells that there is one more or one less.

    Ctrl+Z or Backspace takes the last stroke back, Delete all of them.
    """

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._strokes: list[Stroke] = []
        self._curves: list[list[Curve]] = []
        self._stroke: list[Point] = []
        self._device: _Device | None = None
        self._clock = QElapsedTimer()
        self.setAccessibleName(self.tr("Box to sign in"))
        self.setAccessibleDescription(
            self.tr("Draw with a mouse, a finger or a pen. By keyboard, typing your name does the same.")
        )
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setMinimumWidth(_LEAST_WIDTH)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self.update)

    @property
    def drawing(self) -> Drawing:
        """What was drawn so far, the stroke under way left out."""
        return Drawing(aspect=ASPECT, strokes=tuple(self._strokes))

    @property
    def box(self) -> QRectF:
        """Where can be drawn."""
        return box_in(QRectF(self.rect()).adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE), ASPECT)

    def take(self, drawing: Drawing) -> None:
        """Take up what was drawn before, in place of what is there."""
        self._strokes, self._stroke, self._device = list(drawing.strokes), [], None
        self._curves = [curves(stroke_pieces(stroke, ASPECT)) for stroke in drawing.strokes]
        self._tell()

    def clear(self) -> None:
        """Take all strokes back."""
        self._clock.invalidate()
        self.take(Drawing(aspect=ASPECT))

    def undo(self) -> None:
        """Take the last stroke back."""
        if self._strokes and self._device is None:
            self._strokes.pop()
            self._curves.pop()
            self._tell()

    def _tell(self) -> None:
        self.update()
        self.changed.emit()

    # The pen, whatever it is.

    def _put_down(self, device: _Device, at: QPointF, pressure: float = PLAIN_PRESSURE) -> None:
        if self._device is None and self.box.contains(at):
            self._device = device
            if not self._clock.isValid():
                self._clock.start()
            self._draw_to(device, at, pressure)

    def _draw_to(self, device: _Device, at: QPointF, pressure: float = PLAIN_PRESSURE) -> None:
        if device is not self._device or self._is_full:
            return
        point = self._point(at, pressure)
        if not self._stroke or (point.x, point.y) != (self._stroke[-1].x, self._stroke[-1].y):
            self._stroke.append(point)
            self.update()

    def _lift(self, device: _Device) -> None:
        if device is not self._device:
            return
        self._device = None
        stroke, self._stroke = tuple(self._stroke), []
        if stroke:
            self._strokes.append(stroke)
            self._curves.append(curves(stroke_pieces(stroke, ASPECT)))
            self._tell()

    @property
    def _is_full(self) -> bool:
        return sum(map(len, self._strokes)) + len(self._stroke) >= MOST_POINTS

    def _point(self, at: QPointF, pressure: float) -> Point:
        box = self.box
        return Point(
            _part(at.x() - box.left(), box.width()),
            _part(at.y() - box.top(), box.height()),
            self._clock.elapsed(),
            min(max(pressure, 0.0), 1.0),
        )

    # What Qt tells.

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: D102
        if event.button() == Qt.MouseButton.LeftButton:
            self._put_down(_Device.MOUSE, event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: D102
        self._draw_to(_Device.MOUSE, event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: D102
        if event.button() == Qt.MouseButton.LeftButton:
            self._lift(_Device.MOUSE)

    def tabletEvent(self, event: QTabletEvent) -> None:  # noqa: D102
        at, pressure = event.position(), event.pressure()
        if event.type() is QEvent.Type.TabletPress:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self._put_down(_Device.PEN, at, pressure)
        elif event.type() is QEvent.Type.TabletMove:
            self._draw_to(_Device.PEN, at, pressure)
        elif event.type() is QEvent.Type.TabletRelease:
            self._lift(_Device.PEN)
        event.accept()  # or Qt would make a mouse of it

    def event(self, event: QEvent) -> bool:  # noqa: D102
        if isinstance(event, QTouchEvent):
            self._touch(event)
            event.accept()
            return True
        return super().event(event)

    def _touch(self, event: QTouchEvent) -> None:
        """Follow the first finger; a palm that comes to rest beside it draws nothing."""
        if event.type() is QEvent.Type.TouchCancel:
            self._lift(_Device.FINGER)
            return
        finger = event.points()[0]
        if finger.state() == QEventPoint.State.Pressed:
            self._put_down(_Device.FINGER, finger.position())
        elif finger.state() == QEventPoint.State.Updated:
            self._draw_to(_Device.FINGER, finger.position())
        elif finger.state() == QEventPoint.State.Released:
            self._lift(_Device.FINGER)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        if event.matches(QKeySequence.StandardKey.Undo) or event.key() == Qt.Key.Key_Backspace:
            self.undo()
        elif event.key() == Qt.Key.Key_Delete:
            self.clear()
        else:
            super().keyPressEvent(event)

    def heightForWidth(self, width: int) -> int:
        """Return the height of the box that fits: below a narrow one, no gap is left."""
        return min(_HEIGHT, round((width - 2 * _EDGE) / ASPECT) + 2 * _EDGE)

    def sizeHint(self) -> QSize:  # noqa: D102
        return QSize(round((_HEIGHT - 2 * _EDGE) * ASPECT), _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_paper(painter)
        for drawn in self._curves:
            paint_curves(painter, drawn, self.box)
        if self._stroke:
            paint_curves(painter, curves(stroke_pieces(tuple(self._stroke), ASPECT)), self.box)

    def _paint_paper(self, painter: QPainter) -> None:
        box = self.box
        is_here = self.hasFocus()
        painter.setPen(QPen(self._theme.colour("accent" if is_here else "field_line"), 2 if is_here else 1))
        painter.setBrush(PAPER)
        painter.drawRoundedRect(box, CORNER, CORNER)
        height = box.top() + box.height() * _LINE_AT
        left, right = (box.left() + box.width() * part for part in (_LINE_FROM, 1 - _LINE_FROM))
        painter.setPen(QPen(PAPER_LINE, 1))
        painter.drawLine(QPointF(left, height), QPointF(right, height))
        if not self._strokes and not self._stroke:
            painter.setPen(PAPER_MUTED)
            room = QRectF(left, height + 2, right - left, box.bottom() - height - 4)
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, self.tr("Sign here"))


def _part(place: float, length: float) -> float:
    return min(max(place / length, 0.0), 1.0)
