"""The one way over the wall: chosen words are copied to a part of what the client receives."""

from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from coachdesk.models.entities.session import SummaryField
from coachdesk.views.context import Context


class TakeAcross(QPushButton):
    """Asks where the selected words shall go; `wanted` carries the part that they are for."""

    KEYS = "Ctrl+Shift+T"
    wanted = Signal(str)

    def __init__(self, context: Context, notes: QWidget) -> None:
        super().__init__(self.tr("Take across"))
        self._context = context
        said = self.tr("Copies the selected words to what the client receives")
        self.setProperty("look", "quiet")
        self.setAutoDefault(True)
        self.setAccessibleName(self.text())
        self.setAccessibleDescription(said)
        self.setToolTip(f"{said} ({self.KEYS})")
        self.setEnabled(False)
        self.setMenu(self._targets())
        QShortcut(QKeySequence(self.KEYS), notes).activated.connect(self.ask)

    def _targets(self) -> QMenu:
        menu = QMenu(self)
        for field, text in (
            (SummaryField.FOCUS, self.tr("to our focus")),
            (SummaryField.INSIGHTS, self.tr("to the client's words")),
            (SummaryField.AGREED, self.tr("to what we agreed")),
            (SummaryField.EXPERIMENT, self.tr("to what they try out")),
            (SummaryField.NEXT_STEP, self.tr("to the next step")),
            (SummaryField.FREE_LINE, self.tr("to the last line")),
        ):
            menu.addAction(text, partial(self.wanted.emit, field.value))
        return menu

    def ask(self) -> None:
        """Open the menu, its first entry ready; without a selection, say what it is for."""
        if self.isHidden():
            return
        if not self.isEnabled():
            self._context.navigation.notify(
                self.tr("Select words in your notes first, then take them across.")
            )
            return
        menu = self.menu()
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))
        menu.setActiveAction(menu.actions()[0])
