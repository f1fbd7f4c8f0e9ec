"""What has left the vault for a client."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from coachdesk.models.entities.sharing import SharedDocument
from coachdesk.views.context import Context
from coachdesk.views.labels import how_text, moment_text
from coachdesk.views.widgets.card import Card, Tone
from coachdesk.views.widgets.clearing import clear
from coachdesk.views.widgets.text import body, heading, muted


class Shared(Card):
    """A list to read: what left can't be recalled."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(Tone.SHARED, parent)
        self._context = context
        self._rows = QVBoxLayout()
        self._rows.setSpacing(1)
        self.body.addWidget(heading(self.tr("What has been shared"), 3))
        self.body.addLayout(self._rows)
        self.body.addWidget(muted(self.tr("What has left the vault can't be recalled.")))

    def show_documents(self, documents: tuple[SharedDocument, ...]) -> None:
        """Show what left, newest first."""
        clear(self._rows)
        self.setVisible(bool(documents))
        # A booklet is recorded for each of its sessions.
        for title, line in dict.fromkeys(map(self._said, documents)):
            self._rows.addWidget(body(title))
            self._rows.addWidget(muted(line))
            self._rows.addSpacing(6)

    def _said(self, document: SharedDocument) -> tuple[str, str]:
        moment = moment_text(document.shared_at, self._context.workspace.today())
        return document.title, f"{how_text(document)}, {moment} · {document.for_whom}"
