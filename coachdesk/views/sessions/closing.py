"""How a session closes: what each side promises, with the same weight, feedback, and the next date."""

from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QWidget

from coachdesk.delivery import is_gone
from coachdesk.errors import KnownError
from coachdesk.models import further_promises
from coachdesk.models.entities.change import Written
from coachdesk.models.entities.ids import SessionId
from coachdesk.models.entities.session import Closing, FurtherPromise
from coachdesk.models.promises import ClosingPart, missing_in_closing
from coachdesk.models.session_pages import SessionPage
from coachdesk.views.context import Context
from coachdesk.views.sessions.day_picker import DayPicker
from coachdesk.views.sessions.feedback_part import FeedbackPart
from coachdesk.views.sessions.next_date import NextDateRow
from coachdesk.views.sessions.promise_fields import PromiseWords
from coachdesk.views.sessions.promise_side import PromiseSide
from coachdesk.views.sessions.wording import called_text, differing
from coachdesk.views.widgets.buttons import link
from coachdesk.views.widgets.card import Card
from coachdesk.views.widgets.problem import ProblemLine
from coachdesk.views.widgets.saver import Job, PartSaver
from coachdesk.views.widgets.text import rule

__all__ = ["ClosingCard", "DayPicker"]

_LONGEST_ON_BUTTON: Final = 16  # so that both sides stay as wide as each other


