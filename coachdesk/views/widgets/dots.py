"""Eleven dots of which one is filled: a step between 0 and 10 for the eye; its number stands beside it."""

from typing import Final

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from coachdesk.theme import Theme

_STEPS: Final = 11
_APART: Final = 9.0
_SMALL, _LARGE = 2.0, 4.0
_AROUND: Final = 6.0


class Dots(QWidget):
    """Says nothing to a screen reader: the number and the words beside it do."""

    def __init__(self, theme: Theme, value: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._value = value
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedSize(QSize(int(_APART * (_STEPS - 1) + 2 * _AROUND), int(2 * _AROUND)))
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for step in range(_STEPS):
            is_here = step == self._value
            painter.setPen(Qt.PenStyle.NoPen if is_here else QPen(self._theme.colour("field_line"), 1))
            painter.setBrush(self._theme.colour("accent") if is_here else Qt.BrushStyle.NoBrush)
            size = _LARGE if is_here else _SMALL
            painter.drawEllipse(self._place(step), size, size)

    def _place(self, step: int) -> QPointF:
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        at = _STEPS - 1 - step if is_mirrored else step
        return QPointF(_AROUND + _APART * at, self.height() / 2)
