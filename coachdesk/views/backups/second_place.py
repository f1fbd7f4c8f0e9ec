"""The second place: a stick or another disk to which each backup is copied."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from coachdesk.models.entities.backup import SecondPlace
from coachdesk.views.context import Context
from coachdesk.views.labels import moment_text
from coachdesk.views.safekeeping import BackupKeeper
from coachdesk.views.widgets.buttons import quiet, secondary
from coachdesk.views.widgets.card import Card
from coachdesk.views.widgets.problem import ProblemLine
from coachdesk.views.widgets.text import body, heading, muted, set_text


class SecondPlaceCard(Card):
    """Says where the copies go and when the last one went there; `ask` lets the coach choose a folder."""

    def __init__(
        self, context: Context, keeper: BackupKeeper, ask: Callable[[str, Path], Path | None]
    ) -> None:
        super().__init__()
        self._context = context
        self._keeper = keeper
        self._ask = ask
        self.place = body("")
        self.state = muted("")
        self.problem = ProblemLine()
        self.choose = secondary(self.tr("Choose a &folder…"), self._choose)
        self.forget = quiet(self.tr("Copy &no more"), lambda: keeper.choose_second_place(None))
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        buttons.addWidget(self.choose)
        buttons.addWidget(self.forget)
        buttons.addStretch(1)
        self.body.addWidget(heading(self.tr("Second place"), 2))
        for widget in (self.place, self.state, self.problem):
            self.body.addWidget(widget)
        self.body.addLayout(buttons)
        self.body.setAlignment(Qt.AlignmentFlag.AlignTop)
        keeper.changed.connect(self.show_place)
        self.show_place()

    def show_place(self) -> None:
        """Show the place as it is remembered now."""
        place = self._keeper.kept.second_place
        set_text(self.place, "" if place is None else str(place.folder))
        set_text(self.state, self._state(place))
        self.problem.say("" if place is None else place.problem)
        self.place.setVisible(place is not None)
        self.forget.setVisible(place is not None)

    def _state(self, place: SecondPlace | None) -> str:
        if place is None:
            return self.tr(
                "A copy on a stick or another disk outlives this computer. Each backup goes there by itself."
            )
        if place.copied_at is None:
            copied = self.tr("Nothing is copied there yet.")
        else:
            when = moment_text(place.copied_at, self._context.workspace.today())
            copied = self.tr("Last copied there: {when}.").replace("{when}", when)
        if place.is_there:
            return copied
        away = self.tr("{copied} It is not there right now; the next copy is made when it is back.")
        return away.replace("{copied}", copied)

    def _choose(self) -> None:
        place = self._keeper.kept.second_place
        start = Path.home() if place is None else place.folder
        chosen = self._ask(self.tr("Where should the copies go?"), start)
        if chosen is not None:
            self._keeper.choose_second_place(chosen)
