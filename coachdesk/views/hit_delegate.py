"""Draws a hit in two lines, what was typed marked in bold and on the accent's ground."""

from typing import Any

from PySide6.QtCore import QPointF, QRect, QSize
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from coachdesk.models.lists.rows import Role
from coachdesk.models.snippets import Runs
from coachdesk.views.hit_text import HitText
from coachdesk.views.widgets.row_view import ROW_PADDING, Index, RowDelegate

_GAP = 12


class HitDelegate(RowDelegate):
    """Rows as elsewhere, but the row to be opened shows that it is, though the field has the focus."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: D102
        text: Any = self._describe(index.data(Role.ROW))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(option.direction)
        self._ground(painter, option, index)
        shown: QRect = option.rect
        font: QFont = option.font
        inside = shown.adjusted(ROW_PADDING, ROW_PADDING - 2, -ROW_PADDING, 2 - ROW_PADDING)
        line = QFontMetrics(font).lineSpacing()
        first = QRect(inside.topLeft(), QSize(inside.width(), line))
        if text.detail_runs:
            below = QRect(inside.left(), inside.bottom() - line + 1, inside.width(), line)
            self._write_runs(painter, font, below, text.detail_runs, "muted")
        else:
            first.moveCenter(inside.center())
        self._first_line(painter, font, first, text)
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        state: QStyle.StateFlag = option.state
        if not state & QStyle.StateFlag.State_Selected:
            super()._ground(painter, option, index)
            return
        shown: QRect = option.rect
        painter.setPen(QPen(self._theme.colour("accent"), 2))
        painter.setBrush(self._theme.colour("surface"))
        painter.drawRoundedRect(shown.adjusted(2, 2, -2, -2), 8, 8)

    def _first_line(self, painter: QPainter, font: QFont, line: QRect, text: HitText) -> None:  # type: ignore[override]  # this view's rows are HitText
        line = self._chip(painter, font, line, text)
        line = self._aside(painter, font, line, text.aside)
        strong = QFont(font)
        strong.setWeight(QFont.Weight.DemiBold)
        taken = self._write_runs(painter, strong, line, text.title_runs, "ink")
        rest = line.adjusted(taken + _GAP, 0, 0, 0)
        if rest.width() > 4 * _GAP:
            self._write(painter, font, rest, text.note, "muted")

    def _write_runs(self, painter: QPainter, font: QFont, place: QRect, runs: Runs, ink: str) -> int:
        """Write one line with its marks, in the order its scripts are read; return its width."""
        layout = self._one_line(font, place.width(), runs)
        if layout is None:
            return 0
        painter.setPen(self._theme.colour(ink))
        line = layout.lineAt(0)
        top = place.top() + (place.height() - line.height()) / 2
        layout.draw(painter, QPointF(place.left(), top))
        return int(line.naturalTextWidth()) + 1

    def _one_line(self, font: QFont, width: int, runs: Runs) -> QTextLayout | None:
        text = "".join(part for part, _ in runs)
        layout = self._laid_out(font, width, text, runs)
        fitting = layout.lineAt(0).textLength() if layout.lineCount() else 0
        if 0 < fitting < _utf16_length(text):
            kept = text.encode("utf-16-le")[: 2 * fitting].decode("utf-16-le", "ignore").rstrip()
            layout = self._laid_out(font, width + QFontMetrics(font).horizontalAdvance("…"), f"{kept}…", runs)
        return layout if layout.lineCount() else None

    def _laid_out(self, font: QFont, width: int, text: str, runs: Runs) -> QTextLayout:
        layout = QTextLayout(text, font)
        layout.setFormats(self._marks(runs, _utf16_length(text)))
        layout.beginLayout()
        line = layout.createLine()
        if line.isValid():
            line.setLineWidth(width)
        layout.endLayout()
        return layout

    def _marks(self, runs: Runs, length: int) -> list[QTextLayout.FormatRange]:
        """Return the marked places, counted as Qt does: in UTF-16 units."""
        mark = QTextCharFormat()
        mark.setFontWeight(QFont.Weight.Bold)
        mark.setForeground(self._theme.colour("ink"))
        mark.setBackground(self._theme.colour("accent_soft"))
        ranges: list[QTextLayout.FormatRange] = []
        start = 0
        for part, is_marked in runs:
            size = _utf16_length(part)
            if is_marked and start < length:
                found = QTextLayout.FormatRange()
                found.start, found.length, found.format = start, min(size, length - start), mark
                ranges.append(found)
            start += size
        return ranges


def _utf16_length(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
