"""What client and coach have told each other about their work together, the last of it first."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coachdesk.models.client_page import ClientPage
from coachdesk.models.entities.relationship import Feedback, Giver
from coachdesk.views.clients.section import Section
from coachdesk.views.context import Context
from coachdesk.views.labels import label, short_day
from coachdesk.views.names import shortened
from coachdesk.views.widgets.buttons import link, quiet, rename
from coachdesk.views.widgets.chip import Chip, ChipTone
from coachdesk.views.widgets.clearing import clear
from coachdesk.views.widgets.flow import FlowLayout
from coachdesk.views.widgets.text import Quote, body, muted, text_label

_LONGEST_NAME = 40


class FeedbackTalk(Section):
    """Each sentence as it was said, and what came back; one that waits leads to its answer."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent=parent)
        self._shown: tuple[str, tuple[Feedback, ...]] | None = None
        talk = QWidget()
        self._talk = QVBoxLayout(talk)
        self._talk.setContentsMargins(0, 0, 0, 0)
        self._talk.setSpacing(10)
        self._engagement = ""
        self.open = quiet("", self._on_open)
        self.nothing = muted(self.tr("Nothing has been said about the work together yet."))
        top = FlowLayout()
        top.addWidget(text_label(self.tr("Feedback"), "section", wrap=False))
        top.add_stretch()
        top.addWidget(self.open)
        self.body.addLayout(top)
        self.body.addWidget(self.nothing)
        self.body.addWidget(talk)

    def show_page(self, page: ClientPage) -> None:
        """Show what was said last, and what waits."""
        self._engagement = page.at_hand or ""
        self.setVisible(page.at_hand is not None)
        self.nothing.setVisible(not page.feedback)
        rename(self.open, self.tr("Open") if page.feedback else self.tr("Add"))
        name = shortened(" ".join(page.client.called.split()), _LONGEST_NAME)
        if (name, page.feedback) == self._shown:
            return
        self._shown = name, page.feedback
        clear(self._talk)
        for said in page.feedback:
            self._talk.addWidget(self._sentence(said, name))

    def _sentence(self, said: Feedback, name: str) -> QWidget:
        shown = QWidget()
        column = QVBoxLayout(shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(text_label(self._who_and_when(said, name), "label"), 1)
        waits = said.giver is Giver.CLIENT and said.is_open
        if waits:
            top.addWidget(Chip(self.tr("waits for you"), ChipTone.ACCENT))
        column.addLayout(top)
        column.addWidget(Quote(said.sentence, shown))
        for line in self._answer(said, name):
            column.addWidget(line)
        if waits:
            answer = link(self.tr("Answer"), self._on_open)
            answer.setAccessibleDescription(said.sentence)
            column.addWidget(answer, alignment=Qt.AlignmentFlag.AlignLeft)
        return shown

    def _who_and_when(self, said: Feedback, name: str) -> str:
        who = name if said.giver is Giver.CLIENT else self.tr("You")
        day = short_day(said.given_on, self._context.workspace.today())
        return f"{who}, {day}, {label(said.how)}"

    def _answer(self, said: Feedback, name: str) -> list[QWidget]:
        lines: list[QWidget] = []
        if said.answer.strip():
            who = self.tr("You: {words}") if said.giver is Giver.CLIENT else f"{name}: {{words}}"
            lines.append(body(who.replace("{words}", said.answer.strip())))
        if said.will_change.strip():
            lines.append(muted(self.tr("What changes: {words}").replace("{words}", said.will_change.strip())))
        if lines and said.giver is Giver.CLIENT and said.told_on is None:
            lines.append(muted(self.tr("{name} does not know yet").replace("{name}", name)))
        return lines

    def _on_open(self) -> None:
        self._context.navigation.feedback_requested.emit(self._engagement)
