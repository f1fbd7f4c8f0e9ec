"""The prompt at hand: its words large, where it belongs, its tags and sets, and what it opened."""

from datetime import date
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy

from coachdesk.models.entities.prompt import Prompt
from coachdesk.models.lists.rows import RowList
from coachdesk.models.prompt_uses import UseInSession
from coachdesk.models.prompts import PromptsAtHand
from coachdesk.theme import Theme
from coachdesk.views.prompt_words import SaidRow
from coachdesk.views.prompts.sets import SetsPart
from coachdesk.views.prompts.tags import TagsPart
from coachdesk.views.prompts.wording import facts_of, opened_text, use_text
from coachdesk.views.widgets.buttons import link, rename
from coachdesk.views.widgets.card import Card
from coachdesk.views.widgets.flow import FlowLayout
from coachdesk.views.widgets.text import heading, muted, set_text
from coachdesk.views.wrapped_rows import WrappedRows

_MOST_HIGH: Final = 240


class LibraryDetail(Card):
    """Shows one prompt of the list; what the coach does with it goes out as signals."""

    reworded = Signal()
    favoured = Signal()
    put_aside = Signal()
    enlarged = Signal()
    session_wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.shown: Prompt | None = None
        self._today = date.min
        self.words = heading("", 1)
        self.facts = muted("")
        self.reword = link(self.tr("Change its words"), self.reworded.emit)
        self.favour = link("", self.favoured.emit)
        self.aside = link("", self.put_aside.emit)
        self.enlarge = link(self.tr("Show large"), self.enlarged.emit)
        self.opened = muted("")
        self.model: RowList[UseInSession] = RowList(lambda use: use.id, lambda use: self._say(use).spoken())
        name = self.tr("What it opened")
        self.uses = WrappedRows(theme, name, self.model, self._say, most_high=_MOST_HIGH)
        self.tags = TagsPart()
        self.sets = SetsPart()
        self.uses.setAccessibleDescription(self.tr("Enter opens the session"))
        self.uses.opened.connect(lambda use: self.session_wanted.emit(use.session_id))
        for button, key in ((self.reword, "F2"), (self.favour, "*"), (self.aside, "Del"), (self.enlarge, "")):
            button.setToolTip(key or self.tr("Space"))
        self._lay_out()

    def _lay_out(self) -> None:
        ways = FlowLayout(spacing=10)
        for way in (self.reword, self.favour, self.enlarge, self.aside):
            ways.addWidget(way)
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.body.addWidget(self.words)
        self.body.addWidget(self.facts)
        self.body.addLayout(ways)
        for text, parts in (
            (self.tr("What it opened"), (self.opened, self.uses)),
            (self.tr("Tags"), (self.tags,)),
            (self.tr("In your sets"), (self.sets,)),
        ):
            self.body.addSpacing(8)
            self.body.addWidget(heading(text, 3))
            for part in parts:
                self.body.addWidget(part)
        self.body.addStretch(1)

    def show_prompt(self, prompt: Prompt, at_hand: PromptsAtHand) -> None:
        """Show a prompt; the uses of another one are taken away until they are read."""
        if self.shown is None or self.shown.key != prompt.key:
            self.tags.flush()
            self.tags.leave()
            self.show_uses((), self._today)
        self.shown = prompt
        set_text(self.words, prompt.words)
        set_text(self.facts, facts_of(prompt, at_hand.lens_names))
        favour = self.tr("No favourite any more") if prompt.favourite else self.tr("Make it a favourite")
        rename(self.favour, favour)
        rename(self.aside, self._aside_text(prompt))
        for way in (self.reword, self.favour, self.enlarge, self.aside):
            way.setAccessibleDescription(prompt.words)
        self.tags.show_tags(prompt.tags, at_hand.tags)
        self.sets.show_sets(at_hand.sets, prompt.key)
        set_text(self.opened, opened_text(prompt))

    def _aside_text(self, prompt: Prompt) -> str:
        if prompt.is_own and not prompt.is_reworded:
            return self.tr("Remove")
        return self.tr("Show it again") if prompt.hidden else self.tr("Hide")

    def show_uses(self, uses: tuple[UseInSession, ...], today: date) -> None:
        """Show in which sessions the prompt was used, and what came of it."""
        self._today = today
        self.model.show(uses)
        self.uses.setVisible(bool(uses))

    def _say(self, use: UseInSession) -> SaidRow:
        return use_text(use, self._today)

    def focus_first(self) -> None:
        """Put the keyboard on what can be done with the prompt."""
        self.reword.setFocus()
