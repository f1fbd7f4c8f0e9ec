"""Names with whom nothing is planned, to be taken to a day."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from coachdesk.models.entities.ids import EngagementId
from coachdesk.models.lists.rows import Index, Role, RowList
from coachdesk.models.without_plan import Unplanned
from coachdesk.theme import Theme
from coachdesk.views.calendar.carrying import Carrying
from coachdesk.views.calendar.wording import unplanned_row
from coachdesk.views.widgets.buttons import link, rename
from coachdesk.views.widgets.row_view import RowText, RowView
from coachdesk.views.widgets.text import heading

AT_ONCE: Final = 4


class UnplannedList(QWidget):
    """A few names at first, all of them when they are wanted; out of sight while there are none.

    `opened` carries whom to plan with on the day that is chosen.
    """

    opened = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._found: tuple[Unplanned, ...] = ()
        self._today = date.min
        self._is_whole = False
        self._marked = EngagementId("")
        title = self.tr("Nothing planned yet with")
        self.rows = _Rows(lambda one: one.engagement_id, lambda one: self._row(one).spoken(), self)
        self.list = NameList(theme, title, self.rows, self._row)
        self.list.setAccessibleDescription(self.rows.how)
        self.list.opened.connect(self.opened)
        self.more = link("", self._on_more)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (heading(title, 3), self.list, self.more):
            column.addWidget(part)
        self.hide()

    def show_names(self, found: Sequence[Unplanned], today: date) -> None:
        """Show with whom nothing is planned today."""
        self._found, self._today = tuple(found), today
        self._show()

    def current(self) -> Unplanned | None:
        """Return the one that the keyboard is on, None while it is elsewhere."""
        found = self.list.current() if self.list.hasFocus() else None
        return found if isinstance(found, Unplanned) else None

    def mark(self, picked: Unplanned | None) -> None:
        """Let the one that was picked up say so."""
        self._marked = EngagementId("") if picked is None else picked.engagement_id
        self.list.viewport().update()

    def _row(self, one: Unplanned) -> RowText:
        return unplanned_row(one, self._today, is_picked_up=one.engagement_id == self._marked)

    def _show(self) -> None:
        shown = self._found if self._is_whole else self._found[:AT_ONCE]
        left = len(self._found) - len(shown)
        self.rows.show(shown)
        self.list.updateGeometry()
        rename(self.more, self.tr("Show %n more", "", left))
        self.more.setVisible(left > 0)
        self.setVisible(bool(shown))

    def _on_more(self) -> None:
        self._is_whole = True
        self._show()
        self.list.setFocus()
        self.list.setCurrentIndex(self.rows.index(AT_ONCE))


class _Rows(RowList[Unplanned]):
    """Says as a tip what may not be seen of a name, and what can be done with it."""

    @property
    def how(self) -> str:
        """What can be done with a name."""
        return self.tr("Drag a name to a day, or press Enter to plan on the day that is chosen.")

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        if role != Qt.ItemDataRole.ToolTipRole:
            return super().data(index, role)
        return f"{super().data(index)}\n{self.how}"


class NameList(RowView):
    """As high as its rows if there is room; `carried` says where the mouse is with one, `dropped` which."""

    carried = Signal(object)
    dropped = Signal(object)

    def __init__(self, theme: Theme, name: str, rows: _Rows, describe: Any) -> None:  # noqa: ANN401
        super().__init__(theme, name, rows, describe)
        self._carrying = Carrying[Unplanned]()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def sizeHint(self) -> QSize:  # noqa: D102
        self.ensurePolished()  # the sheet of the theme makes the frame wider
        rows = self.model().rowCount() * max(self.sizeHintForRow(0), 0)
        return QSize(super().sizeHint().width(), rows + 2 * self.frameWidth())

    def minimumSizeHint(self) -> QSize:  # noqa: D102
        return super().minimumSizeHint().boundedTo(self.sizeHint())

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: D102
        super().mousePressEvent(event)
        spot = event.position().toPoint()
        self._carrying.press(self.indexAt(spot).data(Role.ROW), spot)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: D102
        if not event.buttons():
            super().mouseMoveEvent(event)
        elif self._carrying.to(event.position().toPoint()) is not None:
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            self.carried.emit(event.globalPosition().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: D102
        name = self._carrying.let_go()
        self.viewport().unsetCursor()
        if name is None:
            super().mouseReleaseEvent(event)
        else:
            self.dropped.emit(name)
