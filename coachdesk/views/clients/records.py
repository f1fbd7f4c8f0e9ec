"""What is seldom needed of a client: files, what left, consents, how to reach them."""

from PySide6.QtWidgets import QWidget

from coachdesk.models.client_page import ClientPage
from coachdesk.views.clients.consents import Consents
from coachdesk.views.clients.contact import Contact
from coachdesk.views.clients.files import Files
from coachdesk.views.clients.section import Section
from coachdesk.views.clients.shared import Shared
from coachdesk.views.context import Context
from coachdesk.views.undo import Undo


class Records(Section):
    """Each folded away until it is wanted."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent=parent)
        self._client = ""
        self.files, self.shared = Files(context), Shared(context)
        self.consents, self.contact = Consents(context), Contact(context.theme)
        self.contact.add_wanted.connect(self._on_add_contact)
        self.body.setContentsMargins(12, 8, 18, 8)
        self.body.setSpacing(0)
        for part in (self.files, self.shared, self.consents, self.contact):
            part.body.setContentsMargins(22, 2, 0, 12)
            self.body.addWidget(part)

    def take_back_by(self, undo: Undo) -> None:
        """Let what is noted of consents be taken back by the undo of the page."""
        self.consents.take_back_by(undo)

    def show_page(self, page: ClientPage) -> None:
        """Show what there is of a client."""
        self._client = page.client.id
        self.files.show_files(page.files)
        self.shared.show_documents(page.shared)
        self.consents.show_consents(page.client.id, page.consents)
        self.contact.show_client(page.client)

    @property
    def has_unsaved(self) -> bool:
        """Whether the form of a consent holds something that the vault does not."""
        return self.consents.has_unsaved

    def flush(self) -> None:
        """Save the form of a consent."""
        self.consents.flush()

    def drop(self) -> None:
        """Take the form of a consent down."""
        self.consents.close_form()

    def _on_add_contact(self) -> None:
        self._context.navigation.client_edit_requested.emit(self._client)
