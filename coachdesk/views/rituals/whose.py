"""Whether a ritual is one of a client or of every client."""

from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coachdesk.models.rituals import RitualsPage
from coachdesk.views.names import shortened
from coachdesk.views.widgets.buttons import rename
from coachdesk.views.widgets.segments import Segments
from coachdesk.views.widgets.text import muted

_LONGEST_NAME = 40


class Reach(StrEnum):
    """How far a ritual goes."""

    ONE = "one"
    EVERY = "every"


class Whose(QWidget):
    """A choice on the page of a client; on that of every client there is none."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        options = ((Reach.ONE, ""), (Reach.EVERY, self.tr("every client")))
        self.reach = Segments(self.tr("For whom"), options)
        self.everyone = muted(self.tr("Every client. It is the same one for all of them."))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.reach)
        column.addWidget(self.everyone)
        self.reach.chosen.connect(self._on_chosen)

    @property
    def is_everyones(self) -> bool:
        """Whether it is one of every client."""
        return self.reach.value is Reach.EVERY

    def offer(self, page: RitualsPage) -> None:
        """Let it be one of these clients."""
        name = shortened(" ".join(page.called.split()), _LONGEST_NAME)
        rename(self.reach.buttons[Reach.ONE], self.tr("only {name}").replace("{name}", name))
        self.reach.setVisible(page.engagement is not None)
        self._show()

    def show_whose(self, *, is_everyones: bool) -> None:
        """Show whose it is."""
        self.reach.choose(Reach.EVERY if is_everyones else Reach.ONE)
        self._show()

    def _on_chosen(self, reach: object) -> None:
        self._show()
        self.chosen.emit(reach)

    def _show(self) -> None:
        self.everyone.setVisible(self.is_everyones or not self.reach.isVisibleTo(self))
