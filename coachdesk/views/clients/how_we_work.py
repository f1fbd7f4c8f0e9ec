"""How a client likes to work: in their words, by dials, how fresh it is, and how it was before."""

from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from coachdesk.models.client_page import ClientPage
from coachdesk.models.entities.relationship import PreferenceSource
from coachdesk.models.preferences import KnownPreference
from coachdesk.views.clients.section import Section
from coachdesk.views.context import Context
from coachdesk.views.former_answers import Former
from coachdesk.views.preference_words import how_fresh, sentences_of, turned_dials
from coachdesk.views.widgets.buttons import quiet, rename
from coachdesk.views.widgets.chip import Chip
from coachdesk.views.widgets.clearing import clear
from coachdesk.views.widgets.flow import FlowLayout
from coachdesk.views.widgets.fold import Fold
from coachdesk.views.widgets.text import Quote, muted, set_text, text_label

_AT_ONCE: Final = 3
Sentence = tuple[str, str]


class HowWeWork(Section):
    """What holds, as the client said it; asking again is a page of its own."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent=parent)
        self._client = ""
        self._said: tuple[Sentence, ...] | None = None
        self._dials: tuple[str, ...] | None = None
        self.open = quiet("", self._on_open)
        self.fresh = muted("")
        self._words, self._chips = QWidget(), QWidget()
        self._sentences, self._row = QVBoxLayout(self._words), FlowLayout(self._chips, spacing=6)
        self.rest = Fold(context.theme, "")
        self.former = Former(context.theme)
        self._lay_out()

    def _lay_out(self) -> None:
        top = FlowLayout()
        top.addWidget(text_label(self.tr("How we work"), "section", wrap=False))
        top.add_stretch()
        top.addWidget(self.open)
        self.body.addLayout(top)
        self._sentences.setContentsMargins(0, 0, 0, 0)
        for part in (self._words, self.rest, self._chips, self.fresh, self.former):
            self.body.addWidget(part)

    def show_page(self, page: ClientPage) -> None:
        """Show what is known of a client."""
        self._client = page.client.id
        known, today = page.known, self._context.workspace.today()
        rename(self.open, self.tr("Ask") if known is None else self._look(known))
        self._show_words(() if known is None else sentences_of(known.preference))
        self._show_dials(() if known is None else turned_dials(known.preference))
        nothing = self.tr("Pace, silence, disagreeing, how to reach each other: not talked about yet.")
        fresh = nothing if known is None else how_fresh(known, today)
        set_text(self.fresh, fresh[:1].upper() + fresh[1:])
        self.former.show_former(page.former, today, since=page.holds)

    def _look(self, known: KnownPreference) -> str:
        if known.preference.source is PreferenceSource.COACH:
            return self.tr("Check it")
        return self.tr("Ask again") if known.recheck.is_due else self.tr("Open")

    def _show_words(self, said: tuple[Sentence, ...]) -> None:
        if said == self._said:
            return
        self._said = said
        rest = said[_AT_ONCE:]
        for column, sentences in ((self._sentences, said[:_AT_ONCE]), (self.rest.body, rest)):
            clear(column)
            for sentence in sentences:
                column.addWidget(_said(sentence))
        self.rest.rename(self.tr("More in their words (%n)", "", len(rest)))
        self._words.setVisible(bool(said))
        self.rest.setVisible(bool(rest))

    def _show_dials(self, dials: tuple[str, ...]) -> None:
        if dials == self._dials:
            return
        self._dials = dials
        clear(self._row)
        for text in dials:
            self._row.addWidget(Chip(text))
        self._chips.setVisible(bool(dials))

    def _on_open(self) -> None:
        self._context.navigation.preferences_requested.emit(self._client)


def _said(sentence: Sentence) -> QWidget:
    asked, answer = sentence
    shown = QWidget()
    column = QVBoxLayout(shown)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    column.addWidget(text_label(asked, "label"))
    column.addWidget(Quote(answer, shown))
    return shown
