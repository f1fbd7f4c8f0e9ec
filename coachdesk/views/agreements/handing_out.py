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
from coachdesk.views.letting_go import let_go


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
        let_go(
            self._context,
            self._page,
            pdf=made.pdf,
            how=how,
            name=copy.title,
            remembered_as=Key.AGREEMENT_PROTECTION,
            verb=partial(hand_out, copy=copy, pdf=made.pdf),
        )
