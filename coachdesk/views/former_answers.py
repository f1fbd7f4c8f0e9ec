"""How a client wanted to work before: who said what, and when."""

from datetime import date
from itertools import pairwise

from PySide6.QtWidgets import QWidget

from coachdesk.models.entities.relationship import Preference
from coachdesk.theme import Theme
from coachdesk.views.labels import short_day
from coachdesk.views.preference_words import answers_of, changes_between, said_when
from coachdesk.views.widgets.clearing import clear
from coachdesk.views.widgets.fold import Fold
from coachdesk.views.widgets.text import body, text_label


class Former(Fold):
    """Former answers, the newest first, folded away until they are wanted."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "", parent=parent)
        self._shown: tuple[Preference | None, ...] = ()
        self.hide()

    def show_former(
        self, former: tuple[Preference, ...], today: date, *, since: Preference | None = None
    ) -> None:
        """Show these answers, if there are any, and what changed after each, up to what holds `since`."""
        self.setVisible(bool(former))
        if (since, *former) == self._shown:
            return
        self._shown = (since, *former)
        self.rename(self.tr("How it was before (%n)", "", len(former)))
        clear(self.body)
        for after, said in pairwise(self._shown):
            if after is not None and said is not None:
                self._show_one(said, after, today)

    def _show_one(self, said: Preference, after: Preference, today: date) -> None:
        changed = changes_between(said, after)
        if changed:
            title = self.tr("What changed on {day}").replace("{day}", short_day(after.asked_on, today))
            self.body.addWidget(text_label(title, "strong"))
        for line in changed:
            self.body.addWidget(body(line))
        self.body.addWidget(text_label(said_when(said, today), "strong"))
        for asked, answer in answers_of(said):
            line = self.tr("{question}: {answer}").replace("{question}", asked)
            self.body.addWidget(body(line.replace("{answer}", answer)))
