"""What came up in several sessions, as questions: nothing here says what anybody is like."""

from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from coachdesk.models.client_page import ClientPage
from coachdesk.models.entities.moment import SignalKind
from coachdesk.models.open_questions import CameUp, OpenQuestion
from coachdesk.views.clients.section import Section
from coachdesk.views.context import Context
from coachdesk.views.labels import short_day
from coachdesk.views.names import shortened
from coachdesk.views.widgets.buttons import link
from coachdesk.views.widgets.card import Tone
from coachdesk.views.widgets.chip import Chip
from coachdesk.views.widgets.clearing import clear
from coachdesk.views.widgets.flow import FlowLayout
from coachdesk.views.widgets.text import Quote, body, muted, rule, text_label

_LONGEST_NAME: Final = 40


class Questions(Section):
    """Each question leads to the sessions that it comes from, and says what the client meant there."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, Tone.PRIVATE, parent)
        self._shown: tuple[str, tuple[OpenQuestion, ...]] | None = None
        asked = QWidget()
        self._asked = QVBoxLayout(asked)
        self._asked.setContentsMargins(0, 0, 0, 0)
        self._asked.setSpacing(10)
        top = FlowLayout()
        top.addWidget(text_label(self.tr("Worth asking"), "section", wrap=False))
        top.addWidget(Chip(self.tr("private")))
        self.body.addLayout(top)
        self.body.addWidget(asked)

    def show_page(self, page: ClientPage) -> None:
        """Show the questions there are."""
        self.setVisible(bool(page.questions))
        name = shortened(" ".join(page.client.called.split()), _LONGEST_NAME)
        if (name, page.questions) == self._shown:
            return
        self._shown = name, page.questions
        clear(self._asked)
        for at, question in enumerate(page.questions):
            if at:
                self._asked.addWidget(rule())
            self._asked.addWidget(self._question(question, name))

    def _question(self, question: OpenQuestion, name: str) -> QWidget:
        shown = QWidget()
        column = QVBoxLayout(shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(body(question_text(question, name)))
        if question.kind is None:
            column.addLayout(self._ways(question, name))
        else:
            for one in question.lately:
                column.addWidget(self._came_up(one, question, name))
        if question.not_checked:
            ask = self.tr("What would {name} say it meant?").replace("{name}", name)
            column.addWidget(muted(ask))
        return shown

    def _ways(self, question: OpenQuestion, name: str) -> FlowLayout:
        row = FlowLayout(spacing=4)
        for one in question.lately:
            row.addWidget(self._way(one, question, name))
        return row

    def _way(self, one: CameUp, question: OpenQuestion, name: str) -> QPushButton:
        way = link(self._session(one), lambda: self._to_session(one))
        way.setAccessibleDescription(question_text(question, name))
        return way

    def _came_up(self, one: CameUp, question: OpenQuestion, name: str) -> QWidget:
        shown = QWidget()
        column = QVBoxLayout(shown)
        column.setContentsMargins(0, 0, 0, 2)
        column.setSpacing(1)
        top = FlowLayout(spacing=8)
        top.addWidget(self._way(one, question, name))
        if not one.meant.strip():
            top.addWidget(Chip(self.tr("not checked")))
        column.addLayout(top)
        if one.noticed.strip():
            column.addWidget(muted(self.tr("You noticed: {words}").replace("{words}", one.noticed.strip())))
        if one.meant.strip():
            column.addWidget(muted(self.tr("{name} said it meant:").replace("{name}", name)))
            column.addWidget(Quote(one.meant, shown))
        return shown

    def _session(self, one: CameUp) -> str:
        text = self.tr("Session {number}").replace("{number}", str(one.number))
        if one.at is None:
            return text
        return f"{text}, {short_day(one.at.astimezone().date(), self._context.workspace.today())}"

    def _to_session(self, one: CameUp) -> None:
        self._context.navigation.session_requested.emit(one.session_id, "notes")


def question_text(question: OpenQuestion, name: str) -> str:
    """Return what to ask oneself about something that came up again, and never what it would prove."""
    text = {
        None: QCoreApplication.translate(
            "questions", "“{theme}” came up in %n session(s). What does it ask for?", "", question.sessions
        ),
        SignalKind.SILENCE: QCoreApplication.translate(
            "questions", "Silence came up in %n session(s). What might it be saying?", "", question.sessions
        ),
        SignalKind.OVER_SHARING: QCoreApplication.translate(
            "questions",
            "In %n session(s) more was told than seemed to be meant. What would feel like enough?",
            "",
            question.sessions,
        ),
        SignalKind.BOUNDARY: QCoreApplication.translate(
            "questions",
            "A boundary was on your mind in %n session(s). What do you both want it to be?",
            "",
            question.sessions,
        ),
        SignalKind.TRUST: QCoreApplication.translate(
            "questions",
            "In %n session(s) your usual way did not seem to fit. What would fit {name}?",
            "",
            question.sessions,
        ),
        SignalKind.MISREAD: QCoreApplication.translate(
            "questions",
            "In %n session(s) something may have been read otherwise than it was meant. When could you ask?",
            "",
            question.sessions,
        ),
        SignalKind.CULTURE: QCoreApplication.translate(
            "questions",
            "Customs that differ came up in %n session(s). What would {name} like you to know?",
            "",
            question.sessions,
        ),
    }[question.kind]
    return text.replace("{theme}", question.theme).replace("{name}", name)
