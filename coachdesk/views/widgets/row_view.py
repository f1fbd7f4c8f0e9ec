"""A list of one-record rows, drawn quietly: name and note, what it is about, when, and a state in words."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from attrs import frozen
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from coachdesk.models.lists.rows import Role, RowList
from coachdesk.theme import Theme
from coachdesk.views.widgets.chip import ChipTone

Index = QModelIndex | QPersistentModelIndex
_LONGEST: Final = 300
ROW_PADDING: Final = 12
_GAP: Final = 12
_CHIP_COLOURS: Final = {
    ChipTone.ACCENT: ("accent_soft", "accent", "accent_soft"),
    ChipTone.SAND: ("sand", "sand_ink", "sand"),
    ChipTone.NEUTRAL: ("surface", "muted", "line"),
}


def chip_colours(tone: ChipTone, *, on_accent: bool) -> tuple[str, str, str]:
    """Return the colours of a chip's ground, words and edge; one in accent stands out on accent too."""
    if on_accent and tone is ChipTone.ACCENT:
        return "surface", "accent", "surface"
    return _CHIP_COLOURS[tone]


def has_keyboard(option: QStyleOptionViewItem) -> bool:
    """Return whether a row is the one that the keyboard is on."""
    state: QStyle.StateFlag = option.state
    return bool(state & QStyle.StateFlag.State_HasFocus)


@frozen(kw_only=True)
class RowText:
    """What a row says. Only `title` is a must; `aside` stands at the end of the first line."""

    title: str
    note: str = ""
    detail: str = ""
    aside: str = ""
    chip: str = ""
    tone: ChipTone = ChipTone.NEUTRAL

    def spoken(self) -> str:
        """Return all of it as one sentence for a screen reader."""
        parts = (self.title, self.note, self.chip, self.aside, self.detail)
        return ", ".join(part for part in parts if part)


