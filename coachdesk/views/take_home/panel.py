"""The page where a form is made that a client takes home."""

from functools import partial
from typing import Final

from attrs import frozen
from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from coachdesk.documents.renderer import RenderedDocument
from coachdesk.documents.take_home import render_take_home
from coachdesk.errors import KnownError
from coachdesk.i18n import error_text
from coachdesk.models.entities.change import Kind
from coachdesk.models.entities.ids import ClauseId, ClientId, EngagementId
from coachdesk.models.entities.sharing import SharedHow, TakeHomeDocument
from coachdesk.models.entities.take_home import TakeHomeForm
from coachdesk.models.take_home import TakeHomePage, form_left, form_title, new_form, take_home_page
from coachdesk.views.context import Context
from coachdesk.views.fields import Choice
from coachdesk.views.labelled import labelled
from coachdesk.views.printing import print_pdf, unprinted_text
from coachdesk.views.recording import record
from coachdesk.views.saving import save_pdf
from coachdesk.views.take_home.stage import Stage
from coachdesk.views.widgets.buttons import primary, quiet, secondary
from coachdesk.views.widgets.check_box import WrappingCheckBox
from coachdesk.views.widgets.clearing import clear
from coachdesk.views.widgets.empty import EmptyState
from coachdesk.views.widgets.flow import FlowLayout
from coachdesk.views.widgets.page import Page, ScrollColumn
from coachdesk.views.widgets.pdf_view import PdfView
from coachdesk.views.widgets.problem import ProblemLine
from coachdesk.views.widgets.text import heading, muted

_MATTERS: Final = (Kind.AGREEMENT, Kind.CLAUSE, Kind.CLIENT, Kind.ENGAGEMENT, Kind.PROFILE)
_LONGEST_NAME: Final = 60


@frozen
class _Shown:
    """The form in sight: what is recorded of it, and the very pages that leave."""

    form: TakeHomeForm
    document: TakeHomeDocument
    pages: RenderedDocument


