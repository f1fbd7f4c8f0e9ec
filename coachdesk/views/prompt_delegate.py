"""How prompts are drawn: words that wrap, quietly, a thin line between two of them."""

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from coachdesk.models.lists.rows import Role
from coachdesk.theme import Theme
from coachdesk.views.prompt_words import SaidRow
from coachdesk.views.widgets.row_view import Index, has_keyboard

_ACROSS: Final = 8
_ABOVE: Final = 8
_BETWEEN: Final = 2
_ABOVE_HEADING: Final = 6
_SMALLER: Final = 0.9
_LONGEST: Final = 600
_LONG_WORD: Final = 12
_VERY_HIGH: Final = 10_000
_WRAP: Final = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeading


class PromptDelegate(QStyledItemDelegate):
    """Draws rows in the colours of the theme; the one that Enter takes is framed."""

    def __init__(self, theme: Theme, describe: Callable[[Any], SaidRow], view: QListView) -> None:
        super().__init__(view)
        self._theme = theme
        self._describe = describe
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: D102
        said = self._describe(index.data(Role.ROW))
        width = self._view.viewport().width()
        room = width - 2 * _ACROSS
        height = _height(_font_of(option.font, said), said.words, room)
        if said.is_heading:
            return QSize(width, height + _ABOVE + _ABOVE_HEADING)
        if said.facts:
            height += _BETWEEN + _height(_small(option.font), said.facts, room)
        return QSize(width, height + 2 * _ABOVE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: D102
        said = self._describe(index.data(Role.ROW))
        place: QRect = option.rect
        painter.save()
        self._ground(painter, option, index, said)
        inside = place.adjusted(_ACROSS, _ABOVE, -_ACROSS, 0)
        font = _font_of(option.font, said)
        height = _height(font, said.words, inside.width())
        is_muted = said.is_heading or said.is_quiet
        self._write(painter, font, inside, said.words, "muted" if is_muted else "ink")
        below = inside.adjusted(0, height + _BETWEEN, 0, 0)
        self._write(painter, _small(option.font), below, said.facts, "ink" if said.is_quiet else "muted")
        painter.restore()

    def _write(self, painter: QPainter, font: QFont, place: QRect, text: str, ink: str) -> None:
        painter.setFont(font)
        painter.setPen(self._theme.colour(ink))
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)  # that of the words
        painter.drawText(place, _wrap(font, text, place.width()), text[:_LONGEST])

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, said: SaidRow) -> None:
        if said.is_heading:
            return
        state: QStyle.StateFlag = option.state
        place: QRect = option.rect
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        around = place.adjusted(1, 1, -1, -1)
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(self._theme.colour("accent"), 2 if has_keyboard(option) else 1))
            painter.setBrush(self._theme.colour("accent_soft" if has_keyboard(option) else "surface"))
            painter.drawRoundedRect(around, 8, 8)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("hover"))
            painter.drawRoundedRect(around, 8, 8)
        elif self._is_followed(index):
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
            painter.setPen(self._theme.colour("line"))
            painter.drawLine(place.left() + _ACROSS, place.bottom(), place.right() - _ACROSS, place.bottom())

    def _is_followed(self, index: Index) -> bool:
        """Tell whether another row of the same group stands below."""
        below = index.sibling(index.row() + 1, 0)
        return below.isValid() and not self._describe(below.data(Role.ROW)).is_heading


def _font_of(font: QFont, said: SaidRow) -> QFont:
    if not said.is_heading:
        return font
    bold = _small(font)
    bold.setWeight(QFont.Weight.DemiBold)
    return bold


def _small(font: QFont) -> QFont:
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * _SMALLER)
    return small


def _height(font: QFont, text: str, width: int) -> int:
    room = QRect(0, 0, max(width, 1), _VERY_HIGH)
    return QFontMetrics(font).boundingRect(room, _wrap(font, text, width), text[:_LONGEST]).height()


def _wrap(font: QFont, text: str, width: int) -> int:
    """Return how to part a text: between words, and within them only where one alone is too long."""
    measure = QFontMetrics(font).horizontalAdvance
    is_too_long = any(measure(word) > width for word in text[:_LONGEST].split() if len(word) > _LONG_WORD)
    return int(_WRAP | Qt.TextFlag.TextWrapAnywhere) if is_too_long else int(_WRAP)
