"""The versions of an agreement, and what left of each; their pages are shown beside the list."""

from functools import partial

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coachdesk.models.agreement_desk import AgreementDesk
from coachdesk.models.agreement_documents import pages_of
from coachdesk.models.entities.agreement import AgreementVersion
from coachdesk.models.entities.sharing import SharedDocument
from coachdesk.models.lists.rows import Role, RowList
from coachdesk.views.agreements.evidence_card import EvidenceCard
from coachdesk.views.agreements.wording import short_name, signature_text, version_row_text
from coachdesk.views.context import Context
from coachdesk.views.labels import how_text, label, moment_text
from coachdesk.views.shortcuts import add_shortcuts
from coachdesk.views.widgets.buttons import secondary
from coachdesk.views.widgets.flow import FlowLayout
from coachdesk.views.widgets.page import ScrollColumn
from coachdesk.views.widgets.row_view import RowText, RowView
from coachdesk.views.widgets.text import heading, muted, set_text


class History(QWidget):
    """All versions, the newest first; `version_chosen` carries the one to be shown.

    `pages_found` carries the pages of a copy as they left, and what is printed of its version today.
    """

    version_chosen = Signal(object)
    pages_found = Signal(bytes, object)
    left = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._desk: AgreementDesk | None = None
        self.model: RowList[AgreementVersion] = RowList(
            lambda version: version.id, lambda version: self._describe(version).spoken(), self
        )
        self.list = RowView(context.theme, self.tr("Versions"), self.model, self._describe, fits=True)
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self.facts = muted("")
        self.evidence = EvidenceCard(context)
        self.copies: RowList[SharedDocument] = RowList(
            lambda copy: copy.id, lambda copy: self._describe_copy(copy).spoken(), self
        )
        self.handed_out = RowView(
            context.theme, self.tr("Handed out"), self.copies, self._describe_copy, fits=True
        )
        self.handed_out.opened.connect(self._on_copy_opened)
        self.changes = secondary(self.tr("What changed…"), self._on_changes)
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
        scroll.column.addWidget(self._handed_out())
        scroll.column.addStretch(1)
        column.addWidget(scroll, 1)
        row = FlowLayout(spacing=10)
        for button in (self.back, self.changes):
            row.addWidget(button)
        column.addLayout(row)

    def _handed_out(self) -> QWidget:
        self._of_copies = QWidget()
        column = QVBoxLayout(self._of_copies)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(6)
        column.addWidget(heading(self.tr("Handed out"), 3))
        column.addWidget(muted(self.tr("Open one to see its pages as they left.")))
        column.addWidget(self.handed_out)
        return self._of_copies

    def show_desk(self, desk: AgreementDesk) -> None:
        """Show the versions, and the facts about the one that is open with the copies that left of it."""
        self._desk = desk
        self.model.show(tuple(reversed(desk.page.versions)))
        at = self.model.place_of(desk.page.version.id)
        self.list.setCurrentIndex(self.model.index(at))
        set_text(self.facts, "\n".join(self._facts(desk)))
        self.evidence.show_signatures(desk.page.signatures)
        self.copies.show(desk.handed_out)
        self._of_copies.setVisible(bool(desk.handed_out))
        self.changes.setVisible(len(desk.page.versions) > 1)

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
        if version.content_hash:
            lines.append(self.tr("Fingerprint: {hash}").format(hash=version.content_hash[:16]))
        return lines or [self.tr("Nobody has signed it.")]

    def _describe(self, version: AgreementVersion) -> RowText:
        return version_row_text(version, self._context.workspace.today())

    def _describe_copy(self, copy: SharedDocument) -> RowText:
        moment = moment_text(copy.shared_at, self._context.workspace.today())
        return RowText(
            title=self.tr("{what} for {name}").format(
                what=label(copy.kind).capitalize(), name=short_name(copy.for_whom)
            ),
            detail=self.tr("{how} on {moment}").format(how=how_text(copy), moment=moment),
        )

    def _on_copy_opened(self, copy: SharedDocument) -> None:
        job = partial(pages_of, document_id=copy.id)
        self._context.workspace.run(job, self._show_pages, origin=self)

    def _show_pages(self, pdf: bytes | None) -> None:
        if pdf is None:
            self._context.navigation.notify(self.tr("The pages of this one are not kept with the agreement."))
        elif self._desk is not None:
            self.pages_found.emit(pdf, self._desk.document())

    def _on_changes(self) -> None:
        """Compare the version in front with the newest; the newest with the one in force."""
        if self._desk is not None:
            page = self._desk.page
            pair = ("", "") if page.is_newest else (page.version.id, page.versions[-1].id)
            self._context.navigation.changes_requested.emit(page.agreement.engagement_id, *pair)

    def _on_current(self, index: QModelIndex) -> None:
        if index.isValid():
            self.version_chosen.emit(index.data(Role.ROW).id)
