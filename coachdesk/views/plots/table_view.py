"""What a plot shows, as a table for the keyboard and for a screen reader."""

from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from coachdesk.views.plots.plot import Table

_ROWS_IN_SIGHT: Final = 9
_AROUND: Final = 26  # a bar to scroll by has room, too
_LEAST: Final = 120
_MOST_TO_WRAP: Final = 120
_HIGHEST: Final = 400
_NOWHERE: Final = QModelIndex()
Index = QModelIndex | QPersistentModelIndex


class TableModel(QAbstractTableModel):
    """The cells of a table; they are words only."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._table = Table((), ())

    def show_table(self, table: Table) -> None:
        """Take other cells."""
        self.beginResetModel()
        self._table = table
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: D102
        return 0 if parent.isValid() else len(self._table.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: D102
        return 0 if parent.isValid() else len(self._table.heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401, D102  (Qt's)
        if not index.isValid() or role not in (_SHOWN, _TIP, _SAID):
            return None
        words = self._table.rows[index.row()][index.column()]
        if role == _SAID:
            return f"{self._table.heads[index.column()]}: {words}"
        return words

    def headerData(  # noqa: D102
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401  (Qt's)
        if orientation is Qt.Orientation.Horizontal and role == _SHOWN and section < len(self._table.heads):
            return self._table.heads[section]
        return None


_SHOWN: Final = Qt.ItemDataRole.DisplayRole
_TIP: Final = Qt.ItemDataRole.ToolTipRole
_SAID: Final = Qt.ItemDataRole.AccessibleTextRole


class PlotTable(QTableView):
    """As high as its rows, up to a few; Tab goes on to what is behind it, arrows go from cell to cell."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = TableModel(self)
        self.setModel(self._model)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setShowGrid(False)
        self.setAlternatingRowColors(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        )

    def show_table(self, name: str, table: Table) -> None:
        """Show another table."""
        self.setAccessibleName(name)
        self._model.show_table(table)
        self._fit()

    def _fit(self) -> None:
        """Let words wrap where rows are few enough to be measured, and be as high as the first of them."""
        self._fit_columns()
        rows = self._model.rowCount()
        if rows <= _MOST_TO_WRAP:
            self.resizeRowsToContents()
        shown = sum(self.rowHeight(row) for row in range(min(rows, _ROWS_IN_SIGHT)))
        high = self.horizontalHeader().sizeHint().height() + min(shown, _HIGHEST) + _AROUND
        if high != self.height():
            self.setFixedHeight(high)

    def _fit_columns(self) -> None:
        """Give each column what it needs, up to a third; the last one takes what is left over."""
        self.resizeColumnsToContents()
        widest = max(_LEAST, self.viewport().width() // 3)
        for column in range(self._model.columnCount() - 1):
            self.setColumnWidth(column, min(self.columnWidth(column), widest))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: D102
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._model.rowCount():
            self.setCurrentIndex(self._model.index(0, 0))
