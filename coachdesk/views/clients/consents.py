"""What the client agreed to, each on its own."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coachdesk.errors import KnownError
from coachdesk.i18n import error_text
from coachdesk.models import consents
from coachdesk.models.entities.change import Written
from coachdesk.models.entities.ids import ClientId, ConsentId
from coachdesk.models.entities.people import Consent, ConsentState
from coachdesk.views.clients.clearing import clear
from coachdesk.views.clients.consent_editor import ConsentEditor
from coachdesk.views.context import Context
from coachdesk.views.labels import label, short_day
from coachdesk.views.widgets.buttons import quiet
from coachdesk.views.widgets.card import Card
from coachdesk.views.widgets.chip import Chip, ChipTone
from coachdesk.views.widgets.text import heading, muted, text_label

_TONES = {ConsentState.GIVEN: ChipTone.ACCENT, ConsentState.REFUSED: ChipTone.NEUTRAL}


class Consents(Card):
    """The answers as rows; each opens into a form, and so does a new one."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._context = context
        self._client_id = ClientId("")
        self._shown: tuple[Consent, ...] | None = None
        self.editor: ConsentEditor | None = None
        self.add = quiet(self.tr("Note a consent"), lambda: self._open(None))
        top = QHBoxLayout()
        top.addWidget(heading(self.tr("Consents"), 3), 1)
        top.addWidget(self.add)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        self.body.addLayout(top)
        self.body.addLayout(self._rows)

    def show_consents(self, client_id: ClientId, found: tuple[Consent, ...]) -> None:
        """Show a client's answers."""
        if client_id != self._client_id:
            self._close()
        elif found == self._shown:
            return
        self._client_id, self._shown = client_id, found
        clear(self._rows)
        for consent in found:
            self._rows.addWidget(self._row(consent))
        if not found:
            self._rows.addWidget(muted(self.tr("None asked yet. Each one is asked on its own.")))

    def _row(self, consent: Consent) -> QWidget:
        shown = QWidget()
        row = QHBoxLayout(shown)
        row.setContentsMargins(0, 0, 0, 0)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(text_label(label(consent.kind)))
        day = short_day(consent.given_on, self._context.workspace.today())
        parts = (f"{label(consent.form)}, {day}", consent.scope)
        words.addWidget(muted(" · ".join(part for part in parts if part)))
        row.addLayout(words, 1)
        row.addWidget(Chip(label(consent.state), _TONES.get(consent.state, ChipTone.SAND)))
        change = quiet(self.tr("Change"), partial(self._open, consent))
        change.setAccessibleDescription(label(consent.kind))
        row.addWidget(change)
        return shown

    def _open(self, consent: Consent | None) -> None:
        self._close()
        self.editor = ConsentEditor(self._client_id, consent, self._context)
        self.editor.saved.connect(self._on_saved)
        self.editor.left.connect(self._close)
        self.editor.removal_asked.connect(self._on_removal_asked)
        self.body.addWidget(self.editor)
        self.editor.kind.setFocus()

    def _close(self) -> None:
        if self.editor is not None:
            self.editor.hide()
            self.editor.deleteLater()
            self.editor = None
            self.add.setFocus()

    def flush(self) -> None:
        """Save the open form if anything in it was changed; what can't be taken stays in it."""
        if self.editor is not None and self.editor.is_changed():
            self._on_saved()

    def _on_saved(self) -> None:
        if self.editor is None:
            return
        try:
            consent = self.editor.consent()
        except KnownError as problem:
            self.editor.form.show_problem(error_text(problem))
            return
        self._context.workspace.run(lambda store: consents.record_consent(store, consent=consent))
        self._close()

    def _on_removal_asked(self, consent_id: ConsentId) -> None:
        self._close()
        self._context.workspace.run(
            lambda store: consents.remove_consent(store, consent_id=consent_id), self._on_removed
        )

    def _on_removed(self, written: Written[Consent]) -> None:
        removed = written.value
        self._context.navigation.notify(
            self.tr("The note on “{kind}” was removed.").replace("{kind}", label(removed.kind)),
            self.tr("Undo"),
            lambda: self._context.workspace.run(
                lambda store: consents.record_consent(store, consent=removed)
            ),
        )
