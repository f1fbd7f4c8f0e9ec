"""A part of a client's page."""

from PySide6.QtWidgets import QWidget

from coachdesk.models.client_page import ClientPage
from coachdesk.views.context import Context
from coachdesk.views.undo import Undo
from coachdesk.views.widgets.card import Card, Tone


class Section(Card):
    """A card that shows its part of what was read of a client, and hides where there is nothing to say.

    What is typed in it stays while it is shown another state of the same client.
    """

    def __init__(self, context: Context, tone: Tone = Tone.PLAIN, parent: QWidget | None = None) -> None:
        super().__init__(tone, parent)
        self._context = context

    def take_back_by(self, undo: Undo) -> None:
        """Let what is changed here be taken back by the undo of the page."""

    def show_page(self, page: ClientPage) -> None:
        """Show the part of the page that this is about."""
        raise NotImplementedError

    @property
    def has_unsaved(self) -> bool:
        """Whether something is typed here that the vault does not hold."""
        return False

    def flush(self) -> None:
        """Save at once what is typed here."""

    def drop(self) -> None:
        """Take down what is typed here: there is nobody any more whom it could be saved for."""