class TakeHomePanel(Page):
    """What to ask on the left, the pages on the right; what is in sight is what leaves."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.name(self.tr("Take-home form"))
        self._context = context
        self._engagement: EngagementId | None = None
        self._page: TakeHomePage | None = None
        self._wanted: TakeHomeForm | None = None
        self._passed_over: set[ClauseId] = set()
        self.shown: _Shown | None = None
        self.ticks: dict[ClauseId, QCheckBox] = {}
        self.leave = secondary(self.tr("Back to the agreement"), self._on_back)
        self.print = secondary(self.tr("Print…"), partial(self._hand_over, SharedHow.PRINT))
        self.save = primary(self.tr("Save PDF…"), partial(self._hand_over, SharedHow.PDF))
        for part in (self.leave, self.print, self.save):
            self.header.addWidget(part)
        self.note = ProblemLine()
        nobody: tuple[tuple[ClientId, str], ...] = ((ClientId(""), ""),)
        self.client = Choice(nobody, ClientId(""))
        self._for_whom, _ = labelled(self.tr("For"), self.client)
        self.pages = PdfView(context.theme, self.tr("The form, as it will leave"))
        self.all = quiet(self.tr("Tick all"), partial(self._tick, are_asked=True))
        self.none = quiet(self.tr("Tick none"), partial(self._tick, are_asked=False))
        self._questions = QVBoxLayout()
        self._asking = ScrollColumn()
        self.stage = Stage(self._work())
        self.body.addWidget(self.stage, 1)
        self.client.currentIndexChanged.connect(lambda _place: self._make())
        self.keep_up(context.workspace.changed, *_MATTERS, own_too=True)

    def _work(self) -> QWidget:
        asking = self._asking.column
        asking.addWidget(
            muted(
                self.tr(
                    "For your client to think about at home: the clauses that are open, with the client's "
                    "own words so far and none of yours. What comes back is shown to you before it is taken "
                    "over."
                )
            )
        )
        asking.addWidget(self._for_whom)
        asking.addWidget(heading(self.tr("What it asks about"), 3))
        several = FlowLayout(spacing=8)
        several.addWidget(self.all)
        several.addWidget(self.none)
        asking.addLayout(several)
        self._questions.setSpacing(8)
        asking.addLayout(self._questions)
        asking.addStretch(1)
        work = QWidget()
        row = QHBoxLayout()
        row.setSpacing(20)
        row.addWidget(self._asking, 7)
        row.addWidget(self.pages, 11)
        column = QVBoxLayout(work)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.note)
        column.addLayout(row, 1)
        return work

    def open(self, *ids: str) -> None:
        """Show a form about the agreement of the engagement with this id."""
        if ids[0] != self._engagement:
            self._engagement = EngagementId(ids[0])
            self._passed_over = set()
            self._forget_shown()
            self.pages.clear()
        self.refresh()

    def refresh(self) -> None:
        """Read the agreement again."""
        if self._engagement is not None:
            job = partial(take_home_page, engagement_id=self._engagement)
            self._context.workspace.run(job, self._show, origin=self, on_failed=self._say_why_not)

    @property
    def engagement_at_hand(self) -> str:
        """The engagement whose agreement the form is about."""
        return self._engagement or ""

    def focus_first(self) -> None:
        """Put the keyboard on the first question, or on the way back."""
        first = next(iter(self.ticks.values()), None)
        (first if self.stage.has_work and first is not None else self.leave).setFocus()

    def _show(self, page: TakeHomePage) -> None:
        self._page = page
        self.name(self.tr("Take-home form"), " & ".join(name for _, name in page.clients))
        if not page.clauses:
            title = self.tr("Nothing is open")
            self._say(title, self.tr("Mark a clause to talk about again, and a form can ask about it."))
            return
        self._offer_clients(page)
        self._offer_clauses(page)
        self.stage.show_work()
        self.save.show()
        self.print.show()
        if self.leave.hasFocus():
            self.focus_first()
        self._make()

    def _say_why_not(self, error: KnownError) -> None:
        self._say(self.tr("There can be no form now"), error_text(error))

    def _say(self, title: str, text: str) -> None:
        self._forget_shown()
        self.save.hide()
        self.print.hide()
        self.stage.say(EmptyState(title, text, self.tr("Open the agreement"), self._on_back))

    def _offer_clients(self, page: TakeHomePage) -> None:
        before = self.client.value()
        clients = tuple((client, name[:_LONGEST_NAME]) for client, name in page.clients)
        with QSignalBlocker(self.client):
            self.client.offer(clients)
            if before in dict(clients):
                self.client.choose(before)
        self._for_whom.setVisible(len(clients) > 1)

    def _offer_clauses(self, page: TakeHomePage) -> None:
        headings = {clause.id: clause.heading for clause in page.clauses}
        if headings == {clause: tick.text().replace("&&", "&") for clause, tick in self.ticks.items()}:
            return
        clear(self._questions)
        self.ticks = {}
        for clause, words in headings.items():
            tick = WrappingCheckBox(words.replace("&", "&&"))
            tick.setAccessibleName(words)
            tick.setChecked(clause not in self._passed_over)
            tick.toggled.connect(partial(self._on_ticked, clause))
            self._questions.addWidget(tick)
            self.ticks[clause] = tick

    def _tick(self, *, are_asked: bool) -> None:
        for clause, tick in self.ticks.items():
            with QSignalBlocker(tick):
                tick.setChecked(are_asked)
            (self._passed_over.discard if are_asked else self._passed_over.add)(clause)
        self._make()

    def _on_ticked(self, clause: ClauseId, is_asked: bool) -> None:
        (self._passed_over.discard if is_asked else self._passed_over.add)(clause)
        self._make()

    def _make(self) -> None:
        """Make a form of what is ticked; nothing leaves until its pages are in sight."""
        self._forget_shown()
        chosen = {clause for clause, tick in self.ticks.items() if tick.isChecked()}
        self.note.say("" if chosen else self.tr("Tick at least one clause."))
        if not chosen or self._engagement is None:
            self.pages.clear()
            return
        job = partial(new_form, engagement_id=self._engagement, client_id=self.client.value(), chosen=chosen)
        self._context.workspace.run(job, self._render, origin=self)

    def _forget_shown(self) -> None:
        self.shown = self._wanted = None
        self.save.setEnabled(False)
        self.print.setEnabled(False)

    def _render(self, made: tuple[TakeHomeForm, TakeHomeDocument]) -> None:
        form, document = made
        self._wanted = form
        job = partial(render_take_home, document, self._context.renderer)
        self._context.workspace.work(job, partial(self._on_rendered, form, document), origin=self)

    def _on_rendered(self, form: TakeHomeForm, document: TakeHomeDocument, pages: RenderedDocument) -> None:
        if form == self._wanted:
            self.shown = _Shown(form, document, pages)
            self.pages.show_pdf(pages.pdf)
            self.note.say(unprinted_text(pages.unprinted))
            self.save.setEnabled(True)
            self.print.setEnabled(True)

    def _hand_over(self, how: SharedHow) -> None:
        shown = self.shown
        if shown is None:
            return
        recorded = partial(self._record, shown)
        if how is SharedHow.PDF:
            save_pdf(
                self._context,
                self,
                pdf=shown.pages.pdf,
                name=form_title(shown.document.client_name),
                on_saved=lambda _path: recorded(SharedHow.PDF),
            )
        else:
            print_pdf(self._context, self, pdf=shown.pages.pdf, on_printed=recorded)

    def _record(self, shown: _Shown, how: SharedHow) -> None:
        job = partial(
            form_left,
            form=shown.form,
            client_name=shown.document.client_name,
            pdf=shown.pages.pdf,
            how=how,
        )
        record(self._context, job)

    def _on_back(self) -> None:
        self._context.navigation.agreement_requested.emit(self.engagement_at_hand, "")
