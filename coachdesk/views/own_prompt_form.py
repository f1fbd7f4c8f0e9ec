"""A prompt in the coach's own words: written anew, or in place of one that ships."""

from collections.abc import Mapping
from typing import Final

import attrs
from attrs import frozen
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from coachdesk.models.entities.ids import PromptId
from coachdesk.models.entities.prompt import Lens, OwnPrompt, PromptMoment
from coachdesk.models.shipped_prompts import languages_of_prompts
from coachdesk.views.fields import Choice
from coachdesk.views.labelled import labelled
from coachdesk.views.labels import choices, language_name
from coachdesk.views.lens_words import lens_choices
from coachdesk.views.open_fields import OpenSentence
from coachdesk.views.widgets.buttons import link, rename
from coachdesk.views.widgets.flow import FlowLayout
from coachdesk.views.widgets.text import heading, set_text

_LEAST_LETTERS: Final = 6


@frozen(kw_only=True)
class Draft:
    """A prompt of the coach's own as far as it is worded."""

    id: PromptId
    words: str = ""
    moment: PromptMoment
    lens: Lens
    language: str
    replaces: str = ""

    @classmethod
    def of(cls, own: OwnPrompt) -> "Draft":
        """Return a prompt as what it begins with."""
        return cls(**attrs.asdict(own, recurse=False))

    @property
    def prompt(self) -> OwnPrompt | None:
        """The prompt, None without words."""
        return OwnPrompt(**attrs.asdict(self, recurse=False)) if self.words.strip() else None


class OwnForm(QWidget):
    """Asks for words and where they belong; `typed` carries the prompt each time there is one."""

    typed = Signal(object)
    removal_asked = Signal()
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._given: Draft | None = None
        self.last: OwnPrompt | None = None
        self.title = heading("", 3)
        self.words = OpenSentence(lines=3, most=8, placeholder=self.tr("As you would say it"))
        self.moment = Choice(tuple(choices(PromptMoment)), PromptMoment.LISTENING)
        self.lens = Choice(tuple(choices(Lens)), Lens.COMMUNICATION)
        self.language = Choice((("en", language_name("en")),), "en")
        self.done = link(self.tr("Done"), self.closed.emit)
        self.remove = link("", self.removal_asked.emit)
        self._lay_out()
        self.words.textChanged.connect(self._on_typed)
        self.words.finished.connect(self.closed)
        for choice in (self.moment, self.lens, self.language):
            choice.currentIndexChanged.connect(self._on_typed)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.title)
        for text, field in (
            (self.tr("Your words"), self.words),
            (self.tr("When it fits"), self.moment),
            (self.tr("Lens"), self.lens),
            (self.tr("Language"), self.language),
        ):
            row, _ = labelled(text, field)
            column.addWidget(row)
            if isinstance(field, QComboBox):
                field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
                field.setMinimumContentsLength(_LEAST_LETTERS)
        buttons = FlowLayout(spacing=10)
        buttons.addWidget(self.done)
        buttons.addWidget(self.remove)
        column.addLayout(buttons)
        column.addStretch(1)

    def start(
        self,
        draft: Draft,
        languages: tuple[str, ...],
        *,
        is_kept: bool,
        lens_names: Mapping[Lens, str] | None = None,
    ) -> None:
        """Ask for the words of a new prompt, or for others for one that `is_kept`."""
        self._given = None
        self.lens.offer(lens_choices(lens_names or {}))
        self.last = draft.prompt if is_kept else None
        known = sorted({*languages_of_prompts(), *languages, draft.language})
        self.language.offer(tuple((tag, language_name(tag)) for tag in known))
        self.words.show_text(draft.words)
        self.moment.choose(draft.moment)
        self.lens.choose(draft.lens)
        self.language.choose(draft.language)
        self._say(draft, is_kept=is_kept)
        self._given = draft
        self.words.setFocus()
        self.words.moveCursor(self.words.textCursor().MoveOperation.End)

    def _say(self, draft: Draft, *, is_kept: bool) -> None:
        is_instead = bool(draft.replaces)
        set_text(self.title, self.tr("Change this prompt") if is_instead else self.tr("One of your own"))
        back = self.tr("Back to the words that came with it")
        rename(self.remove, back if is_instead else self.tr("Remove"))
        self.remove.setVisible(is_kept)
        self.language.setEnabled(not is_instead)

    @property
    def is_cleared(self) -> bool:
        """Whether there were words, and are none any more."""
        return self.last is not None and not self.words.text().strip()

    def _on_typed(self) -> None:
        if self._given is None:
            return
        worded = attrs.evolve(
            self._given,
            words=self.words.text(),
            moment=self.moment.value(),
            lens=self.lens.value(),
            language=self.language.value(),
        )
        if worded.prompt is not None:
            self.last = worded.prompt
            self.typed.emit(worded.prompt)
