"""Where a prompt of the library is worded: kept while it is typed."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from coachdesk.models.entities.ids import PromptId, new_id
from coachdesk.models.entities.prompt import OwnPrompt, Prompt
from coachdesk.models.prompts import PromptsAtHand, as_own, save_own_prompt
from coachdesk.views.context import Context
from coachdesk.views.own_prompt_form import Draft, OwnForm
from coachdesk.views.widgets.card import Card
from coachdesk.views.widgets.saver import Job, PartSaver


class WordingPart(Card):
    """`kept` carries the words as they were, None for a new prompt, and as they are."""

    kept = Signal(object, object)
    closed = Signal()
    removal_asked = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.form = OwnForm()
        self._vault: OwnPrompt | None = None
        self._draft: Draft | None = None
        self.saver = PartSaver(context.workspace, self, self._job)
        layout = self.form.layout()
        if isinstance(layout, QVBoxLayout):
            layout.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(self.form)
        self.form.typed.connect(lambda _own: self.saver.touch())
        self.form.closed.connect(self.close_form)
        self.form.removal_asked.connect(self._on_removal)
        self.saver.saved.connect(self._on_saved)
        self.hide()

    def word(self, prompt: Prompt, at_hand: PromptsAtHand) -> None:
        """Ask for the coach's own words for a prompt."""
        own = as_own(prompt, PromptId(new_id()))
        self._start(Draft.of(own), own if prompt.is_own else None, at_hand)

    def word_new(self, draft: Draft, at_hand: PromptsAtHand) -> None:
        """Ask for a new prompt."""
        self._start(draft, None, at_hand)

    def _start(self, draft: Draft, kept: OwnPrompt | None, at_hand: PromptsAtHand) -> None:
        self.saver.forget()
        self._vault, self._draft = kept, draft
        self.show()
        names = at_hand.lens_names
        self.form.start(draft, at_hand.own_languages, is_kept=kept is not None, lens_names=names)

    @property
    def own(self) -> OwnPrompt | None:
        """The prompt as the vault holds it, as far as the form knows."""
        return self._vault

    def follow(self, stored: OwnPrompt | None, at_hand: PromptsAtHand) -> None:
        """Show what became of the prompt elsewhere: undone, reworded, or gone; what is typed stays."""
        if self.saver.is_dirty or self._vault is None or self._draft is None or stored == self._vault:
            return
        if stored is None:
            self.let_go()
        else:
            self._start(Draft.of(stored), stored, at_hand)

    def _job(self) -> Job:
        if self.form.last is None:
            raise AssertionError("nothing is typed that could be saved")
        return partial(save_own_prompt, prompt=self.form.last)

    def _on_saved(self, own: OwnPrompt) -> None:
        before, self._vault = self._vault, own
        self.kept.emit(before, own)

    def close_form(self) -> None:
        """Put the form away, what was typed kept; words that were cleared are removed."""
        gone = self.form.last if self.form.is_cleared else None
        self.saver.flush()
        self.let_go()
        if gone is not None:
            self.removal_asked.emit(gone)

    def _on_removal(self) -> None:
        own = self._vault or self.form.last
        self.saver.forget()
        self.let_go()
        if own is not None:
            self.removal_asked.emit(own)

    def let_go(self) -> None:
        """Put the form away."""
        self._vault = self._draft = None
        self.closed.emit()
