"""How far two people have come: a step for each clause, with a tick where all agree."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from coachdesk.models.entities.agreement import ClauseState
from coachdesk.models.entities.ids import ClauseId
from coachdesk.models.entities.same_room import SameRoomPage, SharedClause
from coachdesk.views.labels import label
from coachdesk.views.widgets.buttons import toggle
from coachdesk.views.widgets.flow import FlowLayout
from coachdesk.views.widgets.looks import give_look


class Steps(QWidget):
    """A numbered button for each clause; Tab leads to the one in front, arrows to its neighbours."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._ids: tuple[ClauseId, ...] = ()
        self.buttons: list[QPushButton] = []
        self._group = QButtonGroup(self)
        self._row = FlowLayout(self, spacing=6)

    def show_page(self, page: SameRoomPage, current: ClauseId) -> None:
        """Show how each clause stands, and which one is in front."""
        ids = tuple(clause.id for clause in page.clauses)
        if ids != self._ids:
            self._ids = ids
            self._make_buttons()
        for at, (button, clause) in enumerate(zip(self.buttons, page.clauses, strict=True), start=1):
            self._show_step(button, at, clause)
            button.setChecked(clause.id == current)

    def _make_buttons(self) -> None:
        for former in self.buttons:
            self._group.removeButton(former)
            self._row.removeWidget(former)
            former.deleteLater()
        self.buttons = [self._make_button(clause_id) for clause_id in self._ids]

    def _make_button(self, clause_id: ClauseId) -> QPushButton:
        button = toggle("")
        button.setProperty("look", "step")
        button.toggled.connect(partial(self._on_toggled, clause_id))
        self._group.addButton(button)
        self._row.addWidget(button)
        return button

    def _on_toggled(self, clause_id: ClauseId, is_on: bool) -> None:
        if is_on:
            self.chosen.emit(clause_id)

    def _show_step(self, button: QPushButton, at: int, clause: SharedClause) -> None:
        is_agreed = clause.state is ClauseState.AGREED
        button.setText(self.tr("{number} ✓").format(number=at) if is_agreed else str(at))
        named = self.tr("{number}. {heading}, {state}")
        spoken = named.format(number=at, heading=clause.heading, state=label(clause.state))
        button.setAccessibleName(f"{button.text()}: {spoken}")
        give_look(button, "agreed" if is_agreed else clause.state.value, called="tone")
