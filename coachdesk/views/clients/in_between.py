"""Contact between sessions in a line or two, and the way to its log."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from coachdesk.models.client_page import ClientPage
from coachdesk.views.clients.section import Section
from coachdesk.views.contact_words import agreed_text, balance_text
from coachdesk.views.context import Context
from coachdesk.views.widgets.buttons import quiet
from coachdesk.views.widgets.text import body, heading, muted, set_text


class InBetween(Section):
    """How it stands, and what was agreed; without a number it only tells how much there was."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent=parent)
        self._engagement = ""
        self.open = quiet(self.tr("Open"), self._on_open)
        self.balance, self.agreed = body(""), muted("")
        top = QHBoxLayout()
        top.addWidget(heading(self.tr("Contact between sessions"), 3), 1)
        top.addWidget(self.open)
        self.open.setAccessibleDescription(self.tr("Contact between sessions"))
        self.body.setSpacing(2)
        self.body.addLayout(top)
        self.body.addWidget(self.balance)
        self.body.addWidget(self.agreed)

    def show_page(self, page: ClientPage) -> None:
        """Show how contact stands in the engagement at hand."""
        self._engagement = page.at_hand or ""
        work = None if page.current is None else page.current.engagement
        self.setVisible(work is not None)
        if work is None or page.contact is None:
            return
        set_text(self.balance, balance_text(page.contact))
        agreed = (agreed_text(work), work.contact_words.strip())
        set_text(self.agreed, " · ".join(part for part in agreed if part))
        self.agreed.setVisible(bool(self.agreed.text()))

    def _on_open(self) -> None:
        self._context.navigation.contacts_requested.emit(self._engagement)
