"""What is settled on the page of a session, so that Ctrl+Z takes it back: promises, rituals, themes, lens."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence

from coachdesk.models import settling, themes
from coachdesk.models.entities.change import Written
from coachdesk.models.entities.ids import CommitmentId, PledgeId, RitualTimeId, new_id
from coachdesk.models.entities.prompt import Lens
from coachdesk.models.entities.ritual import Ritual, RitualTime
from coachdesk.models.entities.session import Commitment, CommitmentState, Pledge, PledgeState, SizeAnswer
from coachdesk.models.ritual_times import open_ritual_again, settle_ritual
from coachdesk.models.session_details import set_lenses
from coachdesk.models.session_pages import SessionPage
from coachdesk.models.store import Store
from coachdesk.views.context import Context
from coachdesk.views.labels import label
from coachdesk.views.scaling import note_scaling
from coachdesk.views.sessions.session_view import SessionView
from coachdesk.views.undo import Undo
from coachdesk.views.widgets.page import Page
from coachdesk.views.widgets.saver import Job
from coachdesk.workspace import OnFailed

_Settled = Commitment | Pledge
# Records of their own within the session, which no other page changes.
_LENSES: Final = "lenses"
OnSettled = Callable[[SessionView, _Settled], None]


class SessionSteps(QObject):
    """Settles one promise or ritual after the other; `on_settled` shows what became of a promise."""

    def __init__(self, context: Context, page: Page, on_settled: OnSettled, on_refused: OnFailed) -> None:
        super().__init__(page)
        self._context = context
        self._on_settled = on_settled
        self._on_refused = on_refused
        self._view: SessionView | None = None
        self._page: SessionPage | None = None
        self.undo = Undo(context, page)
        self.done = self._action(page, self.tr("The ritual is done"), "Ctrl+Shift+D", is_skipped=False)
        self.skip = self._action(page, self.tr("Leave the ritual out"), "Ctrl+Shift+X", is_skipped=True)
        self._show_actions()

    def _action(self, page: Page, text: str, keys: str, *, is_skipped: bool) -> QAction:
        action = QAction(text, page)
        action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda _checked=False: self._settle_first(is_skipped=is_skipped))
        page.addAction(action)
        return action

    @property
    def commands(self) -> tuple[QAction, ...]:
        """Undo and redo, and what can be done with the ritual that is due."""
        return (*self.undo.commands, self.done, self.skip)

    def listen_to(self, view: SessionView) -> None:
        """Settle what a view asks for."""
        view.check_in.commitment_settled.connect(partial(self._settle_commitment, view))
        view.check_in.pledge_settled.connect(partial(self._settle_pledge, view))
        view.check_in.way.kept.connect(partial(note_scaling, self.undo))
        view.check_in.size_answered.connect(partial(self._answer_size, view))
        view.themes.given.connect(partial(self._note_theme, view))
        view.themes.removal_asked.connect(partial(self._remove_theme, view))
        view.themes.lens.turned.connect(partial(self._choose_lenses, view))
        for strip in (view.opening_rituals, view.closing_rituals):
            strip.settled.connect(self._settle_ritual)

    def show_page(self, view: SessionView, page: SessionPage) -> None:
        """Be about the session in front; what was done in another one is forgotten."""
        self.undo.turn_to(page.session.id)
        self._view, self._page = view, page
        self._show_actions()

    def _due(self) -> Ritual | None:
        view = self._view
        return None if view is None else view.opening_rituals.first or view.closing_rituals.first

    def _show_actions(self) -> None:
        is_due = self._due() is not None
        self.done.setEnabled(is_due)
        self.skip.setEnabled(is_due)

    def _settle_first(self, *, is_skipped: bool) -> None:
        ritual = self._due()
        if ritual is not None:
            self._settle_ritual(ritual, is_skipped)

    def _settle_ritual(self, ritual: Ritual, is_skipped: bool) -> None:
        page = self._page
        if page is None:
            return
        time = RitualTime(
            id=RitualTimeId(new_id()),
            ritual_id=ritual.id,
            engagement_id=page.session.engagement_id,
            session_id=page.session.id,
            on_day=self._context.workspace.today(),
            skipped=is_skipped,
        )
        told = self.tr("Left out this time: {name}") if is_skipped else self.tr("Done: {name}")
        told = told.replace("{name}", ritual.name)
        self.undo.do(
            partial(settle_ritual, times=(time,)),
            inverse=partial(open_ritual_again, times=(time,)),
            text=told,
            told=told,
            about=(time.id,),
            on_failed=self._on_refused,
        )

    def _note_theme(self, view: SessionView, theme: str) -> None:
        """Let a theme that was given be taken away again."""
        session_id = view.session_id

        def put(has_it: bool) -> Job:
            verb = themes.set_theme if has_it else themes.remove_theme
            return partial(verb, session_id=session_id, theme=theme)

        text = self.tr("Theme: {theme}").replace("{theme}", theme)
        self.undo.note(text, before=False, after=True, put=put, about=(_of_theme(theme),))

    def _remove_theme(self, view: SessionView, theme: str) -> None:
        session_id = view.session_id
        self.undo.do(
            partial(themes.remove_theme, session_id=session_id, theme=theme),
            inverse=partial(themes.set_theme, session_id=session_id, theme=theme),
            text=self.tr("Theme: {theme}").replace("{theme}", theme),
            told=self.tr("The theme is taken away."),
            about=(_of_theme(theme),),
            on_failed=self._on_refused,
        )

    def _choose_lenses(self, view: SessionView, before: tuple[Lens, ...], after: tuple[Lens, ...]) -> None:
        choose = partial(set_lenses, session_id=view.session_id)
        self.undo.do(
            partial(choose, lenses=after),
            inverse=partial(choose, lenses=before),
            text=self.tr("Lenses chosen"),
            about=(_LENSES,),
            on_failed=self._on_refused,
        )

    def _settle_commitment(
        self, view: SessionView, commitment_id: str, state: CommitmentState, outcome: str
    ) -> None:
        view.closing.flush()
        job = partial(
            settling.settle_commitment,
            commitment_id=CommitmentId(commitment_id),
            state=state,
            outcome=outcome,
            in_session=view.session_id,
        )
        self._settle(view, job, CommitmentId(commitment_id), label(state), is_mine=False)

    def _settle_pledge(self, view: SessionView, pledge_id: str, state: PledgeState, outcome: str) -> None:
        job = partial(settling.settle_pledge, pledge_id=PledgeId(pledge_id), state=state, outcome=outcome)
        self._settle(view, job, PledgeId(pledge_id), label(state), is_mine=True)

    def _answer_size(self, view: SessionView, commitment_id: str, answer: SizeAnswer, words: str) -> None:
        view.closing.flush()
        job = partial(
            settling.answer_size,
            commitment_id=CommitmentId(commitment_id),
            answer=answer,
            words=words,
            in_session=view.session_id,
        )
        self._settle(view, job, CommitmentId(commitment_id), label(answer), is_mine=False)

    def _settle(
        self, view: SessionView, job: Job, promise_id: CommitmentId | PledgeId, state: str, *, is_mine: bool
    ) -> None:
        """Settle a promise, and know how it stood before: also what an earlier “carried” had made."""

        def settle(store: Store) -> Written[tuple[settling.Standing, _Settled]]:
            with store.transaction():
                before = settling.standing_of(store, promise_id, is_mine=is_mine)
                written = job(store)
            return Written((before, written.value), written.change)

        self.undo.do(
            settle,
            inverse_of=lambda settled: partial(settling.go_back, to=settled[0]),
            text=self.tr("A promise: {state}").replace("{state}", state),
            about=(promise_id,),
            on_done=lambda written: self._on_settled(view, written.value[1]),
            on_failed=self._on_refused,
        )


def _of_theme(theme: str) -> str:
    return f"theme {theme}"
