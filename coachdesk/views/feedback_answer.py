"""What the coach makes of a sentence of feedback: an answer, a change, and telling the client."""

from datetime import date

import attrs
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coachdesk.models.entities.relationship import Feedback
from coachdesk.views.context import Context
from coachdesk.views.labels import short_day
from coachdesk.views.names import shortened
from coachdesk.views.open_fields import OpenText, labelled_tightly
from coachdesk.views.settled_line import TwoPartLabel
from coachdesk.views.widgets.buttons import link, rename
from coachdesk.views.widgets.check_box import WrappingCheckBox
from coachdesk.views.widgets.tab_order import tab_through


class AnswerFields(QWidget):
    """The answer, what will change, and whether the client knows."""

    edited = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._today = context.workspace.today
        self._told_on: date | None = None
        self.answer = OpenText(most=4)
        self.will_change = OpenText(most=3)
        self.told = WrappingCheckBox("")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 4)
        column.setSpacing(5)
        column.addWidget(labelled_tightly(self.tr("What I say to it"), self.answer))
        column.addWidget(labelled_tightly(self.tr("What I will change"), self.will_change))
        column.addWidget(self.told)
        for field in (self.answer, self.will_change):
            field.textChanged.connect(self.edited)
        self.told.clicked.connect(self._on_told)

    def show_feedback(self, feedback: Feedback, called: str) -> None:
        """Show what the vault holds of feedback by whoever is called so, without calling it an edit."""
        words = self.tr("I have told {name}").replace("{name}", shortened(called))
        self.told.setText(words.replace("&", "&&"))
        self.told.setAccessibleName(words)
        self.blockSignals(True)
        self.answer.show_text(feedback.answer)
        self.will_change.show_text(feedback.will_change)
        self.blockSignals(False)
        self._told_on = feedback.told_on
        self._show_told()

    def onto(self, feedback: Feedback) -> Feedback:
        """Return the feedback with this answer."""
        return attrs.evolve(
            feedback,
            answer=self.answer.text(),
            will_change=self.will_change.text(),
            told_on=self._told_on,
        )

    def _on_told(self) -> None:
        self._told_on = self._today() if self.told.isChecked() else None
        self._show_told()
        self.edited.emit()

    def _show_told(self) -> None:
        self.told.setChecked(self._told_on is not None)
        day = "" if self._told_on is None else short_day(self._told_on, self._today())
        self.told.setToolTip(self.tr("Told on {day}").replace("{day}", day) if day else "")


class WaitingRow(QWidget):
    """Something that was said earlier and waits for the coach: one line, and the answer behind it."""

    edited = Signal(object)

    def __init__(self, context: Context, feedback: Feedback, called: str) -> None:
        super().__init__()
        self._context = context
        self._called = called
        self._feedback = feedback
        self.words = TwoPartLabel()
        self.unfold = link("", self._on_unfold)
        self.answer: AnswerFields | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._column.addWidget(self.words)
        self._column.addWidget(self.unfold)
        self.show_feedback(feedback)

    def show_feedback(self, feedback: Feedback) -> None:
        """Show what the vault holds."""
        self._feedback = feedback
        day = short_day(feedback.given_on, self._context.workspace.today())
        said = self.tr("“{words}”").replace("{words}", feedback.sentence.strip().strip("“”"))
        self.words.show_parts(said, f"{day} · {self._state()}")
        self.unfold.setAccessibleDescription(said)
        if self.answer is not None:
            self.answer.show_feedback(feedback, self._called)
        self._name_link()

    def _state(self) -> str:
        return (
            self.tr("waits for your answer") if self._feedback.is_open else self.tr("answered, not told yet")
        )

    def typed(self) -> Feedback:
        """Return the feedback with what is typed."""
        return self._feedback if self.answer is None else self.answer.onto(self._feedback)

    def _on_unfold(self) -> None:
        if self.answer is None:
            self.answer = AnswerFields(self._context)
            self.answer.show_feedback(self._feedback, self._called)
            self.answer.edited.connect(lambda: self.edited.emit(self.typed()))
            self._column.insertWidget(1, self.answer)
            tab_through(self.unfold, self.answer)
            is_wanted = True
        else:
            is_wanted = self.answer.isHidden()
        self.answer.setVisible(is_wanted)
        self._name_link()
        if is_wanted:
            self.answer.answer.setFocus()

    def _name_link(self) -> None:
        is_open = self.answer is not None and not self.answer.isHidden()
        rename(self.unfold, self.tr("Put it away") if is_open else self.tr("Answer it"))
