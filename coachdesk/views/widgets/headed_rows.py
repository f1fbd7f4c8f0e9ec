"""Rows below quiet headings."""

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from coachdesk.models.lists.rows import Index, Role
from coachdesk.theme import Theme
from coachdesk.views.widgets.row_view import ROW_PADDING, RowDelegate, RowText

_SMALLER: Final = 0.93
_LARGER: Final = 1.12
_LOWER: Final = 4


class HeadedDelegate(RowDelegate):
    """Draws rows; a line of the type `heading` is a heading above them, one of `strong` a larger one."""

    def __init__(
        self,
        theme: Theme,
        describe: Callable[[Any], RowText],
        heading: type[Any],
        *,
        strong: type[Any] | None = None,
        lines: int = 1,
        parent: QWidget,
    ) -> None:
        super().__init__(theme, describe, lines=lines, parent=parent)
        self._heading = heading
        self._strong = strong

    def _is_strong(self, index: Index) -> bool:
        return self._strong is not None and isinstance(index.data(Role.ROW), self._strong)

    def _is_heading(self, index: Index) -> bool:
        return isinstance(index.data(Role.ROW), self._heading) or self._is_strong(index)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: D102
        if not self._is_heading(index):
            return super().sizeHint(option, index)
        lower = 0 if self._is_strong(index) else 2 * _LOWER
        return QSize(120, option.fontMetrics.lineSpacing() + 2 * ROW_PADDING - lower)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: D102
        if not self._is_heading(index):
            super().paint(painter, option, index)
            return
        font = QFont(option.font)
        font.setWeight(QFont.Weight.DemiBold)
        font.setPointSizeF(font.pointSizeF() * (_LARGER if self._is_strong(index) else _SMALLER))
        place: QRect = option.rect.adjusted(ROW_PADDING, 0, -ROW_PADDING, -_LOWER)
        painter.save()
        painter.setFont(font)
        painter.setPen(self._theme.colour("ink" if self._is_strong(index) else "muted"))
        whole = str(index.data(Qt.ItemDataRole.DisplayRole))
        shown = painter.fontMetrics().elidedText(whole, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignBottom, shown)
        painter.restore()
