"""The page where an agreement in force is looked at again, clause by clause."""

from functools import partial
from typing import Final

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from coachdesk.errors import KnownError
from coachdesk.i18n import error_text
from coachdesk.models import noticed, review_plans, reviews
from coachdesk.models.entities.agreement import AgreementVersion, Party
from coachdesk.models.entities.change import Change, Kind, Written
from coachdesk.models.entities.ids import EngagementId
from coachdesk.models.entities.review import Answer, Noticed, ReviewAnswer, ReviewPoint
from coachdesk.models.review_page import ReviewPage, review_page
from coachdesk.views.ask_card import AskCard
from coachdesk.views.context import Context
from coachdesk.views.labels import label
from coachdesk.views.reviews import questions
from coachdesk.views.reviews.aside import Aside
from coachdesk.views.reviews.ending import Ending
from coachdesk.views.reviews.walk import NOTHING, ClauseWalk, Said
from coachdesk.views.undo import Undo
from coachdesk.views.widgets.buttons import secondary
from coachdesk.views.widgets.empty import EmptyState
from coachdesk.views.widgets.page import FormName, Page, ScrollColumn
from coachdesk.views.widgets.problem import ProblemLine
from coachdesk.views.widgets.save_line import SaveLine
from coachdesk.views.widgets.saver import Job
from coachdesk.workspace import OnFailed

_MATTERS: Final = (
    Kind.REVIEW,
    Kind.AGREEMENT,
    Kind.SESSION,
    Kind.COMMITMENT,
    Kind.ENGAGEMENT,
    Kind.CLIENT,
)
_START, _WALK, _ENDING = range(3)


