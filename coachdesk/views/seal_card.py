"""The coach's seal in the settings: what it is, its certificate, and whether a sealed PDF is as it was."""

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from coachdesk import files
from coachdesk.documents.certificate import CertificateFacts, as_pem, facts_of
from coachdesk.models.clock import local
from coachdesk.models.entities.change import Change, Kind, Written
from coachdesk.models.entities.sealing import SealIdentity
from coachdesk.models.seals import seal_in_force
from coachdesk.views.context import Context
from coachdesk.views.documents_folder import documents_folder
from coachdesk.views.labels import day_text
from coachdesk.views.saving import file_name
from coachdesk.views.seal_checking import SealChecking
from coachdesk.views.sealing import SealKeeper
from coachdesk.views.widgets.buttons import secondary
from coachdesk.views.widgets.card import Card
from coachdesk.views.widgets.flow import FlowLayout
from coachdesk.views.widgets.fold import Fold
from coachdesk.views.widgets.text import body, heading, muted, set_text

_AS_TEXT: Final = ".pem"
_AS_BYTES: Final = ".cer"


class SealCard(Card):
    """Names the seal in force, hands out its certificate, makes a new one, checks a PDF."""

    def __init__(self, context: Context, seals: SealKeeper) -> None:
        super().__init__()
        self._context = context
        self.seals = seals
        self.certificate = b""
        self.state = body("")
        self.fingerprint = body("")
        self.save = secondary(self.tr("Save certificate…"), self._on_save)
        self.make_new = secondary(self.tr("Make a new seal"), self._on_make_new)
        self.renewal = Fold(context.theme, self.tr("Make a new one"))
        self.checking = SealChecking(context)
        self._lay_out()
        self._show(None)
        context.workspace.changed.connect(self._on_changed)

    def _lay_out(self) -> None:
        self.body.addWidget(heading(self.tr("Your seal"), 2))
        self.body.addWidget(body(self._meaning()))
        self.body.addWidget(self.state)
        self.body.addWidget(self.fingerprint)
        buttons = FlowLayout(spacing=8)
        buttons.addWidget(self.save)
        buttons.addWidget(self.checking.choose)
        self.body.addLayout(buttons)
        self.body.addWidget(self.checking)
        self.renewal.body.addWidget(muted(self._about_renewal()))
        self.renewal.body.addWidget(self.make_new, alignment=Qt.AlignmentFlag.AlignLeading)
        self.body.addWidget(self.renewal)

    def _meaning(self) -> str:
        return self.tr(
            "A seal goes around a PDF that you save, and any PDF reader shows if the file was changed"
            " afterwards. Its certificate is made here and vouched for by nobody else, so a reader says that"
            " it does not know you until your client has added it."
        )

    def _about_renewal(self) -> str:
        return self.tr(
            "Worth it where your name or your practice has changed, or somebody may have had your open"
            " vault. The former key is deleted; what it sealed stays checkable, here and in any PDF reader."
        )

    def refresh(self) -> None:
        """Find out which seal is in force."""
        self._context.workspace.run(seal_in_force, self._show, origin=self)

    def forget(self) -> None:
        """Forget the password that was typed to check a file."""
        self.checking.forget()

    def _show(self, seal: SealIdentity | None) -> None:
        self.certificate = b"" if seal is None else seal.certificate
        for part in (self.fingerprint, self.save, self.renewal):
            part.setHidden(seal is None)
        if seal is None:
            set_text(self.state, self.tr("There is none yet. The first PDF that you seal makes one."))
        else:
            self._describe(facts_of(seal.certificate))

    def _describe(self, facts: CertificateFacts) -> None:
        who = f"{facts.name}, {facts.organisation}" if facts.organisation else facts.name
        text = self.tr("Made on {day} for {name}; it seals until {end}.")
        text = text.replace("{day}", day_text(local(facts.made_at).date()))
        text = text.replace("{end}", day_text(local(facts.ends_at).date()))
        set_text(self.state, text.replace("{name}", who))
        text = self.tr("Its fingerprint, to compare by voice:\n{fingerprint}")
        set_text(self.fingerprint, text.replace("{fingerprint}", facts.grouped))

    def _on_save(self) -> None:
        name = self.tr("Certificate of {name}").replace("{name}", facts_of(self.certificate).name)
        path = self._ask_where(name)
        if path is not None:
            content = as_pem(self.certificate) if path.suffix.lower() == _AS_TEXT else self.certificate
            job = partial(files.write_atomically, path, content)
            self._context.workspace.work(job, partial(self._on_saved, path), origin=self)

    def _ask_where(self, name: str) -> Path | None:
        chosen, _ = QFileDialog.getSaveFileName(
            self,
            self.tr("Save certificate"),
            str(documents_folder() / f"{file_name(name)}{_AS_BYTES}"),
            self.tr("Certificate (*.cer *.pem)"),
        )
        if not chosen:
            return None
        path = Path(chosen)
        is_named = path.suffix.lower() in (_AS_BYTES, _AS_TEXT)
        return path if is_named else path.with_name(path.name + _AS_BYTES)

    def _on_saved(self, path: Path, _nothing: None) -> None:
        text = self.tr("Saved as {name}. It holds your name and no key; give it to whom you like.")
        self._context.navigation.notify(text.replace("{name}", path.name))

    def _on_make_new(self) -> None:
        self.seals.make_new(self._on_made, origin=self)

    def _on_made(self, written: Written[SealIdentity]) -> None:
        self._show(written.value)
        self.renewal.button.setChecked(False)
        self._context.navigation.notify(self.tr("Your new seal is in force."))

    def _on_changed(self, change: Change, origin: object) -> None:
        if origin is not self and change.touches(Kind.SEAL):
            self.refresh()
