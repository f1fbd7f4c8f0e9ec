"""The page before a session: one paper with all that is worth having in mind."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from coachdesk.errors import KnownError, NotFoundError
from coachdesk.models import sessions
from coachdesk.models.brief import Brief, brief, next_session
from coachdesk.models.clock import local
from coachdesk.models.entities.change import Kind, Written
from coachdesk.models.entities.ids import SessionId
from coachdesk.models.entities.session import Commitment, Session, SessionState, SizeAnswer
from coachdesk.models.store import Store
from coachdesk.views.brief.paper import Paper
from coachdesk.views.brief.wording import head_line
from coachdesk.views.context import Context
from coachdesk.views.promise_deeds import PromiseDeeds
from coachdesk.views.undo import Undo
from coachdesk.views.widgets.buttons import primary, rename, secondary
from coachdesk.views.widgets.clearing import clear
from coachdesk.views.widgets.empty import EmptyState
from coachdesk.views.widgets.page import Page, ScrollColumn

_WIDEST: Final = 1_060


class BriefPanel(Page):
    """Enter begins the session, or opens it; opened for no session it shows the next one's."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.name(self.tr("Brief"))
        self._context = context
        self._wanted: SessionId | None = None
        self._shown: Brief | None = None
        self.paper: Paper | None = None
        self.empty: EmptyState | None = None
        self.print = secondary(self.tr("Print…"), self._on_print)
        self.print.setToolTip("Ctrl+P")
        self.look = secondary(self.tr("Open the session"), self._on_open)
        self.go = primary(self.tr("Begin"), self._on_begin)
        for part in (self.print, self.look, self.go):
            self.header.addWidget(part)
        self._scroll = ScrollColumn(widest=_WIDEST)
        self.body.addWidget(self._scroll, 1)
        key = QShortcut(QKeySequence(QKeySequence.StandardKey.Print), self)
        key.activated.connect(self.print.click)
        self._offer(None)
        self.undo = Undo(context, self)
        self.deeds = PromiseDeeds(context, self.undo)
        self.keep_up(context.workspace.changed, *Kind)

    @property
    def commands(self) -> Sequence[QAction]:
        """Undo and redo."""
        return self.undo.commands

    @property
    def has_unsaved(self) -> bool:
        """Whether smaller words for a promise are typed that nobody has taken."""
        return self.paper is not None and self.paper.is_dirty

    def open(self, *ids: str) -> None:
        """Show the brief of the session with this id; an empty one means: of the next."""
        if ids[0] != self._wanted:
            self._forget()
            self.undo.turn_to(*ids)
        self._wanted = SessionId(ids[0]) if ids[0] else None
        self.refresh()

    def refresh(self) -> None:
        """Read it again."""
        day, wanted = self._context.workspace.today(), self._wanted

        def read(store: Store) -> Brief | None:
            session_id = wanted or next_session(store)
            return None if session_id is None else brief(store, session_id, day=day)

        self._context.workspace.run(read, partial(self._show, wanted), origin=self, on_failed=self._on_gone)

    def rest_ids(self, ids: tuple[str, ...]) -> tuple[str, ...]:
        """Return what leads back to this brief, and not to that of a later session."""
        return (self.session_at_hand,) if self._shown is not None else ids

    @property
    def engagement_at_hand(self) -> str:
        """The engagement that the session is of."""
        return "" if self._shown is None else self._shown.engagement.id

    @property
    def client_at_hand(self) -> str:
        """The one client whose brief it is."""
        clients = () if self._shown is None else self._shown.clients
        return clients[0].id if len(clients) == 1 else ""

    @property
    def session_at_hand(self) -> str:
        """The session that it is before."""
        return self._wanted or ""

    def focus_first(self) -> None:
        """Put the keyboard on the way into the session."""
        offered = self.empty.action if self.empty is not None and self.go.isHidden() else self.go
        (offered or self).setFocus()

    def _forget(self) -> None:
        self._shown = self.paper = self.empty = None
        clear(self._scroll.column)
        self.name(self.tr("Brief"))
        self._offer(None)

    def _show(self, asked: SessionId | None, found: Brief | None) -> None:
        if asked != self._wanted or (found == self._shown and self._scroll.column.count()):
            return
        if self.has_unsaved:
            return
        had_keyboard = self.has_keyboard
        self._forget()
        self._shown = found
        if found is None:
            self._say_nothing_planned()
        else:
            self._wanted = found.session.id
            self.name(found.names, head_line(found, self._context.workspace.today()))
            self._show_paper(found)
        self._scroll.column.addStretch(1)
        self._offer(None if found is None else found.session)
        if had_keyboard:
            self.focus_first()

    def _show_paper(self, found: Brief) -> None:
        if found.says_nothing:
            self.empty = EmptyState(
                self.tr("Nothing to remember yet"),
                self.tr(
                    "What they come for, what you promised each other, how they like to work, and what waits "
                    "to be checked or answered will stand here before each session."
                ),
                self.tr("Ask how they like to work") if len(found.clients) == 1 else "",
                lambda: self._context.navigation.preferences_requested.emit(self.client_at_hand),
            )
            self._scroll.column.addWidget(self.empty)
            return
        ways = self._context.navigation
        self.paper = Paper(found)
        self.paper.path_wanted.connect(ways.path_requested)
        self.paper.preferences_wanted.connect(ways.preferences_requested)
        self.paper.review_wanted.connect(ways.review_requested)
        self.paper.session_wanted.connect(ways.session_requested)
        self.paper.rituals_wanted.connect(ways.rituals_requested)
        self.paper.size_answered.connect(self._on_size_answered)
        self.paper.feedback_wanted.connect(ways.feedback_requested)
        self.paper.contacts_wanted.connect(ways.contacts_requested)
        self._scroll.column.addWidget(self.paper)

    def _on_size_answered(self, promise: Commitment, answer: SizeAnswer, words: str) -> None:
        self.deeds.answer_size(promise, answer, words)

    def _say_nothing_planned(self) -> None:
        plan = self._context.navigation.session_plan_requested
        self.empty = EmptyState(
            self.tr("No session is planned"),
            self.tr("Before each session its brief stands here."),
            self.tr("Plan a session"),
            lambda: plan.emit(""),
        )
        self._scroll.column.addWidget(self.empty)

    def _offer(self, session: Session | None) -> None:
        """Offer to begin a session on its day, and to open it at any time; one of both on Enter."""
        may_begin = session is not None and self._may_begin(session)
        self.go.setVisible(session is not None)
        self.look.setVisible(may_begin)
        rename(self.go, self.tr("Begin") if may_begin else self.tr("Open the session"))
        has_paper = self.paper is not None
        self.print.setVisible(has_paper)
        self.print.setEnabled(has_paper)

    def _may_begin(self, session: Session) -> bool:
        is_expected = session.state is SessionState.PLANNED and session.began_at is None
        if not is_expected or session.planned_at is None:
            return False
        return local(session.planned_at).date() == self._context.workspace.today()

    def _on_begin(self) -> None:
        if self._shown is None:
            return
        session = self._shown.session
        if not self._may_begin(session):
            self._on_open()
            return
        job = partial(sessions.begin_session, session_id=session.id)
        self._context.workspace.run(job, self._on_begun, origin=self)

    def _on_begun(self, written: Written[Session]) -> None:
        self._context.navigation.session_requested.emit(written.value.id, "")

    def _on_open(self) -> None:
        self._context.navigation.session_requested.emit(self.session_at_hand, "")

    def _on_print(self) -> None:
        self._context.navigation.brief_print_requested.emit(self.session_at_hand)

    def _on_gone(self, error: KnownError) -> None:
        self._context.workspace.failed.emit(error)
        if isinstance(error, NotFoundError):
            self._forget()
