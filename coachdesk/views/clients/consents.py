"""What the client agreed to, each on its own."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coachdesk.models import consents
from coachdesk.models.entities.change import Written
from coachdesk.models.entities.ids import ClientId, ConsentId
from coachdesk.models.entities.people import Consent, ConsentState
from coachdesk.views.clients.consent_editor import ConsentEditor
from coachdesk.views.context import Context
from coachdesk.views.inline_form import Job
from coachdesk.views.labels import label, short_day
from coachdesk.views.undo import Undo
from coachdesk.views.widgets.buttons import quiet
from coachdesk.views.widgets.chip import Chip, ChipTone
from coachdesk.views.widgets.clearing import clear
from coachdesk.views.widgets.flow import FlowLayout, growing_column
from coachdesk.views.widgets.fold import Fold
from coachdesk.views.widgets.page import FormName, bring_into_sight
from coachdesk.views.widgets.text import muted, text_label

CONSENT = "consent"
_ROOM_FOR_WORDS = 150
_TONES = {ConsentState.GIVEN: ChipTone.ACCENT, ConsentState.REFUSED: ChipTone.NEUTRAL}


class Consents(Fold):
    """The answers as rows; each opens into a form, and so does a new one."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context.theme, self.tr("Consents"), parent=parent)
        self._context = context
        self._client_id = ClientId("")
        self._shown: tuple[Consent, ...] | None = None
        self.editor: ConsentEditor | None = None
        self._undo: Undo | None = None
        self.add = quiet(self.tr("Note a consent"), lambda: self._open(None))
        inside = QWidget()
        self._rows = QVBoxLayout(inside)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(6)
        self.body.addWidget(inside)
        self.body.addWidget(self.add, alignment=Qt.AlignmentFlag.AlignLeft)

    def take_back_by(self, undo: Undo) -> None:
        """Let what is noted and removed be taken back by the undo of the page."""
        self._undo = undo

    def _note(self, before: Consent | None, after: Consent | None, told: str = "") -> None:
        consent = after or before
        if self._undo is None or consent is None:
            return
        self._undo.note(
            self.tr("Consent: {kind}").replace("{kind}", label(consent.kind)),
            before=before,
            after=after,
            put=lambda wanted: (
                partial(consents.remove_consent, consent_id=consent.id)
                if wanted is None
                else partial(consents.record_consent, consent=wanted)
            ),
            about=(consent.id,),
            told=told,
        )

    def show_consents(self, client_id: ClientId, found: tuple[Consent, ...]) -> None:
        """Show a client's answers."""
        if client_id != self._client_id:
            self.close_form()
        elif found == self._shown:
            return
        self._client_id, self._shown = client_id, found
        self.rename(self.tr("Consents (%n)", "", len(found)) if found else self.tr("Consents"))
        clear(self._rows)
        for consent in found:
            self._rows.addWidget(self._row(consent))
        if not found:
            self._rows.addWidget(muted(self.tr("None asked yet. Each one is asked on its own.")))

    def _row(self, consent: Consent) -> QWidget:
        shown = QWidget()
        row = FlowLayout(shown, spacing=6)
        states = FlowLayout(spacing=6, is_at_end=True)
        day = short_day(consent.given_on, self._context.workspace.today())
        parts = (f"{label(consent.form)}, {day}", consent.scope)
        below = muted(" · ".join(part for part in parts if part))
        row.addWidget(growing_column(_ROOM_FOR_WORDS, text_label(label(consent.kind)), below))
        states.addWidget(Chip(label(consent.state), _TONES.get(consent.state, ChipTone.SAND)))
        change = quiet(self.tr("Change"), partial(self._open, consent))
        change.setAccessibleDescription(label(consent.kind))
        states.addWidget(change)
        row.add_layout(states)
        return shown

    @property
    def held_open(self) -> tuple[FormName, ...]:
        """The form that holds something."""
        return () if self.editor is None or not self.has_unsaved else ((CONSENT, self.editor.consent_id),)

    def open_again(self, consent_id: str) -> None:
        """Open the form of an answer again; of one that is not there, a new one."""
        self.open()
        self._open(next((one for one in self._shown or () if one.id == consent_id), None))

    def _open(self, consent: Consent | None) -> None:
        """Open a form; one that is open and changed is saved first."""
        if self.has_unsaved:
            self._save(then=partial(self._open, consent))
            return
        self.close_form()
        self.editor = ConsentEditor(self._client_id, consent, self._context)
        self.editor.saved.connect(self._save)
        self.editor.left.connect(self.close_form)
        self.editor.removal_asked.connect(self._on_removal_asked)
        self.body.addWidget(self.editor)
        self.editor.kind.setFocus()
        bring_into_sight(self.editor)

    def close_form(self) -> None:
        """Take the form down, whatever is in it."""
        if self.editor is not None:
            self.editor.hide()
            self.editor.deleteLater()
            self.editor = None
            self.add.setFocus()

    @property
    def has_unsaved(self) -> bool:
        """Whether the open form holds something that the vault does not."""
        return self.editor is not None and self.editor.is_changed

    def flush(self) -> None:
        """Save the open form if anything in it was changed; what can't be taken stays in it."""
        if self.has_unsaved:
            self._save()

    def _save(self, then: Callable[[], None] | None = None) -> None:
        editor = self.editor
        if editor is None:
            return

        known = {consent.id: consent for consent in self._shown or ()}

        def close(written: Written[Consent]) -> None:
            self._note(known.get(written.value.id), written.value)
            if self.editor is editor:
                self.close_form()
                if then is not None:
                    then()

        def job() -> Job:
            return partial(consents.record_consent, consent=editor.consent())

        editor.send(self._context.workspace, job, close)

    def _on_removal_asked(self, consent_id: ConsentId) -> None:
        if self.editor is not None:
            job = partial(consents.remove_consent, consent_id=consent_id)
            self.editor.send(self._context.workspace, lambda: job, self._on_removed)

    def _on_removed(self, written: Written[Consent]) -> None:
        self.close_form()
        told = self.tr("The note on “{kind}” was removed.")
        self._note(written.value, None, told.replace("{kind}", label(written.value.kind)))
