"""A sentence of feedback while it is written down: of either giver, with its day and whose it is."""

from collections.abc import Sequence
from datetime import date

import attrs
from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coachdesk.errors import QT_TRANSLATE_NOOP, InvalidInputError
from coachdesk.models.entities.ids import ClientId
from coachdesk.models.entities.people import Client
from coachdesk.models.entities.relationship import Feedback, Giver
from coachdesk.models.feedback_page import FeedbackPage
from coachdesk.views.context import Context
from coachdesk.views.day_field import DayField
from coachdesk.views.feedback.own_entry import OwnEntry
from coachdesk.views.feedback.wording import client_text
from coachdesk.views.feedback_entry import FeedbackEntry
from coachdesk.views.fields import Choice
from coachdesk.views.labelled import labelled
from coachdesk.views.names import shortened

_WIDEST_DAY = 180


class Editor(QWidget):
    """Says with every key that it was edited; `typed` returns the feedback as it stands there."""

    edited = Signal()

    def __init__(self, context: Context, base: Feedback, page: FeedbackPage) -> None:
        super().__init__()
        self._today = context.workspace.today
        self._base = base
        self.theirs = FeedbackEntry(context) if base.giver is Giver.CLIENT else None
        self.mine = None if self.theirs is not None else OwnEntry(context, client_text(base, page))
        self.day = DayField()
        self.whose: Choice[ClientId | None] = Choice(_givers(page.clients, self.tr("all of them")), None)
        self._lay_out(is_group=len(page.clients) > 1)
        self.show_feedback(base, page)
        self._connect()

    def _lay_out(self, *, is_group: bool) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._entry)
        day, _ = labelled(self.tr("Day"), self.day)
        is_theirs = self.theirs is not None
        whose, _ = labelled(self.tr("Whose words") if is_theirs else self.tr("For whom"), self.whose)
        day.setMaximumWidth(_WIDEST_DAY)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(day)
        row.addWidget(whose)
        row.addStretch(1)
        column.addLayout(row)
        whose.setVisible(is_group)

    @property
    def _entry(self) -> QWidget:
        return self.theirs or self.mine or self

    def _connect(self) -> None:
        if self.theirs is not None:
            self.theirs.edited.connect(lambda _feedback: self.edited.emit())
        if self.mine is not None:
            self.mine.edited.connect(self.edited)
        self.day.textEdited.connect(lambda _text: self.edited.emit())
        self.day.picked.connect(self.edited)
        self.whose.currentIndexChanged.connect(lambda _place: self.edited.emit())

    def show_feedback(self, base: Feedback, page: FeedbackPage) -> None:
        """Show what the vault holds, without calling it an edit."""
        self._base = base
        if self.theirs is not None:
            self.theirs.show_feedback(base, page.stems, client_text(base, page))
        if self.mine is not None:
            self.mine.show_feedback(base)
        self.day.set_value(base.given_on)
        with QSignalBlocker(self.whose):
            known = [client.id for client in page.clients]
            self.whose.choose(base.client_id if len(known) > 1 and base.client_id in known else None)

    def keep(self, kept: Feedback) -> None:
        """Say that the vault holds this of what is typed; the fields stay as they are."""
        self._base = kept

    def says(self, kept: Feedback) -> bool:
        """Tell whether this is what stands there, and nothing was typed since."""
        try:
            return self.typed() == kept
        except InvalidInputError:
            return False

    def typed(self) -> Feedback:
        """Return the feedback as it stands there.

        Raises:
            InvalidInputError: the day is none, or has not come yet.
        """
        said = self._base
        if self.theirs is not None:
            said = attrs.evolve(self.theirs.typed(), id=said.id)
        elif self.mine is not None:
            said = self.mine.onto(said)
        client_id = self.whose.value() if self.whose.count() > 1 else said.client_id
        return attrs.evolve(said, given_on=self._day(said), client_id=client_id)

    def _day(self, said: Feedback) -> date:
        day = self.day.value()
        if day is not None and day > self._today():
            raise InvalidInputError(
                QT_TRANSLATE_NOOP("errors", "That day has not come yet."),
                QT_TRANSLATE_NOOP("errors", "Type the day on which it was said."),
            )
        return day or said.given_on

    def prepare(self) -> None:
        """Have a field for all that can come back, also for an answer that is out of sight."""
        if self.theirs is not None:
            self.theirs.prepare_answer()

    def begin(self) -> None:
        """Put the keyboard where words are wanted first."""
        if self.theirs is not None:
            if self.theirs.is_answered:
                self.theirs.unfold_answer()
            else:
                self.theirs.begins_at.setFocus()
        elif self.mine is not None:
            (self.mine.reply if self._base.told_on else self.mine.sentence).setFocus()


def _givers(clients: Sequence[Client], everybody: str) -> tuple[tuple[ClientId | None, str], ...]:
    each = tuple((client.id, shortened(client.called)) for client in clients)
    return ((None, everybody), *each) if len(each) > 1 else ((None, ""),)
