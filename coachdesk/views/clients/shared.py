"""What has left the vault for a client, folded away until it is wanted."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from coachdesk.models.entities.sharing import SharedDocument
from coachdesk.views.context import Context
from coachdesk.views.labels import how_text, moment_text
from coachdesk.views.widgets.clearing import clear
from coachdesk.views.widgets.fold import Fold
from coachdesk.views.widgets.text import body, muted


class Shared(Fold):
    """A list to read, written down once it is opened: what left can't be recalled."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context.theme, "", parent=parent)
        self._context = context
        self._documents: tuple[SharedDocument, ...] = ()
        self._is_written = True
        self._rows = QVBoxLayout()
        self._rows.setSpacing(1)
        self.body.addLayout(self._rows)
        self.body.addWidget(muted(self.tr("What has left the vault can't be recalled.")))
        self.button.toggled.connect(self._write)

    def show_documents(self, documents: tuple[SharedDocument, ...]) -> None:
        """Show what left, newest first; where nothing did, there is nothing to see."""
        self.setVisible(bool(documents))
        if documents == self._documents:
            return
        self._documents, self._is_written = documents, False
        self.rename(self.tr("What has been shared (%n)", "", len(self._lines())))
        self._write(is_open=self.button.isChecked())

    def _write(self, is_open: bool) -> None:
        if not is_open or self._is_written:
            return
        self._is_written = True
        clear(self._rows)
        for title, line in self._lines():
            self._rows.addWidget(body(title))
            self._rows.addWidget(muted(line))
            self._rows.addSpacing(6)

    def _lines(self) -> dict[tuple[str, str], None]:
        """Return each document once: a booklet is recorded for each of its sessions."""
        return dict.fromkeys(map(self._said, self._documents))

    def _said(self, document: SharedDocument) -> tuple[str, str]:
        moment = moment_text(document.shared_at, self._context.workspace.today())
        return document.title, f"{how_text(document)}, {moment} · {document.for_whom}"
