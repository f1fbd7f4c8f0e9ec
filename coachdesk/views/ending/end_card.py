"""The end of the work: what it takes, and the way into it, of the same weight as a rest."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QWidget

from coachdesk.models.standing import Standing
from coachdesk.views.ending.wording import intro_text
from coachdesk.views.widgets.buttons import secondary
from coachdesk.views.widgets.card import Card
from coachdesk.views.widgets.text import body, set_text, text_label


class EndCard(Card):
    """A few words and one button, which goes once the end has begun."""

    def __init__(self, on_begin: Callable[[], None], parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.words = body("")
        self.begin = secondary(self.tr("Begin the ending"), on_begin)
        self.body.addWidget(text_label(self.tr("An ending"), "strong"))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.words, 1)
        row.addWidget(self.begin)
        self.body.addLayout(row)

    def show_standing(self, now: Standing, *, can_begin: bool) -> None:
        """Show how far the end has come, and the way into it while there is one."""
        set_text(self.words, intro_text(now))
        self.begin.setVisible(can_begin)
