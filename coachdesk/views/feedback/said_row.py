"""One sentence of the conversation: who, when, the words as they were said, and what came of them."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from coachdesk.models.entities.relationship import Feedback, FeedbackHow, Giver
from coachdesk.models.feedback_page import FeedbackPage, Said
from coachdesk.views.context import Context
from coachdesk.views.feedback.editor import Editor
from coachdesk.views.feedback.wording import client_text, head_text, state_of
from coachdesk.views.labels import short_day
from coachdesk.views.widgets.buttons import link, rename
from coachdesk.views.widgets.card import Card
from coachdesk.views.widgets.chip import Chip
from coachdesk.views.widgets.flow import FlowLayout
from coachdesk.views.widgets.page import bring_into_sight
from coachdesk.views.widgets.tab_order import tab_through
from coachdesk.views.widgets.text import ElidedLabel, Quote, body, muted, set_text


class SaidRow(Card):
    """Folded it is read; unfolded it is written, and says with every key that it was edited."""

    edited = Signal()
    closed = Signal()
    removal_asked = Signal()
    review_wanted = Signal()
    plan_wanted = Signal()

    def __init__(self, context: Context, said: Said, page: FeedbackPage) -> None:
        super().__init__()
        self._context = context
        self.said, self._page = said, page
        self.editor: Editor | None = None
        self.head, self.state = ElidedLabel("", "strong"), Chip("")
        self._read = QWidget()
        self.quote, self.words = Quote("", self._read), body("")
        self.answer, self.change, self.reply = body(""), body(""), Quote("", self._read)
        self._reply_of = muted("")
        self.edit = link("", self.unfold)
        self.remove = link(self.tr("Remove"), self.removal_asked.emit)
        self.review = link(self.tr("Open the review"), self.review_wanted.emit)
        self.plan = link("", self.plan_wanted.emit)
        self._lay_out()
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self.closed)
        self.show_said(said, page)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(self.head, 1)
        top.addWidget(self.state)
        read = QVBoxLayout(self._read)
        read.setContentsMargins(0, 0, 0, 0)
        read.setSpacing(6)
        for part in (self.quote, self.words, self.answer, self.change, self._reply_of, self.reply):
            read.addWidget(part)
        self._ways = QWidget()
        ways = FlowLayout(self._ways, spacing=14)
        for way in (self.edit, self.review, self.plan, self.remove):
            ways.addWidget(way)
        self.body.addLayout(top)
        self.body.addWidget(self._read)
        self.body.addWidget(self._ways)

    @property
    def is_writing(self) -> bool:
        """Whether it is unfolded."""
        return self.editor is not None and not self.editor.isHidden()

    def show_said(self, said: Said, page: FeedbackPage) -> None:
        """Show what the vault holds; what is being written shows it in its fields."""
        self.said, self._page = said, page
        if self.editor is not None and self.is_writing:
            self.editor.show_feedback(said.feedback, page)
        self._show_head()
        self._show_words(said.feedback)
        self._show_ways(said.feedback)

    def _show_head(self) -> None:
        self.head.show_text(head_text(self.said, self._page))
        self.state.show_state(*state_of(self.said, self._page.day))
        self.state.setHidden(self.is_blank)

    def _show_words(self, said: Feedback) -> None:
        is_mine = said.giver is Giver.COACH
        self.quote.show_words("" if is_mine else said.sentence)
        _say(self.words, said.sentence.strip() if is_mine else "")
        _say(self.answer, "" if is_mine else _after(self.tr("You: {words}"), said.answer))
        _say(self.change, "" if is_mine else _after(self.tr("What changes: {words}"), said.will_change))
        reply = said.answer if is_mine else ""
        named = self.tr("{name} said to it").replace("{name}", client_text(said, self._page))
        _say(self._reply_of, named if reply.strip() else "")
        self.reply.show_words(reply)

    def _show_ways(self, said: Feedback) -> None:
        rename(self.edit, self._edit_text(said))
        self.edit.setAccessibleDescription(said.sentence)
        self.remove.setAccessibleDescription(said.sentence)
        asks = self._page.asks_for_review(said)
        is_agreed, ahead = self._page.is_agreed, self._page.ahead
        self.review.setVisible(asks or (said.asks_change and ahead is not None))
        rename(self.review, self.tr("Open the review") if is_agreed else self.tr("Open the agreement"))
        self.plan.setVisible(asks and is_agreed and ahead is None)
        day = self._page.next_on
        soon = self.tr("Plan a review in two weeks")
        on = self.tr("Plan a review for {day}")
        rename(self.plan, soon if day is None else on.replace("{day}", short_day(day, self._page.day)))

    def _edit_text(self, said: Feedback) -> str:
        if self.is_writing:
            return self.tr("Done")
        waits = self.said.is_waiting and said.giver is Giver.CLIENT and said.is_open
        return self.tr("Answer it") if waits else self.tr("Change")

    def unfold(self) -> None:
        """Let it be written, or fold it again."""
        if self.is_writing:
            self.closed.emit()
            return
        if self.editor is None:
            self.editor = Editor(self._context, self.said.feedback, self._page)
            self.editor.edited.connect(self.edited)
            self.body.insertWidget(2, self.editor)
            tab_through(self.editor, self._ways)
        else:
            self.editor.show_feedback(self.said.feedback, self._page)
        self.editor.show()
        self._read.hide()
        self._show_ways(self.said.feedback)
        self.editor.begin()
        QTimer.singleShot(
            0, self, lambda: bring_into_sight(self, around=0)
        )  # once it is as high as it will be

    def fold(self) -> None:
        """Let it be read."""
        had_keyboard = self.isAncestorOf(self.window().focusWidget() or self.window())
        if self.editor is not None:
            self.editor.hide()
        self._read.show()
        self.show_said(self.said, self._page)
        if had_keyboard:
            self.edit.setFocus()

    def keep(self, kept: Feedback) -> None:
        """Say that the vault holds this of what is typed; the fields stay as they are."""
        self.said = Said(feedback=kept, number=self.said.number)
        if self.editor is not None:
            self.editor.keep(kept)
        self._show_head()
        self._show_words(kept)
        self._show_ways(kept)

    @property
    def is_blank(self) -> bool:
        """Whether nothing was said so far."""
        said = self.said.feedback
        return said.how is not FeedbackHow.DECLINED and not (said.sentence or said.answer or said.will_change)


def _say(line: QLabel, text: str) -> None:
    set_text(line, text)
    line.setVisible(bool(text))


def _after(text: str, words: str) -> str:
    return text.replace("{words}", words.strip()) if words.strip() else ""
