"""The sentence of feedback that is given at the end of a session."""

from collections.abc import Sequence
from datetime import date
from typing import Final

import attrs
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coachdesk.models.entities.ids import EngagementId, FeedbackId
from coachdesk.models.entities.relationship import SENTENCE_LIMIT, Feedback, FeedbackHow
from coachdesk.views.context import Context
from coachdesk.views.feedback_answer import AnswerFields
from coachdesk.views.labels import label
from coachdesk.views.open_fields import labelled_tightly
from coachdesk.views.short_sentence import ShortSentence
from coachdesk.views.widgets.buttons import link, rename
from coachdesk.views.widgets.check_box import WrappingCheckBox
from coachdesk.views.widgets.flow import FlowLayout
from coachdesk.views.widgets.problem import announce
from coachdesk.views.widgets.segments import Segments
from coachdesk.views.widgets.tab_order import tab_through
from coachdesk.views.widgets.text import muted, set_text

_GIVEN: Final = (FeedbackHow.IN_SESSION, FeedbackHow.AFTERWARDS, FeedbackHow.ON_PAPER)


class FeedbackEntry(QWidget):
    """A stem, the client's own words, and how they came; `edited` carries the feedback as it is now."""

    edited = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._stems: tuple[str, ...] = ("",)
        self._place = 0
        self._base = Feedback(id=FeedbackId(""), engagement_id=EngagementId(""), given_on=date.min)
        self._called = ""
        self._declined = False
        self.stem = muted("", wrap=False)
        self.another = link(self.tr("Another beginning"), self._on_another)
        self.sentence = ShortSentence(placeholder=self.tr("In their own words, as they say it"))
        self.how = Segments(self.tr("How it was given"), tuple((way, label(way)) for way in _GIVEN))
        self.asks_change = WrappingCheckBox(self.tr("Asks for a change"))
        self.not_now = link(self.tr("Not this time"), lambda: self._decline(is_declined=True))
        self.after_all = link(self.tr("Ask after all"), lambda: self._decline(is_declined=False))
        self.unfold = link(self.tr("Answer it"), self._on_unfold)
        self.limit = muted("")
        self.declined_words = muted(self.tr("Not this time. It will be asked again at its next turn."))
        self.answer: AnswerFields | None = None
        self._lay_out()
        self.sentence.textChanged.connect(self._on_edited)
        self.sentence.overflowed.connect(self._on_overflowed)
        self.how.chosen.connect(lambda _way: self._on_edited())
        self.asks_change.clicked.connect(self._on_edited)

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        label_text = self.tr("A sentence about how we work together")
        self._asking = labelled_tightly(label_text, self.sentence)
        self._said = QWidget()
        said = FlowLayout(self._said, spacing=14)
        said.addWidget(self.how)
        said.addWidget(self.asks_change)
        words = FlowLayout(spacing=6)
        for part in (self.stem, self.another, self.not_now, self.after_all, self.unfold):
            words.addWidget(part)
        self._column.addWidget(self._asking)
        self._column.addWidget(self.limit)
        self._column.addWidget(self._said)
        self._column.addWidget(self.declined_words)
        self._column.addLayout(words)
        self.limit.hide()

    def show_feedback(self, base: Feedback, stems: Sequence[str], called: str) -> None:
        """Show what the vault holds, or a blank one that may be filled in."""
        is_same = self._base.id == base.id
        self._base, self._stems, self._called = base, tuple(stems) or ("",), called
        if base.stem in self._stems:
            self._place = self._stems.index(base.stem)
        elif not is_same:
            self._place = 0
        self._declined = base.how is FeedbackHow.DECLINED
        self.blockSignals(True)
        self.sentence.show_text(base.sentence)
        self.how.choose(FeedbackHow.IN_SESSION if self._declined else base.how)
        self.asks_change.setChecked(base.asks_change)
        self.blockSignals(False)
        if self.answer is not None:
            self.answer.show_feedback(base, called)
        self._show_state()

    def typed(self) -> Feedback:
        """Return the feedback as it stands there."""
        how = FeedbackHow.DECLINED if self._declined else FeedbackHow(self.how.value)
        is_late = how is FeedbackHow.AFTERWARDS and self._base.how is not how
        feedback = attrs.evolve(
            self._base,
            sentence=self.sentence.text(),
            stem=self._stem,
            how=how,
            given_on=self._context.workspace.today() if is_late else self._base.given_on,
            asks_change=self.asks_change.isChecked(),
        )
        return feedback if self.answer is None else self.answer.onto(feedback)

    @property
    def _stem(self) -> str:
        """The beginning that is offered, or was when the sentence was said."""
        return self._base.stem if self._base.stem not in ("", *self._stems) else self._stems[self._place]

    @property
    def is_answered(self) -> bool:
        """Whether a sentence was given, or the client would rather not."""
        return self._declined or bool(self.sentence.text())

    @property
    def begins_at(self) -> QWidget:
        """Where the keyboard belongs first."""
        return self.after_all if self._declined else self.sentence

    def _on_another(self) -> None:
        self._place = (self._place + 1) % len(self._stems)
        self._show_state()
        announce(self.stem, self.stem.text())

    def _on_edited(self) -> None:
        if len(self.sentence.toPlainText()) < SENTENCE_LIMIT:
            self.limit.hide()
        self._show_state()
        self.edited.emit(self.typed())

    def _on_overflowed(self) -> None:
        text = self.tr("There is room for {limit} characters; what came after is left out.")
        set_text(self.limit, text.replace("{limit}", str(SENTENCE_LIMIT)))
        self.limit.show()
        announce(self.limit, self.limit.text())

    def _decline(self, *, is_declined: bool) -> None:
        self._declined = is_declined
        self._on_edited()
        self.begins_at.setFocus()

    def unfold_answer(self) -> None:
        """Show the answer along with the sentence."""
        if self.answer is None or self.answer.isHidden():
            self._on_unfold()

    def _on_unfold(self) -> None:
        answer = self.prepare_answer()
        is_wanted = answer.isHidden()
        answer.setVisible(is_wanted)
        self._show_state()
        if is_wanted:
            answer.answer.setFocus()

    def prepare_answer(self) -> AnswerFields:
        """Return the fields of the answer, out of sight at first."""
        if self.answer is None:
            self.answer = AnswerFields(self._context)
            self.answer.hide()
            self.answer.show_feedback(self._base, self._called)
            self.answer.edited.connect(self._on_answer_edited)
            self._column.addWidget(self.answer)
            tab_through(self.unfold, self.answer)
        return self.answer

    def _on_answer_edited(self) -> None:
        """Show an answer whose words came back while it was out of sight."""
        if self.answer is not None:
            self.answer.show()
        self._on_edited()

    def _show_state(self) -> None:
        """Show what fits: a beginning while nothing is said, the rest once something is."""
        is_said, is_open = bool(self.sentence.text()), not self._declined
        offer = self.tr("One way to begin: {stem}").replace("{stem}", self._stem)
        set_text(self.stem, offer)
        self._asking.setVisible(is_open)
        self.declined_words.setHidden(is_open)
        self.stem.setVisible(is_open and not is_said and bool(self._stem))
        self._said.setVisible(is_open and is_said)
        self.another.setVisible(is_open and not is_said and len(self._stems) > 1)
        self.not_now.setVisible(is_open and not is_said)
        self.after_all.setHidden(is_open)
        self.unfold.setVisible(is_open and is_said)
        unfolded = self.answer is not None and not self.answer.isHidden()
        rename(self.unfold, self.tr("Put the answer away") if unfolded else self.tr("Answer it"))
        if self.answer is not None and not (is_open and is_said):
            self.answer.hide()
