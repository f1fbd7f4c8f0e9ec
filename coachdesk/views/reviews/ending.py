"""The end of a review: what was said, and what comes of it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coachdesk.models.entities.review import Answer
from coachdesk.models.review_page import ReviewPage
from coachdesk.views.fields import PlainText
from coachdesk.views.form import Form
from coachdesk.views.labels import label
from coachdesk.views.widgets.buttons import primary, quiet, rename
from coachdesk.views.widgets.card import Card
from coachdesk.views.widgets.clearing import clear
from coachdesk.views.widgets.flow import FlowLayout
from coachdesk.views.widgets.text import Quote, body, heading, muted, set_text, text_label


class Ending(Card):
    """Says what is to change, and offers the one way on that fits it."""

    nothing_changed = Signal()
    version_wanted = Signal(str)
    walk_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._offered = ""
        self._summary = muted("")
        self._said = QVBoxLayout()
        self._said.setSpacing(8)
        self._form = Form()
        self.reason: PlainText = self._form.text(self.tr("What changed between you"), lines=4)
        self.keep = primary(self.tr("Nothing changed"), self.nothing_changed.emit)
        self.start = primary("", lambda: self.version_wanted.emit(self.reason.text()))
        self.again = quiet(self.tr("Back to the clauses"), self.walk_wanted.emit)
        ways = FlowLayout(is_at_end=True)
        for way in (self.again, self.keep, self.start):
            ways.addWidget(way)
        self.body.setSpacing(12)
        self.body.addWidget(heading(self.tr("What you said"), 2))
        self.body.addWidget(self._summary)
        self.body.addLayout(self._said)
        self.body.addWidget(self._form)
        self.body.addLayout(ways)

    def show_page(self, page: ReviewPage) -> None:
        """Show what was said; a reason that was typed stays."""
        moving = page.with_answer(Answer.CHANGE, Answer.DROP)
        set_text(self._summary, self._in_short(page))
        self._show_said(page)
        self._form.setVisible(bool(moving))
        self.start.setVisible(bool(moving))
        rename(self.start, self.tr("Start version {number}").format(number=page.next_number))
        self.keep.setHidden(bool(moving) or bool(page.with_answer(Answer.OPEN)))
        if self.reason.text() == self._offered:
            self.reason.setPlainText(page.sentences)
        self._offered = page.sentences

    def take_keyboard(self) -> None:
        """Put the keyboard on the way on."""
        first = next((way for way in (self.start, self.keep) if not way.isHidden()), self.again)
        first.setFocus()

    def _in_short(self, page: ReviewPage) -> str:
        silent = len(page.with_answer(Answer.OPEN))
        if silent:
            return self.tr("%n clause(s) without an answer so far.", "", silent)
        if page.with_answer(Answer.CHANGE, Answer.DROP):
            return self.tr(
                "The signed version stays as it is. What is to change waits in the new one for your talk."
            )
        return self.tr("Every clause is still true. That is worth having on record.")

    def _show_said(self, page: ReviewPage) -> None:
        clear(self._said)
        for clause in page.with_answer(Answer.CHANGE, Answer.DROP):
            said = page.answer_to(clause.id)
            if said is not None:
                self._said.addWidget(_line(clause.heading, label(said.answer), said.words))


def _line(title: str, answer: str, words: str) -> QWidget:
    line = QWidget()
    column = QVBoxLayout(line)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    column.addWidget(text_label(answer, "label"))
    column.addWidget(body(title))
    if words.strip():
        column.addWidget(Quote(words, line))
    return line
