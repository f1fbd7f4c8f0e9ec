"""Five dials that start a conversation; none has to be turned, and nothing is reckoned from them."""

from typing import Final

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QGridLayout

from coachdesk.models.entities.relationship import Dial, Preference
from coachdesk.models.preferences import DIALS
from coachdesk.views.labels import choices
from coachdesk.views.preference_words import dial_name
from coachdesk.views.widgets.card import Card
from coachdesk.views.widgets.segments import Segments
from coachdesk.views.widgets.text import heading, text_label

_LONGEST_WORD: Final = 126


class Dials(Card):
    """Less, about right or more, of what coach and client do together."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.dials = {name: Segments(dial_name(name), choices(Dial)) for name in DIALS}
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(8)
        grid.setColumnMinimumWidth(0, _LONGEST_WORD)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 9)
        for place, (name, dial) in enumerate(self.dials.items()):
            grid.addWidget(text_label(dial_name(name)), place, 0)
            grid.addWidget(dial, place, 1)
            dial.chosen.connect(lambda _value: self.edited.emit())
        self.body.addWidget(heading(self.tr("Less, more, or about right as it is?"), 3))
        self.body.addLayout(grid)

    def show_said(self, said: Preference | None) -> None:
        """Show how they were turned."""
        for name, dial in self.dials.items():
            with QSignalBlocker(dial):
                dial.choose(Dial.UNSAID if said is None else getattr(said, name))

    def said(self) -> dict[str, Dial]:
        """Return how they are turned, by the names of the answers."""
        return {name: Dial(dial.value) for name, dial in self.dials.items()}
