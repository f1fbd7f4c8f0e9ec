"""A rest of the work: that there is one, or the way into one, and those that were."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from coachdesk.models.entities.people import EngagementState
from coachdesk.models.standing import Standing
from coachdesk.views.ending.wording import rest_text
from coachdesk.views.widgets.buttons import secondary
from coachdesk.views.widgets.card import Card
from coachdesk.views.widgets.text import body, muted, set_text, text_label

_AT_REST = EngagementState.PAUSED


class RestCard(Card):
    """One line and one button: let it rest, or go on."""

    def __init__(
        self, on_pause: Callable[[], None], on_return: Callable[[], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent=parent)
        self.words = body("")
        self.earlier = muted("")
        self.pause = secondary(self.tr("Let it rest"), on_pause)
        self.go_on = secondary(self.tr("Go on"), on_return)
        self.body.addWidget(text_label(self.tr("A pause"), "strong"))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.words, 1)
        row.addWidget(self.pause)
        row.addWidget(self.go_on)
        self.body.addLayout(row)
        self.body.addWidget(self.earlier)

    def show_standing(self, now: Standing, today: date) -> None:
        """Show whether the work rests, and when it did."""
        state = now.engagement.state
        self.pause.setVisible(state not in (_AT_REST, EngagementState.CLOSED))
        self.go_on.setVisible(state is _AT_REST)
        over = [rest_text(one, today) for one in now.pauses if one.ended_on is not None]
        set_text(self.earlier, "\n".join(over))
        self.earlier.setVisible(bool(over))
        self.setVisible(state is not EngagementState.CLOSED or bool(over))
        set_text(self.words, self._words(now, today))
        self.words.setHidden(state is EngagementState.CLOSED)

    @property
    def first(self) -> QPushButton:
        """What the keyboard comes to first."""
        return self.go_on if self.pause.isHidden() else self.pause

    def _words(self, now: Standing, today: date) -> str:
        if now.engagement.state is _AT_REST:
            return self.tr("It rests.") if now.pause is None else rest_text(now.pause, today)
        return self.tr("A while without sessions. Nothing is lost, and what is promised stays in sight.")
