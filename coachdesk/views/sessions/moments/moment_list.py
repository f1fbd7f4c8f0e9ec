"""The quiet list of what was noted: one stop for the keyboard, and a key for each answer."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QMenu

from coachdesk.models.entities.moment import Moment, Reflection
from coachdesk.models.entities.moment import Signal as Noticed
from coachdesk.models.lists.rows import Role, RowList
from coachdesk.views.context import Context
from coachdesk.views.sessions.moments.delegate import MomentDelegate
from coachdesk.views.sessions.moments.saying import Said, said
from coachdesk.views.widgets.row_view import RowText, RowView

_MOST_HIGH: Final = 176
_ANSWERS: Final = {Qt.Key.Key_1: 1, Qt.Key.Key_2: 2, Qt.Key.Key_3: 3}
ACROSS: Final = QKeySequence("Ctrl+Shift+T")


class MomentList(RowView):
    """Shows moments; as high as they are up to a third of the page, then it scrolls.

    `answered` carries a moment and the key that answers it: 1, 2 or 3.
    """

    answered = Signal(object, int)
    across_wanted = Signal(object)
    undo_wanted = Signal()

    def __init__(self, context: Context) -> None:
        self._context = context
        self._all: RowList[Moment] = RowList(lambda moment: moment.id, lambda row: self._say(row).spoken())
        super().__init__(
            context.theme, self.tr("What was noted in this session"), self._all, self._as_row, lines=1
        )
        self._all.setParent(self)
        self.setAccessibleDescription(self._keys())
        self.setToolTip(self._keys())
        self.setProperty("look", "bare")
        self.setUniformItemSizes(False)
        self.setItemDelegate(MomentDelegate(context.theme, self._say, self))
        for signal in (self._all.rowsInserted, self._all.rowsRemoved, self._all.dataChanged):
            signal.connect(self._fit_rows)
        self._fit_rows()

    def _say(self, moment: Moment) -> Said:
        return said(moment, self._context.workspace.today())

    def _as_row(self, moment: Moment) -> RowText:
        spoken = self._say(moment)
        return RowText(title=spoken.line, chip=spoken.state)

    def _keys(self) -> str:
        return self.tr(
            "Enter opens, 2 confirms, 3 corrects, Delete removes, Ctrl+Z takes the last change back"
        )

    def show_moments(self, moments: Sequence[Moment]) -> None:
        """Show these moments, in their order."""
        self._all.show(moments)

    @property
    def at_hand(self) -> Moment | None:
        """The moment that the keyboard is on."""
        found: Moment | None = self.currentIndex().data(Role.ROW) if self.currentIndex().isValid() else None
        return found

    def go_to(self, moment_id: str) -> bool:
        """Put the keyboard on a moment; tell whether it is there."""
        place = self._all.place_of(moment_id)
        if place >= 0:
            self.setCurrentIndex(self._all.index(place))
            self.scrollTo(self.currentIndex())
        return place >= 0

    def _fit_rows(self) -> None:
        rows = range(self._all.rowCount())
        needed = sum(self.sizeHintForRow(row) for row in rows) + 2
        self.setFixedHeight(min(needed, _MOST_HIGH))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()
            self._fit_rows()

    def event(self, event: QEvent) -> bool:  # noqa: D102
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and (_is_across(event) or event.matches(QKeySequence.StandardKey.Undo))
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        moment = self.at_hand
        key = Qt.Key(event.key())
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo_wanted.emit()
        elif moment is not None and _is_across(event):
            self.across_wanted.emit(moment)
        elif moment is not None and key in _ANSWERS and not event.modifiers():
            self.answered.emit(moment, _ANSWERS[key])
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: D102
        index = self.indexAt(event.pos())
        if event.reason() is not QContextMenuEvent.Reason.Mouse:
            index = self.currentIndex()
        if index.isValid():
            self.setCurrentIndex(index)
            self.menu_for(index.data(Role.ROW)).popup(self.viewport().mapToGlobal(self._below(event)))

    def _below(self, event: QContextMenuEvent) -> QPoint:
        is_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        return event.pos() if is_mouse else self.visualRect(self.currentIndex()).bottomLeft()

    def menu_for(self, moment: Moment) -> QMenu:
        """Return what can be done with a moment, with the key that does it."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Open\tEnter"), partial(self.opened.emit, moment))
        if isinstance(moment, Reflection):
            menu.addAction(self.tr("It was confirmed\t2"), partial(self.answered.emit, moment, 2))
        if isinstance(moment, Reflection | Noticed):
            menu.addAction(self.tr("Write what the client said\t3"), partial(self.answered.emit, moment, 3))
        menu.addAction(self.tr("Remove\tDel"), partial(self.removal_asked.emit, moment))
        return menu


def _is_across(event: QKeyEvent) -> bool:
    return QKeySequence(event.keyCombination()) == ACROSS
