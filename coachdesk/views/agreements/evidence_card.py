"""What was drawn or scanned under a version, to be looked at again; signatures taken back too."""

from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from coachdesk.models.entities.agreement import Signature, SigningMethod
from coachdesk.models.entities.evidence import Evidence
from coachdesk.models.entities.ids import SignatureId
from coachdesk.models.evidence import get_evidence
from coachdesk.views.agreements.evidence_view import EvidenceView
from coachdesk.views.agreements.wording import short_name
from coachdesk.views.context import Context
from coachdesk.views.widgets.buttons import quiet, rename
from coachdesk.views.widgets.page import bring_into_sight

_LONGEST_NAME: Final = 24


class EvidenceCard(QWidget):
    """A button for each signature that left something behind; what it shows stands below them."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._signatures: tuple[Signature, ...] = ()
        self._shown: SignatureId | None = None
        self.buttons: dict[SignatureId, QPushButton] = {}
        self.view = EvidenceView(context)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addWidget(self.view)
        self.hide()

    def show_signatures(self, signatures: tuple[Signature, ...]) -> None:
        """Offer what belongs to these signatures."""
        found = tuple(mark for mark in signatures if mark.evidence_hash)
        self.setVisible(bool(found))
        if found == self._signatures:
            return
        self._signatures = found
        self._close()
        for button in self.buttons.values():
            button.hide()
            button.deleteLater()
        self.buttons = {mark.id: quiet("", partial(self._on_pressed, mark)) for mark in found}
        for at, button in enumerate(self.buttons.values()):
            self._column.insertWidget(at, button, alignment=Qt.AlignmentFlag.AlignLeft)
        self._name_buttons()

    def _on_pressed(self, signature: Signature) -> None:
        if signature.id == self._shown:
            self._close()
            return
        self._shown = signature.id
        self._name_buttons()
        job = partial(get_evidence, signature_id=signature.id)
        self._context.workspace.run(job, partial(self._on_read, signature), origin=self)

    def _on_read(self, signature: Signature, evidence: Evidence) -> None:
        if signature.id != self._shown:
            return
        self.view.show_evidence(evidence)
        if evidence.sha256 != signature.evidence_hash:
            self.view.problem.say(
                self.tr("This is not what was kept when it was signed: it was changed outside CoachDesk.")
            )
        bring_into_sight(self.view)

    def _close(self) -> None:
        self._shown = None
        self.view.clear()
        self._name_buttons()

    def _name_buttons(self) -> None:
        for mark in self._signatures:
            if mark.id in self.buttons:
                rename(self.buttons[mark.id], self._text(mark))

    def _text(self, signature: Signature) -> str:
        is_drawn = signature.method is SigningMethod.DRAWN
        if signature.id == self._shown:
            text = self.tr("Hide what {name} drew") if is_drawn else self.tr("Hide the scan of {name}")
        else:
            text = self.tr("Show what {name} drew") if is_drawn else self.tr("Show the scan of {name}")
        return text.replace("{name}", short_name(signature.name, _LONGEST_NAME))
