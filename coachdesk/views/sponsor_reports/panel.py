"""The page where a report to the sponsor is written, shown to the client, and handed over."""

from collections.abc import Callable
from functools import partial
from typing import Any, Final

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from coachdesk.documents.renderer import RenderedDocument
from coachdesk.documents.sponsor_report import render_sponsor_report, suggested_words
from coachdesk.errors import KnownError
from coachdesk.i18n import error_text
from coachdesk.models import sponsor_reports as reports
from coachdesk.models.entities.change import Kind, Written
from coachdesk.models.entities.ids import EngagementId
from coachdesk.models.entities.sharing import SharedHow
from coachdesk.models.entities.sponsor_report import ReportPart, SponsorReport
from coachdesk.models.report_leaving import report_document
from coachdesk.models.sponsor_reports import ReportPage
from coachdesk.models.store import Store
from coachdesk.views.context import Context
from coachdesk.views.sponsor_reports.approvals import Approvals
from coachdesk.views.sponsor_reports.handing_out import HandingOut
from coachdesk.views.sponsor_reports.report_form import ReportForm
from coachdesk.views.widgets.buttons import primary, rename, secondary
from coachdesk.views.widgets.centred import centred
from coachdesk.views.widgets.empty import EmptyState
from coachdesk.views.widgets.looks import give_look
from coachdesk.views.widgets.more import MoreButton
from coachdesk.views.widgets.page import Page, ScrollColumn
from coachdesk.views.widgets.pdf_view import PdfView
from coachdesk.views.widgets.problem import ProblemLine
from coachdesk.views.widgets.save_line import SaveLine
from coachdesk.views.widgets.text import muted, set_text

_TRIM: Final = 0.08
_WIDEST_PAPER: Final = 820
_MATTERS: Final = (Kind.SPONSOR_REPORT, Kind.AGREEMENT, Kind.CLIENT, Kind.PROFILE)
Job = Callable[[Store], Written[Any]]


