"""One answer of a form that came back: the words so far beside those from the form."""

from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coachdesk.models.returned_forms import Answer, Outcome
from coachdesk.views.widgets.card import Card
from coachdesk.views.widgets.check_box import WrappingCheckBox
from coachdesk.views.widgets.text import body, heading, muted

translate = QCoreApplication.translate
_OFF: Final = frozenset({Outcome.EMPTIED})


class AnswerCard(Card):
    """A tick says whether the answer is taken over; an emptied one has to be ticked by hand."""

    def __init__(self, answer: Answer) -> None:
        super().__init__()
        self.answer = answer
        self.tick = WrappingCheckBox(answer.heading.replace("&", "&&"))
        self.tick.setAccessibleName(self.tr("Take over: {heading}").replace("{heading}", answer.heading))
        self.tick.setAccessibleDescription(_note(answer.outcome))
        self.tick.setChecked(answer.outcome not in _OFF)
        self.body.addWidget(self.tick)
        row = QHBoxLayout()
        row.setSpacing(20)
        row.addWidget(_voice(self.tr("Words so far"), answer.so_far), 1)
        row.addWidget(_voice(self.tr("Words from the form"), answer.given), 1)
        self.body.addLayout(row)
        if _note(answer.outcome):
            self.body.addWidget(muted(_note(answer.outcome)))


def _voice(title: str, words: str) -> QWidget:
    voice = QWidget()
    column = QVBoxLayout(voice)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    column.addWidget(heading(title, 3))
    nothing = translate("AnswerCard", "Nothing")
    column.addWidget(body(words) if words.strip() else muted(nothing))
    column.addStretch(1)
    return voice


def _note(outcome: Outcome) -> str:
    if outcome is Outcome.BESIDE:
        return translate(
            "AnswerCard", "Both have changed since the form was made: the answer goes below the words so far."
        )
    if outcome is Outcome.EMPTIED:
        return translate("AnswerCard", "This box came back empty. Tick it if your client took the words out.")
    return ""
