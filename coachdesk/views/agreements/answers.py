"""Who has said yes to a clause, and the buttons that say so."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from coachdesk.models.agreement_page import AgreementPage, concerned
from coachdesk.models.entities.agreement import Clause, ClauseState, Party, ProposedBy
from coachdesk.views.agreements.withdrawn import WithdrawnLine
from coachdesk.views.agreements.wording import party_name, proposed_text
from coachdesk.views.labels import moment_text
from coachdesk.views.widgets.buttons import primary, quiet, rename, secondary
from coachdesk.views.widgets.chip import Chip, ChipTone
from coachdesk.views.widgets.flow import FlowLayout
from coachdesk.views.widgets.looks import give_look
from coachdesk.views.widgets.text import muted, set_text

ASIDE: Final = (ClauseState.PARKED, ClauseState.DROPPED)
_SAID_AT: Final[dict[Party, Callable[[Clause], datetime | None]]] = {
    Party.CLIENT: lambda clause: clause.agreed_by_client_at,
    Party.COACH: lambda clause: clause.agreed_by_coach_at,
    Party.SPONSOR: lambda clause: clause.agreed_by_sponsor_at,
}


class Answers(QWidget):
    """A chip and a button for each party; `answered` carries the party and whether it is a yes.

    Below stands when each yes was said; above, whose yes was for other words.
    """

    answered = Signal(object, bool)
    proposed_by_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clause: Clause | None = None
        self.chips = {party: Chip("") for party in _SAID_AT}
        self.buttons = {
            Party.CLIENT: secondary("", partial(self._on_answer, Party.CLIENT)),
            Party.SPONSOR: secondary("", partial(self._on_answer, Party.SPONSOR)),
            Party.COACH: primary("", partial(self._on_answer, Party.COACH)),
        }
        self.buttons[Party.COACH].setToolTip("Ctrl+Return")
        self.buttons[Party.CLIENT].setToolTip("Ctrl+Shift+Return")
        self.proposed = quiet("")
        self.proposed.setMenu(QMenu(self.proposed))
        self.withdrawn = WithdrawnLine()
        self.said = muted("")
        self._lay_out()

    def _lay_out(self) -> None:
        states = FlowLayout()
        for chip in self.chips.values():
            states.addWidget(chip)
        states.add_stretch()
        states.addWidget(self.proposed)
        actions = FlowLayout(is_at_end=True)
        for button in self.buttons.values():
            actions.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.withdrawn)
        column.addLayout(states)
        column.addWidget(self.said)
        column.addLayout(actions)

    def show_clause(self, page: AgreementPage, clause: Clause) -> None:
        """Show the answers to a clause."""
        self._clause = clause
        has_words = bool(clause.agreed_words.strip())
        can_answer = not page.is_fixed and clause.state not in ASIDE
        parties = concerned(clause, page.agreement.kind)
        for party, said_at in _SAID_AT.items():
            is_yes = said_at(clause) is not None
            self._show_party(page, party, is_yes=is_yes)
            self.chips[party].setVisible(party in parties)
            self.buttons[party].setVisible(party in parties and can_answer)
            self.buttons[party].setEnabled(has_words)
        self._show_moments(page, clause)
        rename(self.proposed, proposed_text(page, clause.proposed_by))
        self.proposed.setVisible(has_words)
        self.proposed.setEnabled(not page.is_fixed)
        self._fill_proposed(page)

    def _show_moments(self, page: AgreementPage, clause: Clause) -> None:
        """Say who agreed when, and whose yes the words in front have lost."""
        moments = {party: said_at(clause) for party, said_at in _SAID_AT.items()}
        others: dict[Party, str] = {
            party: party_name(page, party) for party in Party if party is not Party.COACH
        }
        yes = [party for party, moment in moments.items() if moment is not None]
        set_text(self.said, " · ".join(self._moment(others.get(party), moments[party]) for party in yes))
        self.said.setVisible(bool(yes))
        self.withdrawn.follow(clause.id, (clause.heading, clause.agreed_words), yes, others)

    def _moment(self, name: str | None, moment: datetime | None) -> str:
        said = "" if moment is None else moment_text(moment)
        if name is None:
            return self.tr("You said yes on {moment}").format(moment=said)
        return self.tr("{name} said yes on {moment}").format(name=name, moment=said)

    def _show_party(self, page: AgreementPage, party: Party, *, is_yes: bool) -> None:
        name = party_name(page, party)
        if party is Party.COACH:
            state = self.tr("You agree") if is_yes else self.tr("You: not yet")
            action = self.tr("Take my yes back") if is_yes else self.tr("I agree")
        else:
            state = (self.tr("{name} agrees") if is_yes else self.tr("{name}: not yet")).format(name=name)
            offered = self.tr("Take {name}'s yes back") if is_yes else self.tr("{name} agrees")
            action = offered.format(name=name)
        self.chips[party].show_state(state, ChipTone.ACCENT if is_yes else ChipTone.NEUTRAL)
        button = self.buttons[party]
        rename(button, action)
        give_look(button, "quiet" if is_yes else "primary" if party is Party.COACH else "secondary")

    def _fill_proposed(self, page: AgreementPage) -> None:
        menu = self.proposed.menu()
        menu.clear()
        for who in ProposedBy:
            menu.addAction(proposed_text(page, who), partial(self.proposed_by_chosen.emit, who))

    def answer(self, party: Party) -> None:
        """Press a party's button, where it can be pressed."""
        self.buttons[party].click()

    def _on_answer(self, party: Party) -> None:
        if self._clause is not None:
            self.answered.emit(party, _SAID_AT[party](self._clause) is None)
