"""The way of a report out: the stored words, once approved, saved or printed, and each copy recorded."""

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from coachdesk.documents.renderer import RenderedDocument
from coachdesk.documents.sponsor_report import render_sponsor_report
from coachdesk.errors import KnownError
from coachdesk.models.entities.ids import EngagementId
from coachdesk.models.entities.sharing import SharedHow
from coachdesk.models.entities.sponsor_report import SponsorReport
from coachdesk.models.remembered import Key
from coachdesk.models.report_leaving import insist_on_approval, report_document, report_left, report_title
from coachdesk.models.sponsor_reports import ReportPage, report_page
from coachdesk.views.context import Context
from coachdesk.views.letting_go import let_go


class HandingOut(QObject):
    """Lets the last report of an engagement leave as it is stored, never as it is only typed.

    `refused` carries why it does not leave.
    """

    refused = Signal(object)

    def __init__(self, context: Context, page: QWidget) -> None:
        super().__init__(page)
        self._context = context
        self._page = page

    def hand_out(self, engagement_id: EngagementId, how: SharedHow) -> None:
        """Read the report anew, and ask where a PDF should go, or for a printer."""
        job = partial(report_page, engagement_id=engagement_id)
        self._context.workspace.run(job, partial(self._let_go, how), origin=self)

    def _let_go(self, how: SharedHow, page: ReportPage) -> None:
        report = page.reports[-1]
        try:
            if report.left_at is None:
                insist_on_approval(page, report)
        except KnownError as error:
            self.refused.emit(error)
            return
        job = partial(render_sponsor_report, report_document(page, report), self._context.renderer)
        self._context.workspace.work(job, partial(self._leave, how, page, report), origin=self)

    def _leave(self, how: SharedHow, page: ReportPage, report: SponsorReport, made: RenderedDocument) -> None:
        let_go(
            self._context,
            self._page,
            pdf=made.pdf,
            how=how,
            name=report_title(page, report),
            remembered_as=Key.REPORT_PROTECTION,
            verb=partial(report_left, report_id=report.id),
        )