class ReviewPanel(Page):
    """A quiet start, the walk through the clauses, and the end; what belongs to reviews beside them."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.name(self.tr("Review"))
        self._context = context
        self._engagement: EngagementId | None = None
        self._page: ReviewPage | None = None
        self.undo = Undo(context, self)
        self.saved = SaveLine()
        self.let_go = secondary(self.tr("Let it go…"), self._ask_why_to_let_go)
        self.leave = secondary(self.tr("Back to the agreement"), self._on_back)
        for part in (self.saved, self.let_go, self.leave):
            self.header.addWidget(part)
        self.note = ProblemLine()
        self.start = QStackedWidget()
        self.walk = ClauseWalk(context)
        self.ending = Ending()
        self.aside = Aside(context)
        self.ask = AskCard(self.aside.plan)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        self._stack.addWidget(self.start)
        for part in (self.walk, self.ending):
            scroll = ScrollColumn()
            scroll.column.addWidget(part)
            scroll.column.addStretch(1)
            self._stack.addWidget(scroll)
        left = QVBoxLayout()
        left.setSpacing(12)
        for shown in (self.note, self.ask):
            left.addWidget(shown)
        left.addWidget(self._stack, 1)
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addLayout(left, 1)
        row.addWidget(self.aside)
        self.body.addLayout(row, 1)

    def _connect(self) -> None:
        self.walk.saver.state_changed.connect(self._on_state)
        self.walk.saver.saved.connect(lambda _answers: self.refresh())
        self.walk.kept.connect(self._note_answer)
        self.walk.finished.connect(partial(self._bring, _ENDING))
        self.ending.walk_wanted.connect(self._back_to_clauses)
        self.ending.nothing_changed.connect(self._on_nothing_changed)
        self.ending.version_wanted.connect(self._on_version_wanted)
        self.aside.plan_wanted.connect(self._ask_for_plan)
        self.aside.note_wanted.connect(self._ask_for_note)
        self.aside.plan_dropped.connect(self._on_plan_dropped)
        self.aside.note_dropped.connect(self._on_note_dropped)
        self._context.workspace.changed.connect(self._on_changed)

    def open(self, *ids: str) -> None:
        """Show the review of the engagement with this id."""
        self.flush()
        if self._engagement != ids[0]:
            self.walk.forget()
            self.ask.go_with_record(self._context.navigation)
        self._engagement = EngagementId(ids[0])
        self.undo.turn_to(self._engagement)
        self._stack.setCurrentIndex(_START)
        self.refresh()

    def refresh(self) -> None:
        """Read the review again."""
        if self._engagement is not None:
            job = partial(review_page, engagement_id=self._engagement)
            self._context.workspace.run(job, self._show, origin=self, on_failed=self._say_why_not)

    def begin_day(self) -> None:
        """Read it again, too."""
        super().begin_day()
        self.refresh()

    def flush(self) -> None:
        """Save at once what is being typed."""
        self.walk.saver.flush()

    @property
    def has_unsaved(self) -> bool:
        """Whether there are words that could not be saved."""
        return self.walk.saver.is_dirty or self.ask.has_words

    @property
    def held_open(self) -> tuple[FormName, ...]:
        """The question that is half answered."""
        return self.ask.held_open

    def open_again(self, *name: str) -> None:
        """Ask a question again."""
        {
            questions.PLAN: self._ask_for_plan,
            questions.NOTE: self._ask_for_note,
            questions.LET_GO: self._ask_why_to_let_go,
        }[name[0]]()

    @property
    def commands(self) -> tuple[QAction, ...]:
        """Undo and redo."""
        return self.undo.commands

    @property
    def engagement_at_hand(self) -> str:
        """The engagement that the review is about."""
        return self._engagement or ""

    def focus_first(self) -> None:
        """Put the keyboard on the first thing to do."""
        at = self._stack.currentIndex()
        if at == _WALK:
            self.walk.take_keyboard()
        elif at == _ENDING:
            self.ending.take_keyboard()
        else:
            begin = self.start.currentWidget()
            action = begin.action if isinstance(begin, EmptyState) and self._page is not None else None
            (action or self.leave).setFocus()

    def _bring(self, at: int) -> None:
        """Bring the start, the walk or the ending to the front."""
        self._stack.setCurrentIndex(at)
        self._step_back()
        self.focus_first()

    def _step_back(self) -> None:
        """While the clauses are gone through, leave what is the coach's alone out of sight."""
        is_walking = self._stack.currentIndex() > _START
        self.saved.setVisible(is_walking)
        page = self._page
        self.let_go.setVisible(page is not None and (page.due is not None or page.under_way is not None))
        self.aside.hide_notes(hidden=is_walking)

    def _back_to_clauses(self) -> None:
        self.walk.start_over()
        self._bring(_WALK)

    def _show(self, page: ReviewPage) -> None:
        if page.agreement.agreement.engagement_id != self._engagement:
            return
        is_first = self._stack.currentIndex() == _START or self._ends_or_goes_on(page)
        had_keyboard = self.has_keyboard
        self._page = page
        names = " & ".join(one.name for one in page.agreement.names_of(Party.CLIENT))
        version = self.tr("version {number}").format(number=page.agreement.version.number)
        self.name(self.tr("Review"), f"{names} · {version}")
        self.aside.show()
        self.aside.show_page(page)
        self.walk.show_page(page)
        self.ending.show_page(page)
        if is_first:
            self._arrive(page)
            if had_keyboard:
                self.focus_first()
        elif had_keyboard and self._stack.currentIndex() == _ENDING and not self.ending.reason.hasFocus():
            self.ending.take_keyboard()
        self._step_back()

    def _ends_or_goes_on(self, page: ReviewPage) -> bool:
        """Tell whether a review is over that was not before, or goes on after all."""
        return self._page is None or page.past != self._page.past

    def _arrive(self, page: ReviewPage) -> None:
        """Go on where the review was left, or offer to begin."""
        if page.under_way is None:
            self._offer_to_begin(page)
        else:
            self.walk.start_over()
            self._stack.setCurrentIndex(_WALK if page.with_answer(Answer.OPEN) else _ENDING)

    def _offer_to_begin(self, page: ReviewPage) -> None:
        text = self.tr(
            "You go through the clauses one by one: still true, to change, or to drop. "
            "You can stop at any point, and go on another day."
        )
        if page.due is None:
            title, action = self.tr("Nothing asks for a review today"), self.tr("Look at it anyway")
        else:
            title, action = label(page.due.causes[0]), self.tr("Begin the review")
            others = [label(cause) for cause in page.due.causes[1:]]
            text = "\n\n".join((*others, text))
        self._say(EmptyState(title, text, action, self._back_to_clauses))

    def _say(self, state: EmptyState) -> None:
        former = self.start.currentWidget()
        self.start.addWidget(state)
        self.start.setCurrentWidget(state)
        if state.action is not None:
            QWidget.setTabOrder(self.leave, state.action)
        if former is not None:
            self.start.removeWidget(former)
            former.deleteLater()
        self._stack.setCurrentIndex(_START)

    def _say_why_not(self, error: KnownError) -> None:
        self._page = None
        for part in (self.saved, self.let_go, self.aside):
            part.hide()
        title = self.tr("There can be no review yet")
        self._say(EmptyState(title, error_text(error), self.tr("Open the agreement"), self._on_back))

    def _on_state(self) -> None:
        saver = self.walk.saver
        self.saved.show_state(saver.state)
        self.note.say("" if saver.failure is None else error_text(saver.failure))

    # What is done.

    def _ask_why_to_let_go(self) -> None:
        questions.ask_why_to_let_go(self.ask, self._on_let_go)

    def _on_let_go(self, words: str) -> None:
        self.flush()
        if self._engagement is not None:
            self._end(
                partial(reviews.let_go, engagement_id=self._engagement, words=words),
                self.tr("Review let go"),
                self.tr("It will not ask again."),
                self.ask.refuse,
            )

    def _end(self, job: Job, text: str, told: str, on_failed: OnFailed | None = None) -> None:
        """Let a review be over, one way or the other."""
        self.undo.do(
            job,
            inverse_of=lambda over: partial(reviews.take_end_back, over=over),
            redo_of=lambda over: partial(reviews.end_again, over=over),
            text=text,
            told=told,
            on_failed=on_failed,
        )

    def _ask_for_plan(self) -> None:
        questions.ask_for_plan(self.ask, self._on_plan)

    def _on_plan(self, plan: questions.Plan) -> None:
        if self._engagement is not None:
            self.undo.do(
                partial(
                    review_plans.plan_review,
                    engagement_id=self._engagement,
                    kind=plan.kind,
                    due_on=plan.due_on,
                    due_after_session=plan.due_after_session,
                ),
                inverse_of=lambda point: partial(review_plans.remove_plan, review_id=point.id),
                redo_of=lambda point: partial(review_plans.put_plan_back, point=point),
                text=self.tr("Review planned"),
                told=self.tr("The review is planned."),
                on_failed=self.ask.refuse,
            )

    def _on_plan_dropped(self, point: ReviewPoint) -> None:
        self.undo.do(
            partial(review_plans.remove_plan, review_id=point.id),
            inverse=partial(review_plans.put_plan_back, point=point),
            text=self.tr("Plan of a review dropped"),
            told=self.tr("It is not planned any more."),
        )

    def _ask_for_note(self) -> None:
        questions.ask_for_note(self.ask, self._on_note)

    def _on_note(self, note: questions.Note) -> None:
        if self._engagement is not None:
            self.undo.do(
                partial(
                    noticed.note_noticed, engagement_id=self._engagement, kind=note.kind, words=note.words
                ),
                inverse_of=lambda noted: partial(noticed.remove_noticed, noticed=noted),
                redo_of=lambda noted: partial(noticed.put_noticed_back, noticed=noted),
                text=self.tr("Note added"),
                told=self.tr("It is noted."),
                on_failed=self.ask.refuse,
            )

    def _on_note_dropped(self, note: Noticed) -> None:
        self.undo.do(
            partial(noticed.remove_noticed, noticed=note),
            inverse=partial(noticed.put_noticed_back, noticed=note),
            text=self.tr("Note removed"),
            told=self.tr("The note is gone."),
        )

    def _note_answer(self, before: Said, said: ReviewAnswer) -> None:
        """Let what was just kept of a clause be taken back, the beginning of the review with it."""

        def put(value: Said) -> Job:
            if value == NOTHING:
                return partial(reviews.take_answer_back, said=said)
            answer = (said.clause_id, *value)
            return partial(
                reviews.answer_clauses,
                engagement_id=EngagementId(self.engagement_at_hand),
                answers=(answer,),
                review_id=said.review_id,
            )

        self.undo.note(
            self.tr("Answer to a clause"),
            before=before,
            after=(said.answer, said.words),
            put=put,
            key=f"{said.clause_id} {said.answer}",
            about=(said.review_id,),
        )

    def _on_nothing_changed(self) -> None:
        self.flush()
        if self._engagement is not None:
            self._end(
                partial(reviews.end_with_nothing_changed, engagement_id=self._engagement),
                self.tr("Review held"),
                self.tr("On record: nothing changed."),
            )

    def _on_version_wanted(self, reason: str) -> None:
        self.flush()
        if self._engagement is not None:
            job = partial(reviews.end_with_new_version, engagement_id=self._engagement, reason=reason)
            self._context.workspace.run(job, self._on_begun)

    def _on_begun(self, _written: Written[AgreementVersion]) -> None:
        self._stack.setCurrentIndex(_START)
        self._on_back()

    def _on_back(self) -> None:
        if self._engagement is not None:
            self._context.navigation.agreement_requested.emit(self._engagement, "")

    def _on_changed(self, change: Change, origin: object) -> None:
        if origin not in (self, self.walk) and self.isVisible() and change.touches(*_MATTERS):
            self.refresh()
