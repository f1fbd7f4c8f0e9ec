"""Feedback at the end of a session: what waits for the coach, and a sentence where its turn has come."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, QSignalBlocker
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coachdesk.models import feedback as verbs
from coachdesk.models.entities.ids import ClientId, FeedbackId, SessionId, new_id
from coachdesk.models.entities.people import Client
from coachdesk.models.entities.relationship import Feedback
from coachdesk.models.feedback import FeedbackTurn
from coachdesk.models.session_pages import SessionPage
from coachdesk.views.context import Context
from coachdesk.views.feedback_answer import WaitingRow
from coachdesk.views.feedback_entry import FeedbackEntry
from coachdesk.views.fields import Choice
from coachdesk.views.open_fields import labelled_tightly
from coachdesk.views.widgets.saver import Job, PartSaver
from coachdesk.views.widgets.tab_order import tab_through


class FeedbackPart(QWidget):
    """Hidden while nobody waits, nothing is due and nothing was given; `ask` shows it at any time.

    Of a group each member has a sentence of their own, and all of them together have one too.
    """

    def __init__(self, context: Context, session_id: SessionId, origin: QObject) -> None:
        super().__init__()
        self._context = context
        self._session_id = session_id
        self._turn = FeedbackTurn()
        self._is_wanted = False
        self._known: dict[ClientId | None, Feedback] = {}
        self._edited: dict[FeedbackId, Feedback] = {}
        self._called = ""
        self.saver = PartSaver(context.workspace, origin, self._job)
        self.saver.saved.connect(self._on_saved)
        self.entry: FeedbackEntry | None = None
        self.whose: Choice[ClientId | None] = Choice(((None, ""),), None)
        self._whose_row = labelled_tightly(self.tr("Whose words"), self.whose)
        self.waiting: dict[FeedbackId, WaitingRow] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._column.addWidget(self._whose_row)
        self.whose.currentIndexChanged.connect(lambda _place: self._show_entry())

    def turn_to(self, session_id: SessionId) -> None:
        """Be there for another session from now on; nothing here is unsaved."""
        self._session_id = session_id
        self._is_wanted = False
        self._known.clear()
        self._edited.clear()
        for gone in tuple(self.waiting):
            self._drop(gone)

    def show_page(self, page: SessionPage) -> None:
        """Show what the vault holds; what is being typed stays."""
        if self.saver.is_dirty:
            return
        self._turn, self._called = page.ending.feedback, page.called
        self._known = self._blanks(page) | {one.client_id: one for one in self._turn.given}
        self._offer(page.clients)
        self._show_waiting()
        self._show_entry()

    def _blanks(self, page: SessionPage) -> dict[ClientId | None, Feedback]:
        """Return a blank sentence of everybody who has given none, the same one as before."""
        blanks: dict[ClientId | None, Feedback] = {}
        for client_id in _givers(page.clients):
            known = self._known.get(client_id)
            is_blank = known is not None and verbs.says_nothing(known)
            blanks[client_id] = known if known is not None and is_blank else self._blank(page, client_id)
        return blanks

    def _blank(self, page: SessionPage, client_id: ClientId | None) -> Feedback:
        at, today = page.session.began_at or page.session.planned_at, self._context.workspace.today()
        held_on: date = today if at is None else at.astimezone().date()
        return Feedback(
            id=FeedbackId(new_id()),
            engagement_id=page.engagement.id,
            session_id=page.session.id,
            client_id=client_id,
            given_on=min(held_on, today),
        )

    def _offer(self, clients: Sequence[Client]) -> None:
        """Let a group's coach say whose words they are."""
        names = {client.id: client.called for client in clients}
        options = tuple(
            (giver, names[giver] if giver is not None else self.tr("all of them together"))
            for giver in _givers(clients)
        )
        with QSignalBlocker(self.whose):
            current = self.whose.value()
            self.whose.offer(options or ((None, ""),))
            if current in names:
                self.whose.choose(current)
        self._whose_row.setVisible(len(options) > 1 and self.is_shown)

    def _show_waiting(self) -> None:
        for gone in self.waiting.keys() - {feedback.id for feedback in self._turn.waiting}:
            self._drop(gone)
        for feedback in self._turn.waiting:
            row = self.waiting.get(feedback.id)
            if row is None:
                row = self.waiting[feedback.id] = WaitingRow(self._context, feedback, self._called)
                row.edited.connect(self._on_edited)
                self._column.addWidget(row)
            else:
                row.show_feedback(feedback)
        self.setVisible(self.is_shown or bool(self.waiting))
        self._lead_through()

    def _drop(self, feedback_id: FeedbackId) -> None:
        row = self.waiting.pop(feedback_id)
        row.hide()
        row.deleteLater()

    def _lead_through(self) -> None:
        entry = () if self.entry is None else (self.entry,)
        tab_through(self.whose, *entry, *self.waiting.values())

    def _show_entry(self) -> None:
        """Show the sentence of whoever is chosen, once anybody wants it."""
        if self.is_shown and self.entry is None:
            self.entry = FeedbackEntry(self._context)
            self.entry.edited.connect(self._on_edited)
            self._column.insertWidget(1, self.entry)
            self._lead_through()
        if self.entry is not None:
            base = self._known.get(self.whose.value()) or next(iter(self._known.values()), None)
            if base is not None:
                self.entry.show_feedback(base, self._turn.stems, self._called)
            self.entry.setVisible(self.is_shown)

    @property
    def is_shown(self) -> bool:
        """Whether there is a sentence to give or to read."""
        return self._is_wanted or self._turn.is_due or bool(self._turn.given)

    @property
    def is_missing(self) -> bool:
        """Whether its turn has come and nobody has asked for it yet."""
        return self._turn.is_due and all(map(verbs.says_nothing, self._known.values()))

    def ask(self) -> QWidget:
        """Show the sentence whether it is due or not, and return where to begin."""
        self._is_wanted = True
        self.show()
        self._whose_row.setVisible(self.whose.count() > 1)
        self._show_entry()
        return self if self.entry is None else self.entry.begins_at

    def flush(self) -> None:
        """Save at once what is unsaved."""
        self.saver.flush()

    def _on_edited(self, feedback: Feedback) -> None:
        if feedback.id not in self.waiting:
            self._known[feedback.client_id] = feedback
        self._edited[feedback.id] = feedback
        self.saver.touch()

    def _job(self) -> Job:
        return partial(verbs.save_all_feedback, feedback=tuple(self._edited.values()))

    def _on_saved(self, saved: tuple[Feedback, ...]) -> None:
        """Forget what the vault holds now; what was typed since is saved next."""
        for feedback in saved:
            if self._edited.get(feedback.id) == feedback:
                del self._edited[feedback.id]


def _givers(clients: Sequence[Client]) -> tuple[ClientId | None, ...]:
    """Return who can say something: the one client, or all of a group together and each of them."""
    ids = tuple(client.id for client in clients)
    return ids if len(ids) == 1 else (None, *ids)
