"""The versions of an agreement, and what left of each; their pages are shown beside the list."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coachdesk.models.agreement_desk import AgreementDesk
from coachdesk.models.entities.agreement import AgreementVersion
from coachdesk.models.lists.rows import Role, RowList
from coachdesk.views.agreements.evidence_card import EvidenceCard
from coachdesk.views.agreements.shortcuts import add_shortcuts
from coachdesk.views.agreements.wording import signature_text, version_row_text
from coachdesk.views.context import Context
from coachdesk.views.labels import how_text, moment_text
from coachdesk.views.widgets.buttons import secondary
from coachdesk.views.widgets.page import ScrollColumn
from coachdesk.views.widgets.row_view import RowText, RowView
from coachdesk.views.widgets.text import heading, muted, set_text


class History(QWidget):
    """All versions, the newest first; `version_chosen` carries the one to be shown."""

    version_chosen = Signal(object)
    left = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.model: RowList[AgreementVersion] = RowList(
            lambda version: version.id, lambda version: self._describe(version).spoken(), self
        )
        self.list = RowView(context.theme, self.tr("Versions"), self.model, self._describe, fits=True)
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self.facts = muted("")
        self.evidence = EvidenceCard(context)
        self.back = secondary(self.tr("Back to the agreement"), self.left.emit)
        add_shortcuts(self, ((self.back.text(), "Esc", self.left.emit),))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(heading(self.tr("Versions"), 2))
        scroll = ScrollColumn()
        scroll.column.addWidget(self.list)
        scroll.column.addWidget(self.facts)
        scroll.column.addWidget(self.evidence)
        scroll.column.addStretch(1)
        column.addWidget(scroll, 1)
        column.addWidget(self.back, alignment=Qt.AlignmentFlag.AlignLeft)

    def show_desk(self, desk: AgreementDesk) -> None:
        """Show the versions, and the facts about the one that is open."""
        self.model.show(tuple(reversed(desk.page.versions)))
        at = self.model.place_of(desk.page.version.id)
        self.list.setCurrentIndex(self.model.index(at))
        set_text(self.facts, "\n".join(self._facts(desk)))
        self.evidence.show_signatures(desk.page.signatures)

    def _facts(self, desk: AgreementDesk) -> list[str]:
        today = self._context.workspace.today()
        version, signatures = desk.page.version, desk.page.signatures
        lines = [signature_text(mark, today) for mark in signatures if mark.voided_at is None]
        lines += [
            self.tr("{signature}; taken back on {moment}: {reason}").format(
                signature=signature_text(mark, today),
                moment=moment_text(mark.voided_at, today),
                reason=mark.void_reason,
            )
            for mark in signatures
            if mark.voided_at is not None
        ]
        lines += [
            self.tr("{how} on {moment} for {name}").format(
                how=how_text(shared), moment=moment_text(shared.shared_at, today), name=shared.for_whom
            )
            for shared in desk.handed_out
        ]
        if version.content_hash:
            lines.append(self.tr("Fingerprint: {hash}").format(hash=version.content_hash[:16]))
        return lines or [self.tr("Nobody has signed it, and no copy has left.")]

    def _describe(self, version: AgreementVersion) -> RowText:
        return version_row_text(version, self._context.workspace.today())

    def _on_current(self, index: QModelIndex) -> None:
        if index.isValid():
            self.version_chosen.emit(index.data(Role.ROW).id)
