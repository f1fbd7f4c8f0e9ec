"""The page of a session: begin, hold, close and hand it out."""

from collections.abc import Callable
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QMargins
from PySide6.QtGui import QAction, QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from coachdesk.errors import KnownError
from coachdesk.models import session_details, sessions
from coachdesk.models.entities.change import Change, Kind, Written
from coachdesk.models.entities.ids import SessionId
from coachdesk.models.entities.session import (
    Commitment,
    Pledge,
    Session,
    SessionKind,
)
from coachdesk.models.session_clock import has_run_on
from coachdesk.models.session_pages import SessionPage, session_page
from coachdesk.models.store import Store
from coachdesk.views.context import Context
from coachdesk.views.found_words import select_words
from coachdesk.views.sessions.controls import SessionControls
from coachdesk.views.sessions.kept_views import KeptViews
from coachdesk.views.sessions.plan_form import Plan
from coachdesk.views.sessions.session_steps import SessionSteps
from coachdesk.views.sessions.session_view import SessionView
from coachdesk.views.sessions.view_ahead import ViewAhead
from coachdesk.views.sessions.wording import session_facts, title_text
from coachdesk.views.widgets.page import Page
from coachdesk.views.widgets.whereabouts import State

_ABOVE: Final = 12
_LESS_BELOW: Final = 10
_MATTERS = (
    Kind.SESSION,
    Kind.COMMITMENT,
    Kind.PLEDGE,
    Kind.SUMMARY,
    Kind.CLIENT,
    Kind.ENGAGEMENT,
    Kind.NOTE,
    Kind.MOMENT,
    Kind.MILESTONE,
    Kind.GOAL,
    Kind.FEEDBACK,
    Kind.HEADINGS,
    Kind.ATTACHMENT,
    Kind.RITUAL,
    Kind.THEME,
)


