"""What was agreed on contact between sessions, and how it stands."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from coachdesk.documents.text import short
from coachdesk.models.contacts import ContactsPage
from coachdesk.models.preferences import KnownPreference
from coachdesk.views.contact_words import agreed_text, balance_text, liked_by, question_text
from coachdesk.views.names import shortened
from coachdesk.views.widgets.buttons import link
from coachdesk.views.widgets.clearing import clear
from coachdesk.views.widgets.text import Quote, body, heading, muted, set_text, text_label

_WIDTH = 280
_LONGEST = 400


class Agreed(QWidget):
    """The balance in words on top; then the boundary, the clause of it, and what the client would like."""

    change_wanted = Signal()
    note_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(_WIDTH)
        self.balance = text_label("", "strong")
        self.besides, self.question = muted(""), body("")
        self.note = link(self.tr("Note it for the next review"), self.note_wanted.emit)
        self.boundary, self.words = body(""), muted("")
        self.change = link(self.tr("Change what is agreed"), self.change_wanted.emit)
        self._clause_title = heading(self.tr("In the agreement"), 3)
        self.clause, self.clause_state = Quote("", self), muted("")
        self._liked = QVBoxLayout()
        self._liked.setSpacing(4)
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self.balance, self.besides, self.question, self.note):
            column.addWidget(part)
        column.addSpacing(8)
        column.addWidget(heading(self.tr("What you agreed"), 3))
        for part in (self.boundary, self.words, self.change):
            column.addWidget(part)
        column.addSpacing(8)
        column.addWidget(self._clause_title)
        column.addWidget(self.clause)
        column.addWidget(self.clause_state)
        column.addLayout(self._liked)
        column.addStretch(1)

    def show_page(self, page: ContactsPage) -> None:
        """Show what there is of it."""
        balance = page.balance
        set_text(self.balance, balance_text(balance))
        besides = self.tr("and %n agreed besides", "", balance.besides) if balance.besides else ""
        _say(self.besides, besides)
        _say(self.question, question_text() if balance.is_often else "")
        self.note.setVisible(bool(balance.over) or balance.is_often)
        agreed = agreed_text(page.engagement)
        words = page.engagement.contact_words.strip()
        nothing = self.tr("No number is agreed. You can still keep a log.")
        _say(self.boundary, agreed or ("" if words else nothing))
        _say(self.words, words)
        self._show_clause(page)
        self._show_liked(page.preferences)

    def _show_clause(self, page: ContactsPage) -> None:
        clause = page.boundary
        self._clause_title.setVisible(clause is not None)
        self.clause.show_words("" if clause is None else short(clause.words, _LONGEST))
        is_open = clause is not None and not clause.is_in_force
        _say(self.clause_state, self.tr("not signed yet") if is_open else "")

    def _show_liked(self, preferences: Sequence[KnownPreference]) -> None:
        clear(self._liked)
        for known in preferences:
            for part in self._liked_by(known):
                self._liked.addWidget(part)

    def _liked_by(self, known: KnownPreference) -> list[QWidget]:
        """Return what a client would like: a wish beside the boundary, which stays as it was agreed."""
        lines = liked_by(known)
        if not lines:
            return []
        name = shortened(" ".join(known.client.called.split()))
        parts: list[QWidget] = [heading(self.tr("What {name} would like").replace("{name}", name), 3)]
        parts += [body(line) for line in lines]
        if known.confirmed_on is None:
            parts.append(muted(self.tr("a guess, to be checked")))
        return parts


def _say(line: QLabel, text: str) -> None:
    set_text(line, text)
    line.setVisible(bool(text))
