"""How to reach a client, and what else is known of them."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coachdesk.models.entities.people import Client
from coachdesk.theme import Theme
from coachdesk.views.clients.facts import contact_facts, facts_grid
from coachdesk.views.widgets.buttons import quiet
from coachdesk.views.widgets.clearing import clear
from coachdesk.views.widgets.fold import Fold
from coachdesk.views.widgets.text import muted


class Contact(Fold):
    """The facts there are; where there are none, the way to note some."""

    add_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, self.tr("Contact and background"), parent=parent)
        self._shown: Client | None = None
        self._facts = QVBoxLayout()
        self._nothing = muted(self.tr("How to reach them, their language, who sent them: nothing noted yet."))
        self.add = quiet(self.tr("Add contact details"), self.add_wanted.emit)
        self.body.addLayout(self._facts)
        self.body.addWidget(self._nothing)
        self.body.addWidget(self.add, alignment=Qt.AlignmentFlag.AlignLeft)

    def show_client(self, client: Client) -> None:
        """Show what is known of a client."""
        if client == self._shown:
            return
        self._shown = client
        facts = contact_facts(client)
        is_empty = not any(text for _, text in facts)
        clear(self._facts)
        if not is_empty:
            self._facts.addWidget(facts_grid(facts))
        self._nothing.setVisible(is_empty)
        self.add.setVisible(is_empty)
