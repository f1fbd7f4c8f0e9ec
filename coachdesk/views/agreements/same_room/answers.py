"""Who has said yes, in large letters: nobody is “you” where several read the same screen."""

from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coachdesk.models.entities.agreement import Party
from coachdesk.models.entities.same_room import SharedClause, SharedYes
from coachdesk.views.agreements.answers import ASIDE
from coachdesk.views.agreements.same_room.wording import name_of
from coachdesk.views.agreements.withdrawn import WithdrawnLine
from coachdesk.views.labels import short_day
from coachdesk.views.widgets.buttons import rename, secondary
from coachdesk.views.widgets.flow import FlowLayout
from coachdesk.views.widgets.looks import give_look
from coachdesk.views.widgets.text import set_text, text_label


class RoomAnswers(QWidget):
    """A button and a line for each party; `answered` carries the party and whether it is a yes."""

    answered = Signal(object, bool)

    def __init__(self) -> None:
        super().__init__()
        self._said: dict[Party, datetime | None] = {}
        self.withdrawn = WithdrawnLine()
        parties = (Party.CLIENT, Party.COACH, Party.SPONSOR)
        self.buttons = {party: secondary("", partial(self.answer, party)) for party in parties}
        self._parts: dict[Party, QWidget] = {}
        self.lines = {party: text_label("", wrap=False) for party in parties}
        row = FlowLayout(spacing=12)
        for party in parties:
            self._parts[party] = self._party(party)
            row.addWidget(self._parts[party])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.withdrawn)
        column.addLayout(row)

    def _party(self, party: Party) -> QWidget:
        one = QWidget()
        column = QVBoxLayout(one)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.lines[party])
        column.addWidget(self.buttons[party], alignment=Qt.AlignmentFlag.AlignLeading)
        return one

    def show_clause(self, clause: SharedClause, *, is_fixed: bool) -> None:
        """Show who has said yes to a clause, and let the others say so."""
        self._said = {one.party: one.said_at for one in clause.answers}
        can_answer = not is_fixed and clause.state not in ASIDE
        has_words = bool(clause.agreed_words.strip())
        for party, button in self.buttons.items():
            self._parts[party].setVisible(party in self._said)
            button.setVisible(can_answer)
            button.setEnabled(has_words)
        for one in clause.answers:
            self._show_one(one)
        self._follow_withdrawn(clause)

    def _show_one(self, one: SharedYes) -> None:
        name, button = name_of(one), self.buttons[one.party]
        if one.said_at is None:
            rename(button, self.tr("{name} agrees").format(name=name))
            line = self.tr("{name}: not yet").format(name=name)
        else:
            rename(button, self.tr("Take back"))
            button.setAccessibleName(self.tr("Take back {name}'s yes").format(name=name))
            day = short_day(one.said_at.astimezone().date())
            line = self.tr("✓ {name} agreed on {day}").format(name=name, day=day)
        set_text(self.lines[one.party], line)
        give_look(self.lines[one.party], "muted" if one.said_at is None else "agreed", called="role")
        give_look(button, "primary" if one.said_at is None else "quiet")

    def _follow_withdrawn(self, clause: SharedClause) -> None:
        yes = [one.party for one in clause.answers if one.said_at is not None]
        names = {one.party: name_of(one) for one in clause.answers}
        self.withdrawn.follow(clause.id, (clause.heading, clause.agreed_words), yes, names)

    def answer(self, party: Party) -> None:
        """Say yes for a party, or take it back, where that is possible."""
        button = self.buttons[party]
        if party in self._said and not button.isHidden() and button.isEnabled():
            self.answered.emit(party, self._said[party] is None)
