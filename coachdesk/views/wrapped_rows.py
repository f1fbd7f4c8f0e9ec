"""A list inside a page whose rows wrap: as high as they are, up to a limit."""

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QListView

from coachdesk.models.lists.rows import RowList
from coachdesk.theme import Theme
from coachdesk.views.prompt_delegate import PromptDelegate
from coachdesk.views.prompt_words import SaidRow
from coachdesk.views.widgets.row_view import RowText, RowView

_AROUND: Final = 2


class WrappedRows(RowView):
    """Rows in words that wrap; beyond `most_high` pixels it scrolls."""

    def __init__(
        self, theme: Theme, name: str, rows: RowList[Any], say: Callable[[Any], SaidRow], *, most_high: int
    ) -> None:
        self._all = rows
        self._most_high = most_high
        super().__init__(theme, name, rows, lambda row: RowText(title=say(row).words), lines=1)
        rows.setParent(self)
        self.setProperty("look", "bare")
        self.setUniformItemSizes(False)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setItemDelegate(PromptDelegate(theme, say, self))
        for signal in (rows.rowsInserted, rows.rowsRemoved, rows.dataChanged):
            signal.connect(self._fit_rows)

    def _fit_rows(self) -> None:
        needed = sum(self.sizeHintForRow(row) for row in range(self._all.rowCount())) + _AROUND
        self.setFixedHeight(min(needed, self._most_high))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()
            self._fit_rows()
