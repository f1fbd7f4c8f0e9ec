"""The way out: the pages as previewed, saved or printed, and each copy recorded."""

from functools import partial

from attrs import frozen
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from coachdesk.documents.agreement import render_agreement
from coachdesk.documents.renderer import RenderedDocument
from coachdesk.models.agreement_desk import AgreementDesk
from coachdesk.models.agreement_documents import hand_out
from coachdesk.models.entities.agreement import Party
from coachdesk.models.entities.sharing import SharedHow
from coachdesk.views.agreements.wording import copy_title, joined
from coachdesk.views.context import Context
from coachdesk.views.printing import print_pdf
from coachdesk.views.saving import save_pdf


@frozen(kw_only=True)
class Copy:
    """A finished copy, and whom it is for."""

    desk: AgreementDesk
    pdf: bytes
    for_sponsor: bool

    @property
    def title(self) -> str:
        """What the record and the file call it."""
        return copy_title(self.desk.page)

    @property
    def for_whom(self) -> str:
        """Who receives it."""
        party = Party.SPONSOR if self.for_sponsor else Party.CLIENT
        return joined(
            ", ".join(part for part in (name.name, name.organisation) if part)
            for name in self.desk.page.names_of(party)
        )


class HandingOut(QObject):
    """Makes a copy of the stored text, never of what is only typed, and lets it leave in one way."""

    def __init__(self, context: Context, page: QWidget) -> None:
        super().__init__(page)
        self._context = context
        self._page = page

    def hand_out(self, desk: AgreementDesk, how: SharedHow, *, for_sponsor: bool) -> None:
        """Ask where a PDF should go, or for a printer."""
        if desk.kept is not None and not for_sponsor:
            copy = Copy(desk=desk, pdf=desk.kept, for_sponsor=False)
            self._let_go(copy, how)
            return
        document = desk.document(for_sponsor=for_sponsor)
        self._context.workspace.work(
            partial(render_agreement, document, self._context.renderer),
            lambda made: self._on_made(desk, how, made, for_sponsor=for_sponsor),
            origin=self,
        )

    def _on_made(
        self, desk: AgreementDesk, how: SharedHow, made: RenderedDocument, *, for_sponsor: bool
    ) -> None:
        self._let_go(Copy(desk=desk, pdf=made.pdf, for_sponsor=for_sponsor), how)

    def _let_go(self, copy: Copy, how: SharedHow) -> None:
        if how is SharedHow.PDF:
            save_pdf(
                self._context,
                self._page,
                pdf=copy.pdf,
                name=copy.title,
                on_saved=lambda _path: self._record(copy, SharedHow.PDF),
            )
        else:
            print_pdf(
                self._context,
                self._page,
                pdf=copy.pdf,
                title=copy.title,
                on_printed=partial(self._record, copy),
            )

    def _record(self, copy: Copy, how: SharedHow) -> None:
        self._context.workspace.run(
            partial(
                hand_out,
                version_id=copy.desk.page.version.id,
                pdf=copy.pdf,
                how=how,
                title=copy.title,
                for_whom=copy.for_whom,
                for_sponsor=copy.for_sponsor,
            )
        )
