"""How a client wanted to work before: who said what, and when."""

from datetime import date

from PySide6.QtWidgets import QWidget

from coachdesk.models.entities.relationship import Preference
from coachdesk.theme import Theme
from coachdesk.views.preference_words import answers_of, said_when
from coachdesk.views.widgets.clearing import clear
from coachdesk.views.widgets.fold import Fold
from coachdesk.views.widgets.text import body, text_label


class Former(Fold):
    """Former answers, the newest first, folded away until they are wanted."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "", parent=parent)
        self._shown: tuple[Preference, ...] = ()
        self.hide()

    def show_former(self, former: tuple[Preference, ...], today: date) -> None:
        """Show these answers; without any there is nothing to see."""
        self.setVisible(bool(former))
        if former == self._shown:
            return
        self._shown = former
        self.rename(self.tr("How it was before (%n)", "", len(former)))
        clear(self.body)
        for said in former:
            self.body.addWidget(text_label(said_when(said, today), "strong"))
            for asked, answer in answers_of(said):
                line = self.tr("{question}: {answer}").replace("{question}", asked)
                self.body.addWidget(body(line.replace("{answer}", answer)))