class ClosingCard(Card):
    """What the client will do and what the coach will do; a sentence of feedback; the next date."""

    next_agreed = Signal(str, str)

    def __init__(self, context: Context, session_id: SessionId, origin: QObject) -> None:
        super().__init__()
        self._context = context
        self._session_id = session_id
        self.saver = PartSaver(context.workspace, origin, self._job)
        self.clients = PromiseSide(context, by_coach=False)
        self.mine = PromiseSide(context, by_coach=True)
        self.feedback = FeedbackPart(context, session_id, origin)
        self.next_date = NextDateRow(context, session_id)
        self.ask_feedback = link(
            self.tr("A sentence of feedback"), lambda: self.ask_for_feedback().setFocus()
        )
        self.problem = ProblemLine()
        self._name_parts()
        self._lay_out()
        for side in (self.clients, self.mine):
            for part in (side.headline, side.further):
                part.edited.connect(self.saver.touch)
                part.edited.connect(self.problem.hide)
                part.left.connect(self._show_problem)
            side.further.removed.connect(self._on_removed)
            side.one_more.clicked.connect(partial(self._on_one_more, side))
        self.next_date.agreed.connect(self.next_agreed)

    def _name_parts(self) -> None:
        """Name what others lead to."""
        self.commitment, self.known_by = self.clients.headline.what, self.clients.headline.known_by
        self.commitment_by = self.clients.headline.by_when
        self.pledge, self.pledge_by = self.mine.headline.what, self.mine.headline.by_when

    def _lay_out(self) -> None:
        both = QHBoxLayout()
        both.setSpacing(24)
        both.addWidget(self.clients, 1)
        both.addWidget(self.mine, 1)
        self.body.addLayout(both)
        self.body.addWidget(self.problem)
        self.body.addWidget(rule())
        self.body.addWidget(self.feedback)
        end = QHBoxLayout()
        end.setSpacing(18)
        end.addWidget(self.next_date, 1)
        end.addWidget(self.ask_feedback, alignment=Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(end)

    def _show_problem(self) -> None:
        self.problem.say(self.clients.problem() or self.mine.problem())

    def turn_to(self, session_id: SessionId) -> None:
        """Be the closing of another session from now on; nothing here is unsaved."""
        self._session_id = session_id
        self.problem.hide()
        for side in (self.clients, self.mine):
            side.headline.fold()
            side.further.clear()
        self.feedback.turn_to(session_id)
        self.next_date.turn_to(session_id)

    def show_page(self, page: SessionPage) -> None:
        """Show what the vault holds; what is being typed stays."""
        self._call(page)
        if not self.saver.is_dirty:
            self._show(page.closing, page.ending.further)
        for side in (self.clients, self.mine):
            side.headline.know_next(page.next_at)
            side.further.know_next(page.next_at)
            side.lock(is_locked=page.is_handed_out)
        self.feedback.show_page(page)
        self.next_date.show_page(page)
        self.ask_feedback.setHidden(self.feedback.is_shown)

    def _call(self, page: SessionPage) -> None:
        name = called_text(page)
        is_short = len(page.clients) == 1 and len(name) <= _LONGEST_ON_BUTTON
        one_more = self.tr("One more for {name}") if is_short else self.tr("One more for them")
        self.clients.call(
            self.tr("{name} will").replace("{name}", name),
            self.tr("{name} will also").replace("{name}", name),
            one_more.replace("{name}", name),
        )
        self.mine.call(self.tr("You will"), self.tr("You will also"), self.tr("One more for me"))

    def _show(self, closing: Closing, further: tuple[FurtherPromise, ...]) -> None:
        self.clients.headline.show_words(
            PromiseWords(
                what=closing.commitment_what,
                by_when=closing.commitment_by,
                known_by=closing.commitment_known_by,
                small_enough=closing.small_enough,
                barrier=closing.barrier,
                held_to_it=closing.held_to_it,
            )
        )
        self.mine.headline.show_words(PromiseWords(what=closing.pledge_what, by_when=closing.pledge_by))
        for side in (self.clients, self.mine):
            side.further.show_promises(further)

    def typed(self) -> Closing:
        """Return what stands there, a half-typed day left out."""
        client, coach = self.clients.headline.typed(), self.mine.headline.typed()
        return Closing(
            session_id=self._session_id,
            commitment_what=client.what,
            commitment_by=client.by_when,
            commitment_known_by=client.known_by,
            small_enough=client.small_enough,
            barrier=client.barrier,
            held_to_it=client.held_to_it,
            pledge_what=coach.what,
            pledge_by=coach.by_when,
        )

    def further(self) -> tuple[FurtherPromise, ...]:
        """Return the further promises of both sides as they stand there."""
        return (*self.clients.further.typed(), *self.mine.further.typed())

    def differing(self, page: SessionPage) -> list[str]:
        """Return a line for each field that says something else than what is stored."""
        stored = page.closing
        typed, by_when = self.typed(), self.tr("By when")
        lines = (
            (self.commitment.accessibleName(), typed.commitment_what, stored.commitment_what),
            (by_when, self.commitment_by.text_unless(stored.commitment_by), ""),
            (self.tr("We will know by"), typed.commitment_known_by, stored.commitment_known_by),
            (self.tr("I will"), typed.pledge_what, stored.pledge_what),
            (by_when, self.pledge_by.text_unless(stored.pledge_by), ""),
        )
        return [said for line in (*lines, *self._further_lines(page)) for said in differing(*line)]

    def differing_apart(self, page: SessionPage) -> list[str]:
        """Return the same for what no summary holds: barriers, and how to be held to it."""
        pairs: list[tuple[Closing | FurtherPromise, Closing | FurtherPromise]] = [
            (self.typed(), page.closing),
            *self._further_pairs(page),
        ]
        way, held = self.tr("What could get in the way"), self.tr("How they want to be held to it")
        lines = [
            line
            for typed, stored in pairs
            for line in ((way, typed.barrier, stored.barrier), (held, typed.held_to_it, stored.held_to_it))
        ]
        return [said for line in lines for said in differing(*line)]

    def _further_pairs(self, page: SessionPage) -> list[tuple[FurtherPromise, FurtherPromise]]:
        """Return each further promise as it is typed, and as it is stored."""
        stored = {promise.id: promise for promise in page.ending.further}
        nothing = partial(FurtherPromise, session_id=page.session.id)
        return [(typed, stored.get(typed.id) or nothing(id=typed.id)) for typed in self.further()]

    def _further_lines(self, page: SessionPage) -> list[tuple[str, str, str]]:
        """Return what the further promises say now and what is stored of each."""
        lines = []
        for promise, known in self._further_pairs(page):
            who = self.tr("I will") if promise.by_coach else self.commitment.accessibleName()
            by_when = "" if promise.by_when in (None, known.by_when) else str(promise.by_when)
            lines += [
                (who, promise.what, known.what),
                (self.tr("By when"), by_when, ""),
                (self.tr("We will know by"), promise.known_by, known.known_by),
            ]
        return lines

    def missing(self) -> tuple[ClosingPart, ...]:
        """Return what a complete closing still lacks."""
        feedback = (ClosingPart.FEEDBACK,) if self.feedback.is_missing else ()
        return (*missing_in_closing(self.typed()), *feedback)

    def focus_on(self, part: ClosingPart) -> None:
        """Put the keyboard on a part."""
        if part is ClosingPart.FEEDBACK:
            self.ask_for_feedback().setFocus()
            return
        {
            ClosingPart.COMMITMENT_WHAT: self.commitment,
            ClosingPart.COMMITMENT_BY: self.commitment_by.field,
            ClosingPart.COMMITMENT_KNOWN_BY: self.known_by,
            ClosingPart.PLEDGE_WHAT: self.pledge,
        }[part].setFocus()

    @property
    def fields(self) -> tuple[QPlainTextEdit, ...]:
        """Where the words of the promises stand, the one to begin with first."""
        return (*self.clients.fields, *self.mine.fields)

    def flush(self) -> None:
        """Save at once what is unsaved."""
        self.saver.flush()
        self.feedback.flush()

    def _job(self) -> Job:
        return partial(further_promises.save_promises, closing=self.typed(), further=self.further())

    def ask_for_feedback(self) -> QWidget:
        """Show a sentence of feedback at any time, and return where to begin."""
        self.ask_feedback.hide()
        return self.feedback.ask()

    def _on_one_more(self, side: PromiseSide, _checked: bool = False) -> None:
        side.further.add(self._session_id)

    def _on_removed(self, promise: FurtherPromise) -> None:
        """Take a further promise out of the vault, too; one that said something can be brought back."""
        self.saver.flush()
        job = partial(further_promises.remove_further, promise=promise)
        on_failed = partial(self._on_not_removed, promise)
        self._context.workspace.run(job, self._tell_of_removal, origin=self, on_failed=on_failed)

    def _tell_of_removal(self, written: Written[FurtherPromise]) -> None:
        if not further_promises.says_nothing(written.value):
            undo = partial(self._undo_removal, written.value)
            self._context.navigation.notify(self.tr("The promise is removed."), self.tr("Undo"), undo)

    def _undo_removal(self, promise: FurtherPromise) -> None:
        def show(_written: object) -> None:
            self._show_again(promise)

        self._context.workspace.run(partial(further_promises.save_further, promise=promise), show)

    def _on_not_removed(self, promise: FurtherPromise, error: KnownError) -> None:
        self._show_again(promise)
        self._context.workspace.failed.emit(error)

    def _show_again(self, promise: FurtherPromise) -> None:
        if not is_gone(self) and promise.session_id == self._session_id:
            (self.mine if promise.by_coach else self.clients).further.put_back(promise)
