"""The way out of what changed: the page as previewed, saved or printed, and each copy recorded."""

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from coachdesk.documents.addendum import render_addendum
from coachdesk.documents.renderer import RenderedDocument
from coachdesk.errors import KnownError
from coachdesk.models.addenda import AddendumCopy, Comparison, hand_out_addendum
from coachdesk.models.entities.sharing import SharedHow
from coachdesk.models.remembered import Key
from coachdesk.views.agreements.changes.wording import addendum_title
from coachdesk.views.context import Context
from coachdesk.views.letting_go import let_go


class Leaving(QObject):
    """Makes a page of the stored text and lets it leave in one way."""

    def __init__(self, context: Context, page: QWidget) -> None:
        super().__init__(page)
        self._context = context
        self._page = page

    def hand_out(self, comparison: Comparison, how: SharedHow, *, for_sponsor: bool) -> None:
        """Ask where a PDF should go, or for a printer."""
        try:
            title = addendum_title(comparison, for_sponsor=for_sponsor)
            copy = AddendumCopy(comparison=comparison, for_sponsor=for_sponsor, title=title)
        except KnownError as error:
            self._context.workspace.failed.emit(error)
            return
        job = partial(render_addendum, copy.document, self._context.renderer)
        self._context.workspace.work(job, partial(self._let_go, copy, how), origin=self)

    def _let_go(self, copy: AddendumCopy, how: SharedHow, made: RenderedDocument) -> None:
        let_go(
            self._context,
            self._page,
            pdf=made.pdf,
            how=how,
            name=copy.title,
            remembered_as=Key.ADDENDUM_PROTECTION,
            verb=partial(hand_out_addendum, copy=copy, pdf=made.pdf),
        )
