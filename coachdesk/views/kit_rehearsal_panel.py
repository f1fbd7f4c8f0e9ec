"""Trying the recovery kit: the words are typed, and nothing is changed."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from coachdesk.models import kit_care
from coachdesk.views.context import Context
from coachdesk.views.start.gateway import VaultGateway
from coachdesk.views.start.step_frame import StepFrame
from coachdesk.views.start.words_page import WordsPage
from coachdesk.views.widgets.page import Page


class RehearsalPanel(Page):
    """Asks for the 24 words and says whether they would open this vault."""

    def __init__(
        self, context: Context, gateway: VaultGateway, folder: Path, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent=parent)
        self._context = context
        self.words = _RightWords(
            self.tr("Try your recovery kit"),
            self.tr(
                "Take the kit from where you keep it and type its 24 words. CoachDesk says whether they would"
                " open this vault; nothing is changed, and the words are forgotten at once."
            ),
            self.tr("Comparing…"),
            context.workspace,
            partial(gateway.rehearse_words, folder),
        )
        self.steps = StepFrame((self.words,))
        self.steps.left.connect(context.navigation.back_requested)
        self.steps.finished.connect(self._on_right)
        self.body.addWidget(self.steps, 1)

    def refresh(self) -> None:
        """Begin anew."""
        self.words.forget()
        self.steps.show_step(0)

    def flush(self) -> None:
        """Forget the words: the page is left."""
        self.words.forget()

    def focus_first(self) -> None:
        """Put the cursor where the words go."""
        self.words.focus_first()

    def _on_right(self) -> None:
        self._context.workspace.run(kit_care.note_tried)
        self._context.navigation.notify(
            self.tr("These words open your vault. Put the kit back where it was.")
        )
        self._context.navigation.back_requested.emit()


class _RightWords(WordsPage):
    def next_text(self) -> str:
        return self.tr("&Try them")
