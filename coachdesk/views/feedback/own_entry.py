"""A sentence of the coach's own to the client, whether it was said, and what came back to it."""

from datetime import date

import attrs
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coachdesk.models.entities.relationship import SENTENCE_LIMIT, Feedback
from coachdesk.views.context import Context
from coachdesk.views.labels import short_day
from coachdesk.views.open_fields import OpenText, labelled_tightly
from coachdesk.views.short_sentence import ShortSentence
from coachdesk.views.widgets.check_box import WrappingCheckBox
from coachdesk.views.widgets.problem import announce
from coachdesk.views.widgets.text import muted, set_text


class OwnEntry(QWidget):
    """The sentence, when it was said, and the client's words to it."""

    edited = Signal()

    def __init__(self, context: Context, called: str) -> None:
        super().__init__()
        self._today = context.workspace.today
        self._told_on: date | None = None
        self.sentence = ShortSentence(placeholder=self.tr("What you see, and what it does with you"))
        self.limit = muted("")
        self.told = WrappingCheckBox("")
        self.reply = OpenText(most=4)
        self._reply_part = labelled_tightly(
            self.tr("What {name} said to it").replace("{name}", called), self.reply
        )
        words = self.tr("I have told {name}").replace("{name}", called)
        self.told.setText(words.replace("&", "&&"))
        self.told.setAccessibleName(words)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        column.addWidget(
            labelled_tightly(self.tr("A sentence of yours about the work together"), self.sentence)
        )
        for part in (self.limit, self.told, self._reply_part):
            column.addWidget(part)
        self.limit.hide()
        self._connect()

    def _connect(self) -> None:
        self.sentence.textChanged.connect(self._on_sentence)
        self.sentence.overflowed.connect(self._on_overflowed)
        self.reply.textChanged.connect(self.edited)
        self.told.clicked.connect(self._on_told)

    def show_feedback(self, feedback: Feedback) -> None:
        """Show what the vault holds, without calling it an edit."""
        self.blockSignals(True)
        self.sentence.show_text(feedback.sentence)
        self.reply.show_text(feedback.answer)
        self.blockSignals(False)
        self._told_on = feedback.told_on
        self._show_told()

    def onto(self, feedback: Feedback) -> Feedback:
        """Return the feedback with what is typed."""
        return attrs.evolve(
            feedback, sentence=self.sentence.text(), answer=self.reply.text(), told_on=self._told_on
        )

    def _on_sentence(self) -> None:
        if len(self.sentence.toPlainText()) < SENTENCE_LIMIT:
            self.limit.hide()
        self.edited.emit()

    def _on_overflowed(self) -> None:
        text = self.tr("There is room for {limit} characters; what came after is left out.")
        set_text(self.limit, text.replace("{limit}", str(SENTENCE_LIMIT)))
        self.limit.show()
        announce(self.limit, self.limit.text())

    def _on_told(self) -> None:
        self._told_on = self._today() if self.told.isChecked() else None
        self._show_told()
        self.edited.emit()

    def _show_told(self) -> None:
        self.told.setChecked(self._told_on is not None)
        day = "" if self._told_on is None else short_day(self._told_on, self._today())
        self.told.setToolTip(self.tr("Told on {day}").replace("{day}", day) if day else "")