class SponsorReportPanel(Page):
    """Words on the left, pages on the right; while it is shown to the client, the pages alone."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.name(self.tr("Report to the sponsor"))
        self._context = context
        self._engagement: EngagementId | None = None
        self._page: ReportPage | None = None
        self._shown: tuple[SponsorReport, RenderedDocument] | None = None
        self._handing_out = HandingOut(context, self)
        self.saved = SaveLine()
        self.is_shown = False
        self.show_it = primary("", lambda: self._show_to_client(not self.is_shown))
        self.print = secondary(self.tr("Print…"), partial(self._hand_over, SharedHow.PRINT))
        self.save = secondary(self.tr("Save PDF…"), partial(self._hand_over, SharedHow.PDF))
        self.more = MoreButton(context.theme, self.tr("More about this report"), self._entries())
        self.leave = secondary(self.tr("Back to the agreement"), self._on_back)
        for part in (self.saved, self.leave, self.print, self.save, self.show_it, self.more):
            self.header.addWidget(part)
        self.note = ProblemLine()
        self.word = muted("")
        self.form = ReportForm(context)
        self.approvals = Approvals()
        self.pages = PdfView(context.theme, self.tr("The report, as it will leave"), trim=_TRIM)
        self.nothing = QStackedWidget()
        self._lay_out()
        self._connect()

    def _entries(self) -> tuple[tuple[str, str, Callable[[], object]], ...]:
        return (
            ("another", self.tr("Begin another report"), self._on_begin),
            ("drop", self.tr("Let this report go"), self._on_drop),
        )

    def _lay_out(self) -> None:
        self._writing = ScrollColumn()
        self._writing.column.addWidget(self.form)
        self._writing.column.addStretch(1)
        self._work = QWidget()
        row = QHBoxLayout()
        row.setSpacing(20)
        row.addWidget(self._writing, 10)
        row.addLayout(centred(self.pages, _WIDEST_PAPER), 11)
        column = QVBoxLayout(self._work)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for part in (self.word, self.note, self.approvals):
            column.addWidget(part)
        column.addLayout(row, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.nothing)
        self._stack.addWidget(self._work)
        self.body.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self._handing_out.refused.connect(lambda error: self.note.say(error_text(error)))
        self.form.saver.state_changed.connect(self._on_state)
        self.form.typed.connect(self._on_typed)
        self.approvals.answered.connect(self._on_answered)
        self.keep_up(self._context.workspace.changed, *_MATTERS, own_too=True)

    def open(self, *ids: str) -> None:
        """Show the report of the engagement with this id."""
        self.flush()
        if ids[0] != self._engagement:
            self._forget_shown()
        self._engagement = EngagementId(ids[0])
        self.is_shown = False
        self.note.say("")
        self.refresh()

    def refresh(self) -> None:
        """Read the reports again."""
        if self._engagement is not None:
            job = partial(reports.report_page, engagement_id=self._engagement)
            self._context.workspace.run(job, self._show, origin=self, on_failed=self._say_why_not)

    def flush(self) -> None:
        """Save at once what is being typed."""
        self.form.saver.flush()

    @property
    def has_unsaved(self) -> bool:
        """Whether there are words that could not be saved."""
        return self.form.saver.is_dirty

    @property
    def engagement_at_hand(self) -> str:
        """The engagement that the report is about."""
        return self._engagement or ""

    def focus_first(self) -> None:
        """Put the keyboard on the first field, or where something can be done."""
        fields = list(self.form.fields.values())
        if self._stack.currentWidget() is self.nothing:
            self.leave.setFocus()
        elif fields and not self._writing.isHidden():
            fields[0].setFocus()
        else:
            (self.save if self.show_it.isHidden() else self.show_it).setFocus()

    @property
    def _report(self) -> SponsorReport | None:
        return self._page.reports[-1] if self._page is not None and self._page.reports else None

    def _show(self, page: ReportPage) -> None:
        self._page = page
        names = " & ".join(page.clients)
        self.name(self.tr("Report to the sponsor"), f"{names} · {page.sponsor}")
        report = self._report
        if report is None:
            self._offer_to_begin(page)
            return
        is_new = self.has_keyboard and self._stack.currentWidget() is self.nothing
        self._stack.setCurrentWidget(self._work)
        self._show_controls(page, report)
        self.form.show_report(report)
        self._show_answers(page, report)
        if is_new:
            self.focus_first()
        self._render(page, report)

    def _show_controls(self, page: ReportPage, report: SponsorReport) -> None:
        has_left = report.left_at is not None
        for part in (self.saved, self.show_it, self._writing):
            part.setHidden(has_left)
        self._writing.setHidden(has_left or self.is_shown)
        self.more.show()
        self.save.show()
        self.print.show()
        self.more.action("another").setVisible(has_left)
        self.more.action("drop").setVisible(not has_left)
        may_leave = has_left or not page.waits_for(report)
        set_text(self.word, self._word(report, may_leave=may_leave))
        self._lead_on(may_leave=may_leave)

    def _lead_on(self, *, may_leave: bool) -> None:
        """Let the next step stand out: the client's yes, and only then the way out."""
        rename(self.show_it, self.tr("Go on writing") if self.is_shown else self.tr("Show it to the client"))
        give_look(self.show_it, "secondary" if may_leave or self.is_shown else "primary")
        give_look(self.save, "primary" if may_leave else "secondary")

    def _word(self, report: SponsorReport, *, may_leave: bool) -> str:
        if report.left_at is not None:
            return self.tr("This report has left. It stays as it is, and can't be taken back.")
        if may_leave:
            return self.tr("It can leave now, just as it is. Changing a word takes the yes away.")
        if self.is_shown:
            return self.tr("Let your client read it here, beside you. A yes is to exactly these words.")
        return self.tr(
            "Write only what the sponsor may hear. It leaves once your client has read and approved it; "
            "changing a word takes that yes away."
        )

    def _show_answers(self, page: ReportPage, report: SponsorReport) -> None:
        can_answer = self.is_shown and report.left_at is None and not self.form.saver.is_dirty
        is_answered = self.approvals.isAncestorOf(self.window().focusWidget() or self)
        self.approvals.show_report(page, report, can_answer=can_answer)
        if is_answered and can_answer and not page.waits_for(report):
            self.save.setFocus()  # pressed twice, the button that said yes would take it back

    def _offer_to_begin(self, page: ReportPage) -> None:
        if page.fields:
            self._say(
                EmptyState(
                    self.tr("No report yet"),
                    self.tr("It holds what the agreement names, and leaves with your client's yes."),
                    self.tr("Begin a report"),
                    self._on_begin,
                )
            )
        else:
            self._say(
                EmptyState(
                    self.tr("The agreement names nothing that a report may hold"),
                    self.tr("Start a new version, and tick it in the clause about the sponsor."),
                    self.tr("Open the agreement"),
                    self._on_back,
                )
            )

    def _say_why_not(self, error: KnownError) -> None:
        self._page = None
        title = self.tr("There can be no report yet")
        self._say(EmptyState(title, error_text(error), self.tr("Open the agreement"), self._on_back))

    def _say(self, state: EmptyState) -> None:
        former = self.nothing.currentWidget()
        self.nothing.addWidget(state)
        self.nothing.setCurrentWidget(state)
        if former is not None:
            self.nothing.removeWidget(former)
            former.deleteLater()
        self._stack.setCurrentWidget(self.nothing)
        for part in (self.saved, self.show_it, self.save, self.print, self.more):
            part.hide()

    def _forget_shown(self) -> None:
        """Leave no page of one client's report in sight while another's is made."""
        self._shown = None
        self.pages.clear()

    def _render(self, page: ReportPage, report: SponsorReport) -> None:
        job = partial(render_sponsor_report, report_document(page, report), self._context.renderer)
        self._context.workspace.work(job, partial(self._on_rendered, report), origin=self)

    def _on_rendered(self, report: SponsorReport, rendered: RenderedDocument) -> None:
        if report == self._report:
            self._shown = (report, rendered)
            self.pages.show_pdf(rendered.pdf)

    def _on_typed(self) -> None:
        """Take the buttons away that would say yes to words that are no longer there."""
        self.note.say("")
        if self._page is not None and self._report is not None:
            self._show_answers(self._page, self._report)

    def _on_state(self) -> None:
        saver = self.form.saver
        self.saved.show_state(saver.state)
        self.note.say("" if saver.failure is None else error_text(saver.failure))

    def _show_to_client(self, is_shown: bool) -> None:
        self.is_shown = is_shown
        self.note.say("")
        self.flush()
        if self._page is not None and self._report is not None:
            self._show_controls(self._page, self._report)
            self._show_answers(self._page, self._report)

    # What is done with the report.

    def _run(self, job: Job, on_done: Callable[[Any], None] | None = None) -> None:
        self._context.workspace.run(job, on_done)

    def _on_begin(self) -> None:
        page = self._page
        if page is None or self._engagement is None:
            return
        facts, language = page.facts, page.agreement.version.language
        parts = tuple(
            ReportPart(
                field=field,
                words=suggested_words(
                    field,
                    language,
                    held_on=facts.held_on,
                    planned=facts.sessions_planned,
                    purpose=facts.purpose,
                ),
            )
            for field in page.fields
        )
        self.is_shown = False
        self._run(partial(reports.begin_report, engagement_id=self._engagement, parts=parts))

    def _on_drop(self) -> None:
        self.flush()
        if self._report is not None:
            self._run(partial(reports.drop_report, report_id=self._report.id), self._on_dropped)

    def _on_dropped(self, written: Written[SponsorReport]) -> None:
        self._offer_back(self.tr("The report is gone."), written.value)

    def _offer_back(self, text: str, report: SponsorReport) -> None:
        """Offer a report that was let go; where it can't come back yet, say why and offer it again."""
        job = partial(reports.put_report_back, report=report)

        def put_back() -> None:
            self._context.workspace.run(
                job, on_failed=lambda error: self._offer_back(error_text(error), report)
            )

        self._context.navigation.notify(text, self.tr("Undo"), put_back)

    def _on_answered(self, name: str, is_yes: bool) -> None:
        if self._shown is None:
            return
        self.note.say("")
        report = self._shown[0]
        if is_yes:
            job = partial(reports.approve_report, report_id=report.id, name=name, shown=report.content_hash)
        else:
            job = partial(reports.take_approval_back, report_id=report.id, name=name)
        self._run(job)

    def _hand_over(self, how: SharedHow) -> None:
        self.flush()
        if self._engagement is not None:
            self._handing_out.hand_out(self._engagement, how)

    def _on_back(self) -> None:
        if self._engagement is not None:
            self._context.navigation.agreement_requested.emit(self._engagement, "")
