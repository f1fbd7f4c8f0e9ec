"""Where an engagement stands: to be chosen, or in words where it rests or ends."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QWidget

from coachdesk.models.engagements import STATES_TO_CHOOSE
from coachdesk.models.entities.people import EngagementState
from coachdesk.views.fields import Choice
from coachdesk.views.labels import label
from coachdesk.views.widgets.buttons import quiet
from coachdesk.views.widgets.text import body


class StateField(QWidget):
    """A choice of the states that are the coach's to set, and the way to the page for the others."""

    def __init__(self, state: EngagementState, *, lead: Callable[[], object] | None) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        offered = STATES_TO_CHOOSE if state in STATES_TO_CHOOSE else (state,)
        self.choice: Choice[EngagementState] = Choice(tuple((one, label(one)) for one in offered), state)
        self.words = body(label(state), wrap=False)
        self.way = quiet(self.tr("Pause or end"), lead)
        self.way.setAccessibleDescription(label(state))
        for part in (self.choice, self.words, self.way):
            row.addWidget(part)
        row.addStretch(1)
        is_chosen = len(offered) > 1
        self.choice.setVisible(is_chosen)
        self.words.setHidden(is_chosen)
        self.way.setHidden(lead is None)
        self.setFocusProxy(self.choice if is_chosen else self.way)

    def setAccessibleName(self, name: str) -> None:  # noqa: D102
        super().setAccessibleName(name)
        self.choice.setAccessibleName(name)

    def value(self) -> EngagementState:
        """Return where it stands."""
        return self.choice.value()