class SessionPanel(Page):
    """Shows one session; another one that could not be saved yet is kept until it is."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._context = context
        self._page: SessionPage | None = None
        self._wanted: SessionId | None = None
        self._part = self._sought = ""
        self._asked: set[SessionId] = set()
        self._ahead = ViewAhead(self._begun_view, self)
        self._views = KeptViews(context, self._ahead.take, self)
        self._alone: SessionView | None = None
        self.controls = SessionControls(context)
        self.controls.setEnabled(False)
        self.focus_mode = QAction(self.tr("Focus mode"), self)
        self.focus_mode.setShortcut(QKeySequence("F11"))
        self.focus_mode.triggered.connect(lambda _checked=False: self._on_focus_mode())
        self.steps = SessionSteps(context, self, self._on_settled, self._on_refused)
        self.header.addWidget(self.controls)
        self._spread()
        self._connect()

    def _spread(self) -> None:
        """Leave the session as much of the window's height as there is."""
        layout = self.layout()
        if layout is not None:
            layout.setSpacing(_ABOVE)
            layout.setContentsMargins(layout.contentsMargins() - QMargins(0, 0, 0, _LESS_BELOW))

    def _connect(self) -> None:
        controls = self.controls
        controls.begin_wanted.connect(self._on_begin)
        controls.end_wanted.connect(self._on_end)
        controls.reopen_wanted.connect(lambda: self._do(sessions.reopen_session))
        controls.no_show_wanted.connect(lambda: self._do(sessions.mark_no_show))
        controls.plan_again_wanted.connect(lambda: self._do(sessions.plan_again))
        controls.cancel_wanted.connect(lambda late: self._do(sessions.cancel_session, late=late))
        controls.clock.minutes_set.connect(lambda minutes: self._do(sessions.set_minutes, minutes=minutes))
        controls.close_wanted.connect(self._on_close)
        controls.hand_out_wanted.connect(self._on_hand_out)
        controls.move_wanted.connect(self._on_move)
        controls.delete_wanted.connect(self._on_delete)
        controls.client_wanted.connect(self._on_client)
        controls.feedback_wanted.connect(self._on_feedback)
        controls.counting_wanted.connect(self._on_counting)
        controls.focus_wanted.connect(self._on_focus_mode)
        controls.kind_wanted.connect(self._on_kind)
        self.addAction(self.focus_mode)
        close_key = QShortcut(QKeySequence("Ctrl+Return"), self)
        close_key.activated.connect(controls.close_session.click)
        print_key = QShortcut(QKeySequence(QKeySequence.StandardKey.Print), self)
        print_key.activated.connect(controls.hand_out.click)
        self._context.workspace.changed.connect(self._on_changed)

    @property
    def view(self) -> SessionView | None:
        """The session in front."""
        return self._views.of(self._wanted)

    def open(self, *ids: str) -> None:
        """Show the session with this id; a second word names the part to begin with, a third what to find."""
        self.flush()
        if ids[0] != self._wanted:
            self._leave_focus()
        self._part, self._sought = (*ids[1:], "", "")[:2]
        self._wanted = SessionId(ids[0])
        self.refresh()

    def refresh(self) -> None:
        """Read the session again."""
        if self._wanted is not None:
            session_id = self._wanted

            def read(store: Store) -> SessionPage:
                return session_page(store, session_id)

            on_failed = partial(self._on_gone, session_id)
            self._context.workspace.run(read, self._show, origin=self, on_failed=on_failed)

    def begin_day(self) -> None:
        """Read it again, too."""
        super().begin_day()
        self.refresh()

    def flush(self) -> None:
        """Save at once what is unsaved, of every session that is still open here."""
        self.controls.clock.flush()
        self._views.flush()

    @property
    def engagement_at_hand(self) -> str:
        """The id of the engagement that the session is of."""
        return "" if self._page is None else self._page.session.engagement_id

    @property
    def client_at_hand(self) -> str:
        """The id of the one client whose session it is."""
        clients = () if self._page is None else self._page.engagement.client_ids
        return clients[0] if len(clients) == 1 else ""

    @property
    def session_at_hand(self) -> str:
        """The id of the session in front."""
        return self._wanted or ""

    @property
    def commands(self) -> tuple[QAction, ...]:
        """What can be noted and taken in hand in the session in front, and how to see its notes alone."""
        view = self.view
        of_session = () if view is None else (*view.moments.keys.values(), *view.keys_aside)
        return (self.focus_mode, *of_session, *self.steps.commands)

    @property
    def has_unsaved(self) -> bool:
        """Whether a session is kept here whose words could not be saved."""
        return bool(self._views.unsaved)

    def show_unsaved(self) -> None:
        """Show a session that is kept for its words, unless the one in front has such words, too."""
        kept = self._views.unsaved
        if kept and self.view not in kept:
            self.open(kept[0].session_id)
            self._views.bring_to_front(kept[0])
        if self.view is not None:
            self.view.show_unsaved()

    def focus_first(self) -> None:
        """Put the keyboard on the part that was asked for, or on the first thing to do."""
        view = self.view
        if view is None:
            self.controls.setFocus()
            return
        if self._part == "moments":
            view.moments.lead_to(self._sought)
            return
        fields = view.fields_of(self._part)
        view.lead_to(select_words(fields, self._sought) or fields[0])

    def _show(self, page: SessionPage) -> None:
        if page.session.id != self._wanted:
            return
        self._page = page
        former = self._views.of(page.session.id)
        view = former or self._views.turned_to(page)
        self._views.bring_to_front(view)
        view.show_page(page, self._context.workspace.today())
        self.steps.show_page(view, page)
        self.controls.setEnabled(True)
        self.controls.show_session(page.session)
        self.controls.clock.quiet.follow(page.around.hides_clock)
        self.controls.saved.show_state(view.state)
        self.name(title_text(page), session_facts(page, self._context.workspace.today()))
        if former is None:
            self.focus_first()

    def prepare(self) -> None:
        """Build the page of the first session while nobody waits for it."""
        if self._views.is_empty:
            self._ahead.begin()

    def _begun_view(self) -> SessionView:
        return SessionView(self._context, self._asked, self._take_in)

    def _take_in(self, view: SessionView) -> None:
        view.hide()
        view.state_changed.connect(partial(self._on_state, view))
        view.close_anyway.connect(self._close)
        self.steps.listen_to(view)
        view.moved.connect(self._on_moved)
        view.focus_left.connect(self._leave_focus)
        view.focus.clock.hidden_chosen.connect(self.controls.clock.quiet.follow)
        self.controls.clock.quiet.hidden_chosen.connect(view.focus.clock.follow)
        view.read_wanted.connect(partial(self._on_read_wanted, view))
        self.body.addWidget(view, 1)

    def _on_state(self, view: SessionView) -> None:
        if view is self.view:
            self.controls.saved.show_state(view.state)
        else:
            self._views.look_after(view)

    def _on_read_wanted(self, view: SessionView) -> None:
        if view is self.view:
            self.refresh()

    def _do(self, verb: Callable[..., Written[Any]], **given: object) -> None:
        """Do something with the session that the controls show: another one may be on its way already."""
        if self._page is not None:
            job = partial(verb, session_id=self._page.session.id, **given)
            self._context.workspace.run(job, on_failed=self._on_refused)

    def _on_changed(self, change: Change, origin: object) -> None:
        if origin is not self.view and self.isVisible() and change.touches(*_MATTERS):
            self.refresh()

    def _on_refused(self, error: KnownError) -> None:
        self._context.workspace.failed.emit(error)
        self.refresh()

    def _on_gone(self, session_id: SessionId, error: KnownError) -> None:
        self._context.workspace.failed.emit(error)
        self._go_back_from(session_id)

    def _go_back_from(self, session_id: SessionId) -> None:
        """Go back, unless the coach has gone elsewhere meanwhile."""
        if self._wanted == session_id:
            self._wanted = None
            if not self.isHidden():
                self._context.navigation.back_requested.emit()

    def _on_begin(self) -> None:
        """Begin, and lead to what a session begins with."""
        self._do(sessions.begin_session)
        if self.view is not None:
            self.view.lead_to(self.view.check_in.focus)

    def _on_end(self) -> None:
        if self._page is not None:
            job = partial(sessions.end_session, session_id=self._page.session.id)
            self._context.workspace.run(job, self._on_ended, on_failed=self._on_refused)

    def _on_ended(self, written: Written[Session]) -> None:
        """Offer the planned minutes where the clock has rather been forgotten."""
        ended = written.value
        if has_run_on(ended):
            text = self.tr("The clock says {minutes} min, and {planned} were planned.")
            text = text.replace("{minutes}", str(ended.minutes)).replace(
                "{planned}", str(ended.planned_minutes)
            )
            action = self.tr("Count {planned}").replace("{planned}", str(ended.planned_minutes))
            job = partial(sessions.set_minutes, session_id=ended.id, minutes=ended.planned_minutes)
            self._context.navigation.notify(text, action, partial(self._context.workspace.run, job))

    def _on_kind(self, kind: SessionKind, received: bool) -> None:
        self._do(session_details.set_kind, kind=kind, received=received)

    def _on_counting(self) -> None:
        if self.view is not None:
            self.view.ask_how_it_counts()

    def _on_focus_mode(self) -> None:
        if self._alone is not None:
            self._leave_focus()
        elif self.view is not None:
            self._alone = self.view
            self._show_alone(self._alone, is_alone=True)

    def _leave_focus(self) -> None:
        """Show the page whole again, of whichever session its notes were."""
        if self._alone is not None:
            view, self._alone = self._alone, None
            self._show_alone(view, is_alone=False)

    def _show_alone(self, view: SessionView, *, is_alone: bool) -> None:
        """Leave the notes alone on the screen or not; keyboard and cursor stay in them."""
        self._names.setHidden(is_alone)
        self.controls.setHidden(is_alone)
        self._context.navigation.focus_mode_requested.emit(is_alone)
        view.focus_on_notes(is_wanted=is_alone)
        if self.isVisible():
            view.lead_to(view.notes.edit)

    def resting(self) -> State:  # noqa: D102
        self._leave_focus()
        return super().resting()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: D102
        super().hideEvent(event)
        if not event.spontaneous():
            self._leave_focus()

    def _on_close(self) -> None:
        self._leave_focus()
        view = self.view
        if view is not None and not view.ask_for_missing():
            self._close()

    def _close(self) -> None:
        self.flush()
        self._do(sessions.close_session)

    def _on_hand_out(self) -> None:
        self.flush()
        if self.view is not None:
            waiting = self.view.shared.later_words.text().strip()
            self._context.navigation.summary_requested.emit(self.view.session_id, waiting)

    def _on_move(self) -> None:
        if self.view is not None and self._page is not None:
            self.view.offer_move(self._page)

    def _on_moved(self, plan: Plan, keep_trace: bool) -> None:
        self._do(
            sessions.move_session,
            planned_at=plan.planned_at,
            minutes=plan.minutes,
            mode=plan.mode,
            place=plan.place,
            kind=plan.kind,
            received=plan.received,
            keep_trace=keep_trace,
        )

    def _on_client(self) -> None:
        if self._page is not None:
            self._context.navigation.client_requested.emit(self._page.engagement.client_ids[0])

    def _on_feedback(self) -> None:
        if self.view is not None:
            self.view.lead_to(self.view.closing.ask_for_feedback())

    def _on_settled(self, view: SessionView, promise: Commitment | Pledge) -> None:
        view.check_in.show_settled(promise)
        self._on_state(view)

    def _on_delete(self) -> None:
        if self._page is None:
            return
        gone = self._page.session.id

        def tell(_written: object) -> None:
            undo = partial(self._context.workspace.run, partial(sessions.restore_session, session_id=gone))
            self._context.navigation.notify(self.tr("The session is deleted."), self.tr("Undo"), undo)
            self._views.let_go(gone)
            self._go_back_from(gone)

        self.flush()
        job = partial(sessions.delete_session, session_id=gone)
        self._context.workspace.run(job, tell, on_failed=self._on_refused)
