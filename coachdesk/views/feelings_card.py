"""The words for a feeling that a reflection offers, as the coach likes them."""

from functools import partial

from PySide6.QtCore import QLocale, Qt

from coachdesk.models.entities.change import Written
from coachdesk.models.feeling_words import (
    FeelingWords,
    feeling_words,
    forget_own_feelings,
    save_feeling_words,
)
from coachdesk.models.store import Store
from coachdesk.views.context import Context
from coachdesk.views.fields import PlainText
from coachdesk.views.widgets.buttons import secondary
from coachdesk.views.widgets.card import Card
from coachdesk.views.widgets.saver import Job, PartSaver
from coachdesk.views.widgets.text import caption, heading, muted

_LINES = 7


class FeelingsCard(Card):
    """One word on each line, saved as it is typed; the words that ship come back with one button."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.saver = PartSaver(context.workspace, self, self._job)
        self.words = PlainText(lines=_LINES)
        self.words.setFixedHeight(self.words.minimumHeight())
        self.back = secondary(self.tr("Back to the words that come with CoachDesk"), self._on_back)
        self.back.hide()
        self._lay_out()
        self.words.textChanged.connect(self.saver.touch)
        self.saver.saved.connect(self._on_saved)

    def _lay_out(self) -> None:
        name = self.tr("Words for a feeling, one on each line")
        self.words.setAccessibleName(name)
        self.body.addWidget(heading(self.tr("Feelings"), 2))
        self.body.addWidget(
            muted(
                self.tr(
                    "A reflection offers these while you type. Plain words for a moment do best; any other"
                    " word can be typed as well."
                )
            )
        )
        self.body.addWidget(caption(name, self.words))
        self.body.addWidget(self.words)
        self.body.addWidget(self.back, alignment=Qt.AlignmentFlag.AlignLeft)

    def refresh(self) -> None:
        """Read the words again."""
        language = QLocale().bcp47Name()

        def read(store: Store) -> FeelingWords:
            return feeling_words(store, language)

        self._context.workspace.run(read, self._show, origin=self)

    def flush(self) -> None:
        """Save at once what is unsaved."""
        self.saver.flush()

    @property
    def has_unsaved(self) -> bool:
        """Whether there are words that the vault does not hold."""
        return self.saver.is_dirty

    def _show(self, offered: FeelingWords) -> None:
        if not self.saver.is_dirty:
            self.words.blockSignals(True)
            self.words.setPlainText("\n".join(offered.words))
            self.words.blockSignals(False)
            self.back.setVisible(offered.is_own)

    def _on_saved(self, offered: FeelingWords) -> None:
        self.back.setVisible(offered.is_own)

    def _on_back(self) -> None:
        own = self._typed()

        def tell(_written: Written[FeelingWords]) -> None:
            self.saver.forget()
            self.refresh()
            self.words.setFocus()
            undo = partial(self._bring_back, own)
            self._context.navigation.notify(self.tr("Your own words are gone."), self.tr("Undo"), undo)

        self._context.workspace.run(forget_own_feelings, tell, origin=self)

    def _bring_back(self, own: tuple[str, ...]) -> None:
        job = partial(save_feeling_words, words=own)
        self._context.workspace.run(job, lambda _written: self.refresh(), origin=self)

    def _typed(self) -> tuple[str, ...]:
        return tuple(self.words.toPlainText().splitlines())

    def _job(self) -> Job:
        return partial(save_feeling_words, words=self._typed())
