"""Pause or end: a rest of the work, or its end, step by step."""

from functools import partial
from typing import Any, Final

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from coachdesk.errors import KnownError
from coachdesk.models import ending, pauses, standing
from coachdesk.models.ending_page import EndingPage, ending_page
from coachdesk.models.entities.change import Kind
from coachdesk.models.entities.ending import EndingStep, StepTaken
from coachdesk.models.entities.ids import EngagementId
from coachdesk.models.entities.people import EngagementState
from coachdesk.models.entities.review import ReviewKind
from coachdesk.models.review_plans import plan_review, remove_plan
from coachdesk.models.standing import Standing
from coachdesk.views.ask_card import AskCard, Read
from coachdesk.views.context import Context
from coachdesk.views.day_field import DayField
from coachdesk.views.ending.end_card import EndCard
from coachdesk.views.ending.rest_card import RestCard
from coachdesk.views.ending.step_card import StepCard
from coachdesk.views.ending.wording import end_text, reviewed, step_text, taken_text
from coachdesk.views.form import Form
from coachdesk.views.names import names_text
from coachdesk.views.undo import Undo
from coachdesk.views.widgets.buttons import primary, quiet, secondary
from coachdesk.views.widgets.page import FormName, Page, ScrollColumn
from coachdesk.views.widgets.saver import Job
from coachdesk.views.widgets.text import muted, set_text
from coachdesk.workspace import OnFailed

_WIDEST: Final = 760
_MATTERS: Final = (
    Kind.ENDING,
    Kind.PAUSE,
    Kind.ENGAGEMENT,
    Kind.CLIENT,
    Kind.COMMITMENT,
    Kind.PLEDGE,
    Kind.FEEDBACK,
    Kind.REVIEW,
    Kind.SHARED_DOCUMENT,
    Kind.AGREEMENT,
)


