"""How a moment is drawn: as a line of the notes that wraps, with its state behind the last word."""

import unicodedata
from collections.abc import Callable, Iterator
from typing import Any, Final

from attrs import frozen
from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from coachdesk.models.lists.rows import Role
from coachdesk.theme import Theme
from coachdesk.views.sessions.moments.saying import Said
from coachdesk.views.widgets.row_view import Index, has_keyboard

_AROUND: Final = 6
_PAD: Final = 8
_GAP: Final = 8
_MOST_LINES: Final = 4
_LONGEST: Final = 600
_SMALLER: Final = 0.9


@frozen
class _Drawn:
    """A text in its lines, and where the state stands below or behind it."""

    layout: QTextLayout
    height: float
    chip: QRectF | None


class MomentDelegate(QStyledItemDelegate):
    """Draws moments on the private ground in the colours of the theme."""

    def __init__(self, theme: Theme, describe: Callable[[Any], Said], view: QListView) -> None:
        super().__init__(view)
        self._theme = theme
        self._describe = describe
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: D102
        width = self._view.viewport().width()
        drawn = self._drawn(self._describe(index.data(Role.ROW)), option, width - 2 * _AROUND)
        return QSize(width, round(drawn.height) + _AROUND)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: D102
        place: QRect = option.rect
        text = self._describe(index.data(Role.ROW))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, option, place)
        drawn = self._drawn(text, option, place.width() - 2 * _AROUND)
        corner = QPointF(place.left() + _AROUND, place.top() + _AROUND / 2)
        painter.setPen(self._theme.colour("ink"))
        drawn.layout.draw(painter, corner)
        if drawn.chip is not None:
            self._chip(painter, option, drawn.chip.translated(corner), text)
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, place: QRect) -> None:
        state: QStyle.StateFlag = option.state
        inside = QRectF(place).adjusted(1, 1, -1, -1)
        if has_keyboard(option):
            painter.setPen(QPen(self._theme.colour("sand_ink"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(inside, 6, 6)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(self._theme.colour("sand_line"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(inside, 6, 6)

    def _drawn(self, text: Said, option: QStyleOptionViewItem, width: int) -> _Drawn:
        font: QFont = option.font
        layout = _laid_out(text, font, max(width, 1), option.direction)
        lines = layout.lineCount()
        height = layout.boundingRect().height()
        if not text.state:
            return _Drawn(layout, height, None)
        metrics = QFontMetricsF(_small(font))
        chip = QRectF(0, 0, metrics.horizontalAdvance(text.state) + 2 * _PAD, metrics.height() + 2)
        chip.setWidth(min(chip.width(), width))
        last = layout.lineAt(lines - 1)
        is_rtl = option.direction == Qt.LayoutDirection.RightToLeft
        taken = last.naturalTextWidth() + _GAP
        if taken + chip.width() <= width and layout.textOption().textDirection() == option.direction:
            left = width - taken - chip.width() if is_rtl else taken
            chip.moveTo(left, last.y() + (last.height() - chip.height()) / 2)
            return _Drawn(layout, height, chip)
        chip.moveTo(width - chip.width() if is_rtl else 0, height + 2)
        return _Drawn(layout, height + chip.height() + 3, chip)

    def _chip(self, painter: QPainter, option: QStyleOptionViewItem, pill: QRectF, text: Said) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(self._theme.colour("sand_ink" if text.is_open else "field_line"))
        painter.drawRoundedRect(pill.adjusted(0.5, 0.5, -0.5, -0.5), pill.height() / 2, pill.height() / 2)
        small = _small(option.font)
        painter.setFont(small)
        painter.setPen(self._theme.colour("sand_ink" if text.is_open else "ink"))
        room = pill.width() - _PAD
        shown = QFontMetricsF(small).elidedText(text.state, Qt.TextElideMode.ElideRight, room)
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, shown)


def _small(font: QFont) -> QFont:
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * _SMALLER)
    return small


def _laid_out(text: Said, font: QFont, width: int, direction: Qt.LayoutDirection) -> QTextLayout:
    """Return the words in lines of this width; what is more than a few lines ends in an ellipsis."""
    line = " ".join(text.line[:_LONGEST].split())
    layout = _in_lines(line, text, font, width, direction)
    if layout.lineCount() <= _MOST_LINES:
        return layout
    kept, rest = _parted(line, layout.lineAt(_MOST_LINES - 1).textStart())
    shown = QFontMetricsF(font).elidedText(rest, Qt.TextElideMode.ElideRight, width - _GAP)
    return _in_lines(kept + shown, text, font, width, direction)


def _in_lines(line: str, text: Said, font: QFont, width: int, direction: Qt.LayoutDirection) -> QTextLayout:
    layout = QTextLayout(line, font)
    layout.setCacheEnabled(True)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    if _begins_rtl(text.words):
        direction = Qt.LayoutDirection.RightToLeft
    option.setTextDirection(direction)
    is_rtl = direction == Qt.LayoutDirection.RightToLeft
    option.setAlignment(Qt.AlignmentFlag.AlignRight if is_rtl else Qt.AlignmentFlag.AlignLeft)
    layout.setTextOption(option)
    layout.setFormats(list(_formats(line, text)))
    top = 0.0
    layout.beginLayout()
    while (drawn := layout.createLine()).isValid():
        drawn.setLineWidth(width)
        drawn.setPosition(QPointF(0, top))
        top += drawn.height()
    layout.endLayout()
    return layout


def _begins_rtl(words: str) -> bool:
    """Return whether the first letter that has a direction is written from right to left."""
    directions = (unicodedata.bidirectional(sign) for sign in words)
    return next((one for one in directions if one in ("L", "R", "AL")), "L") != "L"


def _formats(line: str, text: Said) -> Iterator[QTextLayout.FormatRange]:
    """Yield where the words stand out: at the beginning, and at the end where something does."""
    yield _bold(0, _units(text.lead))
    if text.strong and line.endswith(text.strong):
        yield _bold(_units(line) - _units(text.strong), _units(text.strong))


def _bold(start: int, length: int) -> QTextLayout.FormatRange:
    bold = QTextLayout.FormatRange()
    bold.start, bold.length = start, length
    bold.format = QTextCharFormat()
    bold.format.setFontWeight(QFont.Weight.DemiBold)
    return bold


def _units(text: str) -> int:
    """Count as Qt does: a character beyond the first plane takes two (QString is UTF-16)."""
    return len(text.encode("utf-16-le")) // 2


def _parted(text: str, at: int) -> tuple[str, str]:
    """Return a text before and from one of Qt's places."""
    coded = text.encode("utf-16-le")
    return coded[: 2 * at].decode("utf-16-le", "ignore"), coded[2 * at :].decode("utf-16-le", "ignore")
