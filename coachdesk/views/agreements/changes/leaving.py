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
from coachdesk.views.printing import print_pdf
from coachdesk.views.recording import record
from coachdesk.views.saving import Saved, save_protected


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
        if how is SharedHow.PDF:
            save_protected(
                self._context,
                self._page,
                pdf=made.pdf,
                name=copy.title,
                remembered_as=Key.ADDENDUM_PROTECTION,
                on_saved=partial(self._record_saved, copy, made),
            )
        else:
            print_pdf(self._context, self._page, pdf=made.pdf, on_printed=partial(self._record, copy, made))

    def _record_saved(self, copy: AddendumCopy, made: RenderedDocument, saved: Saved) -> None:
        job = partial(
            hand_out_addendum,
            copy=copy,
            pdf=made.pdf,
            how=SharedHow.PDF,
            protection=saved.protection,
            sha256=saved.sha256,
        )
        record(self._context, job)

    def _record(self, copy: AddendumCopy, made: RenderedDocument, how: SharedHow) -> None:
        record(self._context, partial(hand_out_addendum, copy=copy, pdf=made.pdf, how=how))