class EndingPanel(Page):
    """Five calm steps one under the other, each leading to where it is tended."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._context = context
        self._wanted = EngagementId("")
        self._shown: EndingPage | None = None
        self._leads_on = False
        self.undo = Undo(context, self)
        self.leave = secondary(self.tr("Back"), context.navigation.back_requested.emit)
        self.on_again = quiet(self.tr("Go on after all"), self._on_after_all)
        self.close_it = primary(self.tr("Close the work"), self._on_close)
        for part in (self.leave, self.on_again, self.close_it):
            self.header.addWidget(part)
        self.ask = AskCard(self.leave)
        self.rest = RestCard(self._on_pause, self._on_return)
        self.way_out = EndCard(self._on_begin)
        self.begin = self.way_out.begin
        self.steps = {step: self._card(step) for step in EndingStep}
        self.end = muted("")
        self._lay_out()
        self.keep_up(context.workspace.changed, *_MATTERS)

    def _card(self, step: EndingStep) -> StepCard:
        title, way = {
            EndingStep.REVIEW: (self.tr("Look back at what you agreed"), self.tr("Open the review")),
            EndingStep.PROMISES: (self.tr("What is still promised"), self.tr("Open the promises")),
            EndingStep.FEEDBACK: (self.tr("A sentence from each of you"), self.tr("Open the feedback")),
            EndingStep.HAND_OVER: (self.tr("What they take along"), self.tr("Open the pack")),
            EndingStep.RECORDS: (self.tr("Records, and until when"), self.tr("Open the agreement")),
        }[step]
        card = StepCard(step, title, way)
        card.way_wanted.connect(self._on_way)
        card.done.connect(self._on_done)
        card.skip_wanted.connect(self._on_skip)
        card.taken_back.connect(self._on_taken_back)
        return card

    def _lay_out(self) -> None:
        scroll = ScrollColumn(widest=_WIDEST)
        scroll.column.setSpacing(14)
        for part in (self.ask, self.rest, self.way_out, *self.steps.values(), self.end):
            scroll.column.addWidget(part)
        scroll.column.addStretch(1)
        self._scroll = scroll
        scroll.hide()
        self.body.addWidget(scroll)

    @property
    def commands(self) -> tuple[QAction, ...]:
        """Undo and redo."""
        return self.undo.commands

    @property
    def engagement_at_hand(self) -> str:
        """The engagement that rests or ends."""
        return self._wanted

    @property
    def client_at_hand(self) -> str:
        """The one client whom the work is with."""
        clients = () if self._shown is None else self._shown.clients
        return clients[0].id if len(clients) == 1 else ""

    def open(self, *ids: str) -> None:
        """Show the engagement with this id."""
        if ids[0] != self._wanted:
            self.ask.go_with_record(self._context.navigation)
            self._scroll.hide()
        self._wanted = EngagementId(ids[0])
        self.undo.turn_to(self._wanted)
        self.refresh()

    @property
    def has_unsaved(self) -> bool:
        """Whether a question is half answered."""
        return self.ask.has_words

    @property
    def held_open(self) -> tuple[FormName, ...]:
        """The question that is half answered."""
        return self.ask.held_open

    def open_again(self, *name: str) -> None:
        """Ask a question again."""
        match name:
            case ("skip", step):
                self._on_skip(EndingStep(step))
            case (asked,):
                {"close": self._on_close, "rest": self._on_pause, "return": self._on_return}[asked]()

    def refresh(self) -> None:
        """Read it again."""
        job = partial(ending_page, engagement_id=self._wanted)
        self._context.workspace.run(job, self._show, origin=self, on_failed=self._on_gone)

    def focus_first(self) -> None:
        """Put the keyboard on what comes next."""
        ahead = () if self._shown is None else ending.steps_ahead(self._shown.standing)
        if self.begin.isVisibleTo(self):
            self.rest.first.setFocus()
        elif ahead and self._is_under_way:
            self.steps[ahead[0]].first.setFocus()
        else:
            (self.close_it if self.close_it.isVisibleTo(self) else self.leave).setFocus()

    @property
    def _whom(self) -> str:
        """The full names of whom the work is with."""
        clients = () if self._shown is None else self._shown.clients
        return " ".join(client.display_name for client in clients)

    @property
    def _is_under_way(self) -> bool:
        now = None if self._shown is None else self._shown.standing.ending
        return now is not None and now.closed_on is None

    def _show(self, page: EndingPage) -> None:
        if page.standing.engagement.id != self._wanted:
            return
        is_led = self._leads_on or not self._scroll.isVisibleTo(self)
        had_keyboard, self._leads_on = self.has_keyboard, False
        self._shown = page
        self.name(self.tr("Pause or end"), names_text([client.display_name for client in page.clients]))
        today = self._context.workspace.today()
        self.rest.show_standing(page.standing, today)
        self._show_ways(page.standing)
        taken = {one.step: one for one in page.standing.steps}
        for step, card in self.steps.items():
            card.setVisible(page.standing.ending is not None)
            state = taken_text(taken.get(step), today)
            card.show_step(step_text(page, step, today), state, is_under_way=self._is_under_way)
        self._scroll.show()
        if had_keyboard and is_led:
            self.focus_first()

    def _show_ways(self, now: Standing) -> None:
        is_closed = now.engagement.state is EngagementState.CLOSED
        ahead = ending.steps_ahead(now)
        self.way_out.show_standing(now, can_begin=now.ending is None and not is_closed)
        self.on_again.setVisible(now.ending is not None)
        self.close_it.setVisible(self._is_under_way)
        self.close_it.setEnabled(not ahead)
        set_text(self.end, end_text(now))
        self.end.setVisible(now.ending is not None)

    def _on_gone(self, error: KnownError) -> None:
        self._context.workspace.failed.emit(error)
        self._context.navigation.back_requested.emit()

    def _do(self, job: Job, text: str, *, told: str = "", on_failed: OnFailed | None = None) -> None:
        """Do what the whole standing can be taken back from, and lead to what comes next."""
        self._leads_on = True
        self.undo.do(
            job,
            inverse_of=lambda before: partial(standing.put_back, before=before),
            redo_of=lambda until_now: partial(standing.put_back, before=until_now),
            text=text,
            told=told,
            on_failed=on_failed,
        )

    def _on_begin(self) -> None:
        self._do(partial(ending.begin_ending, engagement_id=self._wanted), self.tr("Ending begun"))

    def _on_after_all(self) -> None:
        job = partial(ending.go_on_after_all, engagement_id=self._wanted)
        self._do(job, self.tr("Going on after all"), told=self.tr("The work goes on."))

    def _on_close(self) -> None:
        def build(form: Form) -> Read:
            words = form.line(
                self.tr("A word on how it ended"), hint=self.tr("For you alone. It may stay empty.")
            )
            return words.text

        def close(words: str) -> None:
            job = partial(ending.close_work, engagement_id=self._wanted, words=words)
            told = self.tr("The work is closed. Thank you both.")
            self._do(job, self.tr("Work closed"), told=told, on_failed=self.ask.refuse)

        self.ask.ask(self.tr("Close this work today?"), self.tr("Close it"), build, close, named=("close",))

    def _on_pause(self) -> None:
        def build(form: Form) -> Read:
            why = form.line(self.tr("Why it rests"), hint=self.tr("For you alone. It may stay empty."))
            until = form.day(self.tr("Meant to go on"), hint=self.tr("Today says so from that day on."))
            return lambda: (why.text(), until.value())

        def pause(answer: tuple[str, Any]) -> None:
            why, until = answer
            job = partial(pauses.pause_work, engagement_id=self._wanted, why=why, until=until)
            told = self.tr("The work rests.")
            self._do(job, self.tr("Pause begun"), told=told, on_failed=refuse)

        def refuse(error: KnownError) -> None:
            self.ask.refuse(error)
            self.ask.form.findChildren(DayField)[0].setFocus()

        self.ask.ask(
            self.tr("Let this work rest from today?"), self.tr("Let it rest"), build, pause, named=("rest",)
        )

    def _on_return(self) -> None:
        def build(form: Form) -> Read:
            welcome = form.line(
                self.tr("How you begin again"),
                hint=self.tr("What has changed? Does the agreement still fit? It may stay empty."),
            )
            return welcome.text

        def go_on(welcome: str) -> None:
            job = partial(pauses.return_to_work, engagement_id=self._wanted, welcome=welcome)
            told = self.tr("The work goes on. Welcome back.")
            self._do(job, self.tr("Pause ended"), told=told, on_failed=self.ask.refuse)

        self.ask.ask(self.tr("Go on from today?"), self.tr("Go on"), build, go_on, named=("return",))

    def _on_done(self, step: EndingStep) -> None:
        job = partial(ending.take_step, engagement_id=self._wanted, step=step)
        self._settle(job, self.tr("Step done"))

    def _on_skip(self, step: EndingStep) -> None:
        def build(form: Form) -> Read:
            return form.line(self.tr("Why it is left out"), hint=self.tr("For you alone.")).text

        def leave_out(because: str) -> None:
            job = partial(ending.skip_step, engagement_id=self._wanted, step=step, because=because)
            self._settle(job, self.tr("Step left out"), on_failed=self.ask.refuse)

        question = self.tr("Leave this out: {step}?").replace("{step}", self.steps[step].title)
        self.ask.ask(question, self.tr("Leave it out"), build, leave_out, named=("skip", step))

    def _on_taken_back(self, step: EndingStep) -> None:
        ahead = StepTaken(engagement_id=self._wanted, step=step)
        self._settle(partial(ending.put_step, taken=ahead), self.tr("Step taken back"))

    def _settle(self, job: Job, text: str, *, on_failed: OnFailed | None = None) -> None:
        self._leads_on = True
        self.undo.do(
            job,
            inverse_of=lambda before: partial(ending.put_step, taken=before),
            redo_of=lambda before: partial(ending.put_step, taken=before),
            text=text,
            on_failed=on_failed,
        )

    def _on_way(self, step: EndingStep) -> None:
        ways = self._context.navigation
        if step is EndingStep.REVIEW:
            self._lead_to_review()
        elif step is EndingStep.PROMISES:
            ways.promises_found_requested.emit(self._whom)
        elif step is EndingStep.FEEDBACK:
            ways.feedback_requested.emit(self._wanted)
        elif step is EndingStep.HAND_OVER:
            ways.pack_requested.emit(self._wanted)
        else:
            ways.agreement_requested.emit(self._wanted, "")

    def _lead_to_review(self) -> None:
        """Plan the closing review for today, unless there is one, and open it."""
        page = self._shown
        if page is None or not page.has_agreement:
            self._context.navigation.agreement_requested.emit(self._wanted, "")
            return
        if page.review is not None and not reviewed(page):
            self._context.navigation.review_requested.emit(self._wanted)
            return
        job = partial(
            plan_review,
            engagement_id=self._wanted,
            kind=ReviewKind.CLOSING,
            due_on=self._context.workspace.today(),
        )
        self.undo.do(
            job,
            inverse_of=lambda point: partial(remove_plan, review_id=point.id),
            text=self.tr("Closing review planned"),
            on_done=lambda _written: self._context.navigation.review_requested.emit(self._wanted),
        )
