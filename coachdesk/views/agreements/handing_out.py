"""The way out: the pages as previewed, saved or printed, and each copy recorded."""

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from coachdesk.documents.agreement import render_agreement
from coachdesk.documents.renderer import RenderedDocument
from coachdesk.errors import KnownError
from coachdesk.models.agreement_desk import AgreementDesk
from coachdesk.models.agreement_documents import Copy, hand_out
from coachdesk.models.entities.sharing import SharedHow
from coachdesk.models.remembered import Key
from coachdesk.views.agreements.wording import copy_title
from coachdesk.views.context import Context
from coachdesk.views.printing import print_pdf
from coachdesk.views.recording import record
from coachdesk.views.saving import Saved, save_protected


class HandingOut(QObject):
    """Makes a copy of the stored text, never of what is only typed, and lets it leave in one way."""

    def __init__(self, context: Context, page: QWidget) -> None:
        super().__init__(page)
        self._context = context
        self._page = page

    def hand_out(self, desk: AgreementDesk, how: SharedHow, *, for_sponsor: bool) -> None:
        """Ask where a PDF should go, or for a printer."""
        try:
            title = copy_title(desk.page, for_sponsor=for_sponsor)
            copy = Copy(page=desk.page, for_sponsor=for_sponsor, title=title)
        except KnownError as error:
            self._context.workspace.failed.emit(error)
            return
        if desk.kept is not None and not for_sponsor:
            self._let_go(copy, how, RenderedDocument(pdf=desk.kept))
            return
        document = desk.document(for_sponsor=for_sponsor)
        self._context.workspace.work(
            partial(render_agreement, document, self._context.renderer),
            partial(self._let_go, copy, how),
            origin=self,
        )

    def _let_go(self, copy: Copy, how: SharedHow, made: RenderedDocument) -> None:
        if how is SharedHow.PDF:
            save_protected(
                self._context,
                self._page,
                pdf=made.pdf,
                name=copy.title,
                remembered_as=Key.AGREEMENT_PROTECTION,
                on_saved=partial(self._record_saved, copy, made),
            )
        else:
            print_pdf(self._context, self._page, pdf=made.pdf, on_printed=partial(self._record, copy, made))

    def _record_saved(self, copy: Copy, made: RenderedDocument, saved: Saved) -> None:
        job = partial(
            hand_out,
            copy=copy,
            pdf=made.pdf,
            how=SharedHow.PDF,
            protection=saved.protection,
            sha256=saved.sha256,
        )
        record(self._context, job)

    def _record(self, copy: Copy, made: RenderedDocument, how: SharedHow) -> None:
        record(self._context, partial(hand_out, copy=copy, pdf=made.pdf, how=how))