class RowDelegate(QStyledItemDelegate):
    """Draws rows in the colours of the theme; what does not fit ends in an ellipsis."""

    def __init__(
        self, theme: Theme, describe: Callable[[Any], RowText], *, lines: int = 2, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._describe = describe
        self._lines = lines

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: D102
        line = option.fontMetrics.lineSpacing()
        return QSize(120, line * self._lines + 2 * ROW_PADDING - 4)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: D102
        shown: QRect = option.rect
        text = self._describe(index.data(Role.ROW))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(option.direction)
        self._ground(painter, option, index)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inside = shown.adjusted(ROW_PADDING, ROW_PADDING - 2, -ROW_PADDING, 2 - ROW_PADDING)
        font: QFont = option.font
        line = QFontMetrics(font).lineSpacing()
        first = QRect(inside.topLeft(), QSize(inside.width(), line))
        self._first_line(painter, font, first, text, on_accent=has_keyboard(option))
        if self._lines > 1:
            below = QRect(inside.left(), inside.bottom() - line + 1, inside.width(), line)
            self._write(painter, font, below, text.detail, "muted")
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        state: QStyle.StateFlag = option.state
        shown: QRect = option.rect
        around = shown.adjusted(2, 2, -2, -2)
        if has_keyboard(option):
            painter.setPen(QPen(self._theme.colour("accent"), 2))
            painter.setBrush(self._theme.colour("accent_soft"))
            painter.drawRoundedRect(around, 8, 8)
        elif state & (QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_Selected):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("hover"))
            painter.drawRoundedRect(around, 8, 8)
        elif index.row() + 1 < index.model().rowCount():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            painter.setPen(self._theme.colour("line"))
            painter.drawLine(
                shown.left() + ROW_PADDING, shown.bottom(), shown.right() - ROW_PADDING, shown.bottom()
            )

    def _first_line(
        self, painter: QPainter, font: QFont, line: QRect, text: RowText, *, on_accent: bool
    ) -> None:
        line = self._chip(painter, font, line, text, on_accent=on_accent)
        line = self._aside(painter, font, line, text.aside)
        strong = QFont(font)
        strong.setWeight(QFont.Weight.DemiBold)
        taken = self._write(painter, strong, line, text.title, "ink")
        rest = line.adjusted(taken + _GAP, 0, 0, 0)
        if rest.width() > 4 * _GAP:
            self._write(painter, font, rest, text.note, "muted")

    def _chip(
        self, painter: QPainter, font: QFont, line: QRect, text: RowText, *, on_accent: bool = False
    ) -> QRect:
        """Draw the state at the end of the line; return what is left of it."""
        if not text.chip:
            return line
        small = QFont(font)
        small.setPointSizeF(font.pointSizeF() * 0.9)
        width = QFontMetrics(small).horizontalAdvance(text.chip) + 20
        pill = QRect(line.right() - width + 1, line.top() - 1, width, line.height() + 2)
        ground, ink, edge = chip_colours(text.tone, on_accent=on_accent)
        painter.setPen(self._theme.colour(edge))
        painter.setBrush(self._theme.colour(ground))
        painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
        painter.setFont(small)
        painter.setPen(self._theme.colour(ink))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text.chip)
        return line.adjusted(0, 0, -width - _GAP, 0)

    def _aside(self, painter: QPainter, font: QFont, line: QRect, aside: str) -> QRect:
        if not aside:
            return line
        width = min(QFontMetrics(font).horizontalAdvance(aside) + 2, line.width() // 2)
        place = QRect(line.right() - width + 1, line.top(), width, line.height())
        self._write(painter, font, place, aside, "muted")
        return line.adjusted(0, 0, -width - _GAP, 0)

    def _write(self, painter: QPainter, font: QFont, place: QRect, text: str, ink: str) -> int:
        """Write one line as far as there is room; return its width."""
        metrics = QFontMetrics(font)
        one_line = " ".join(text[:_LONGEST].split())
        shown = metrics.elidedText(one_line, Qt.TextElideMode.ElideRight, place.width())
        painter.setFont(font)
        painter.setPen(self._theme.colour(ink))
        painter.drawText(place, Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter, shown)
        return metrics.horizontalAdvance(shown)


class RowView(QListView):
    """Shows a `RowList`: arrows move, Enter or a click opens, Delete asks for removal.

    `fits` makes it as high as its rows, for a list inside a page that scrolls as a whole.
    """

    opened = Signal(object)
    removal_asked = Signal(object)

    def __init__(
        self,
        theme: Theme,
        name: str,
        model: RowList[Any],
        describe: Callable[[Any], RowText],
        *,
        lines: int = 2,
        fits: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._rows = model
        self.setModel(model)
        self.setItemDelegate(RowDelegate(theme, describe, lines=lines, parent=self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.clicked.connect(self._on_clicked)
        model.rowsInserted.connect(self._take_first_row)
        theme.changed.connect(self.viewport().update)
        self.setProperty("look", "bare" if fits else "rows")
        if fits:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            for signal in (model.rowsInserted, model.rowsRemoved):
                signal.connect(self._fit)
            self._fit()

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Show these rows."""
        self._rows.show(rows)

    def current(self) -> object | None:
        """Return the row that the keyboard is on."""
        return self.currentIndex().data(Role.ROW) if self.currentIndex().isValid() else None

    def _fit(self) -> None:
        rows = self.model().rowCount()
        self.setFixedHeight(rows * max(self.sizeHintForRow(0), 0) + 2)

    def _on_clicked(self, index: QModelIndex) -> None:
        self.opened.emit(index.data(Role.ROW))

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: D102
        super().focusInEvent(event)
        self._take_first_row()

    def _take_first_row(self) -> None:
        """Let Enter mean something as soon as the keyboard is here and there are rows."""
        if self.hasFocus() and not self.currentIndex().isValid() and self.model().rowCount():
            self.setCurrentIndex(self.model().index(0, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        row = self.current()
        if row is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(row)
        elif row is not None and event.key() == Qt.Key.Key_Delete:
            self.removal_asked.emit(row)
        else:
            super().keyPressEvent(event)
