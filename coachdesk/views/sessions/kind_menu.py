"""What kind of session it is, as a menu."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from coachdesk.models.entities.session import Session
from coachdesk.views.kind_text import Sort, sorts


class KindMenu(QMenu):
    """Every kind, the one that it is marked; `chosen` carries kind and whether the coach received it."""

    chosen = Signal(object, bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTitle(self.tr("What kind of session"))
        self.kinds: dict[Sort, QAction] = {}
        group = QActionGroup(self)
        for sort, text in sorts():
            action = self.kinds[sort] = self.addAction(text, partial(self.chosen.emit, *sort))
            action.setCheckable(True)
            group.addAction(action)

    def show_session(self, session: Session) -> None:
        """Mark what a session is."""
        self.kinds[session.kind, session.received].setChecked(True)
