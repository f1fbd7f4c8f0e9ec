"""The clauses beside the one being worked on: each layer under its heading, each state in words."""

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from coachdesk.models.agreement_page import AgreementPage
from coachdesk.models.entities.agreement import ClauseState
from coachdesk.models.entities.ids import ClauseId
from coachdesk.models.lists.clauses import ClauseList, ClauseRow
from coachdesk.models.lists.rows import Role
from coachdesk.theme import Theme
from coachdesk.views.agreements.wording import clause_row_text
from coachdesk.views.labels import label
from coachdesk.views.widgets.buttons import quiet
from coachdesk.views.widgets.row_view import RowText, chip_colours, has_keyboard
from coachdesk.views.widgets.text import caption, muted, set_text

Index = QModelIndex | QPersistentModelIndex
_SIDE: Final = 8
_PADDING: Final = 9
_GAP: Final = 8
_ABOVE_HEADING: Final = 18
_MOST_LINES: Final = 3
_WRAPPED: Final = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading


class ClauseDelegate(QStyledItemDelegate):
    """Draws a clause as its heading over up to three lines and its state at the end."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: D102
        row: ClauseRow = index.data(Role.ROW)
        font: QFont = option.font
        line = QFontMetrics(font).lineSpacing()
        width = self._view.viewport().width()
        if row.clause_id is None:
            return QSize(width, line + _PADDING + (_ABOVE_HEADING if index.row() else 0))
        text = clause_row_text(row)
        room = QRect(0, 0, width - 2 * _SIDE - self._chip_width(font, text), _MOST_LINES * line)
        needed = QFontMetrics(_strong(font)).boundingRect(room, _WRAPPED, text.title).height()
        return QSize(width, min(max(needed, line), _MOST_LINES * line) + 2 * _PADDING)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: D102
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(option.direction)
        row: ClauseRow = index.data(Role.ROW)
        if row.clause_id is None:
            self._paint_heading(painter, option, clause_row_text(row))
        else:
            self._paint_clause(painter, option, index, row)
        painter.restore()

    def _paint_heading(self, painter: QPainter, option: QStyleOptionViewItem, text: RowText) -> None:
        shown: QRect = option.rect
        small = _strong(option.font)
        small.setPointSizeF(small.pointSizeF() * 0.93)
        painter.setFont(small)
        painter.setPen(self._theme.colour("muted"))
        place = shown.adjusted(_SIDE, 0, -_SIDE, -_PADDING // 2)
        painter.drawText(place, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeading, text.title)

    def _paint_clause(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, row: ClauseRow
    ) -> None:
        shown: QRect = option.rect
        font: QFont = option.font
        text = clause_row_text(row)
        is_current = index == self._view.currentIndex()
        self._paint_ground(painter, option, is_current=is_current)
        inside = shown.adjusted(_SIDE, _PADDING, -_SIDE, -_PADDING)
        chip = self._chip_width(font, text)
        if chip:
            self._paint_chip(painter, font, inside, text, on_accent=is_current and has_keyboard(option))
        painter.setFont(_strong(font) if is_current else font)
        is_quiet = row.is_blank or row.state in (ClauseState.PARKED, ClauseState.DROPPED)
        painter.setPen(self._theme.colour("muted" if is_quiet and not is_current else "ink"))
        painter.drawText(inside.adjusted(0, 0, -chip, 0), _WRAPPED, text.title)

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, *, is_current: bool) -> None:
        shown: QRect = option.rect
        if is_current:
            is_marked = has_keyboard(option)
            painter.setPen(QPen(self._theme.colour("accent"), 2) if is_marked else Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("accent_soft" if is_marked else "hover"))
            painter.drawRoundedRect(shown.adjusted(1, 1, -1, -2), 8, 8)
        else:
            painter.setPen(self._theme.colour("line"))
            painter.drawLine(shown.left() + _SIDE, shown.bottom(), shown.right() - _SIDE, shown.bottom())

    def _chip_width(self, font: QFont, text: RowText) -> int:
        if not text.chip:
            return 0
        return QFontMetrics(_small(font)).horizontalAdvance(text.chip) + 20 + _GAP

    def _paint_chip(
        self, painter: QPainter, font: QFont, inside: QRect, text: RowText, *, on_accent: bool
    ) -> None:
        width = self._chip_width(font, text) - _GAP
        height = QFontMetrics(font).lineSpacing() + 1
        top = inside.center().y() - height // 2
        pill = QRect(inside.right() - width + 1, top, width, height)
        ground, ink, edge = chip_colours(text.tone, on_accent=on_accent)
        painter.setPen(self._theme.colour(edge))
        painter.setBrush(self._theme.colour(ground))
        painter.drawRoundedRect(pill, height / 2, height / 2)
        painter.setFont(_small(font))
        painter.setPen(self._theme.colour(ink))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text.chip)


def _strong(font: QFont) -> QFont:
    strong = QFont(font)
    strong.setWeight(QFont.Weight.DemiBold)
    return strong


def _small(font: QFont) -> QFont:
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * 0.9)
    return small


class ClauseView(QListView):
    """The list itself: arrows move, and what they move to is shown at once."""

    def __init__(self, theme: Theme, model: ClauseList, name: str) -> None:
        super().__init__()
        self._is_to_follow = False
        self.setAccessibleName(name)
        self.setModel(model)
        self.setProperty("look", "bare")
        self.setItemDelegate(ClauseDelegate(theme, self))
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        theme.changed.connect(self.viewport().update)

    def bring_into_view(self) -> None:
        """Scroll to the clause at hand as soon as the rows have their places."""
        self._is_to_follow = True
        self.scheduleDelayedItemsLayout()

    def moveCursor(  # noqa: D102
        self, action: QListView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        found = super().moveCursor(action, modifiers)
        is_heading = found.isValid() and not found.flags() & Qt.ItemFlag.ItemIsEnabled
        return found.siblingAtRow(found.row() + 1) if is_heading else found

    def doItemsLayout(self) -> None:  # noqa: D102
        super().doItemsLayout()
        if self._is_to_follow and self.isVisible():
            self._is_to_follow = False
            self.scrollTo(self.currentIndex())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        self.bring_into_view()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: D102
        super().showEvent(event)
        self.bring_into_view()


class ClausePicker(QWidget):
    """The list of clauses with its filter and the way to a clause of one's own."""

    chosen = Signal(object)
    add_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page: AgreementPage | None = None
        self._current: ClauseId | None = None
        self.filter = self._filter()
        self.model = ClauseList(lambda row: clause_row_text(row).spoken(), self)
        self.list = ClauseView(theme, self.model, self.tr("Clauses"))
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self.empty = muted("")
        self.empty.hide()
        self.add = quiet(self.tr("Add a clause"), self.add_wanted.emit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._labelled_filter())
        column.addWidget(self.empty)
        column.addWidget(self.list, 1)
        column.addWidget(self.add, alignment=Qt.AlignmentFlag.AlignLeading)

    def _filter(self) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(self.tr("Show"))
        box.addItem(self.tr("All clauses"), None)
        for state in ClauseState:
            box.addItem(label(state), state.value)
        box.currentIndexChanged.connect(lambda _at: self._on_filter())
        return box

    def _labelled_filter(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(caption(self.tr("Show"), self.filter))
        row.addWidget(self.filter, 1)
        return row

    def show_page(self, page: AgreementPage, current: ClauseId | None) -> None:
        """Show the clauses of a page and mark the one at hand."""
        is_other = current != self._current
        self._page = page
        self._current = current
        self.add.setVisible(not page.is_fixed)
        self._refill()
        if is_other:
            self.list.bring_into_view()

    def neighbour(self, by: int) -> ClauseId | None:
        """Return the clause so many places up or down from the one at hand."""
        return self.model.neighbour(self._current, by)

    def _refill(self) -> None:
        if self._page is None:
            return
        wanted = self.filter.currentData()
        clauses = self._page.clauses
        blocker = self.list.selectionModel().blockSignals(True)
        self.model.show_clauses(c for c in clauses if wanted is None or c.state.value == wanted)
        self._say_if_empty(wanted)
        place = self.model.place_of(self._current or "")
        self.list.setCurrentIndex(self.model.index(place) if place >= 0 else QModelIndex())
        self.list.selectionModel().blockSignals(blocker)
        self.list.viewport().update()

    def _say_if_empty(self, wanted: str | None) -> None:
        is_empty = not self.model.rows
        if is_empty and wanted is not None:
            text = self.tr("Nothing is marked “{state}” now.")
            set_text(self.empty, text.format(state=label(ClauseState(wanted))))
        self.empty.setVisible(is_empty and wanted is not None)

    def _on_filter(self) -> None:
        self._refill()
        self.list.bring_into_view()

    def _on_current(self, index: QModelIndex) -> None:
        row = index.data(Role.ROW) if index.isValid() else None
        if isinstance(row, ClauseRow) and row.clause_id is not None and row.clause_id != self._current:
            self._current = row.clause_id
            self.chosen.emit(row.clause_id)
