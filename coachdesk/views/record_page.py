"""What the pages have in common that show one record and let it be changed in its place."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Generic, TypeVar

from attrs import frozen
from PySide6.QtCore import SignalInstance
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from coachdesk.errors import KnownError, NotFoundError
from coachdesk.i18n import error_text
from coachdesk.models.entities.people import Client, Engagement
from coachdesk.models.store import Store
from coachdesk.views.context import Context
from coachdesk.views.lead_back import lead_back
from coachdesk.views.undo import Undo
from coachdesk.views.unsaved_words import offer_to_go_on
from coachdesk.views.widgets.buttons import secondary
from coachdesk.views.widgets.page import Page
from coachdesk.views.widgets.problem import ProblemLine
from coachdesk.views.widgets.save_line import SaveLine
from coachdesk.views.widgets.saver import Job, PartSaver

P = TypeVar("P")


@frozen
class About:
    """Which record it is, the one client of it if there is just one, and what its clients are called."""

    id: str
    client_id: str
    called: tuple[str, ...]


def about_work(engagement: Engagement, clients: Sequence[Client]) -> About:
    """Return what a record of an engagement is about."""
    only = clients[0].id if len(clients) == 1 else ""
    return About(engagement.id, only, tuple(client.called for client in clients))


class RecordPage(Page, Generic[P]):
    """Shows one record at a time; what is done there can be taken back.

    While words of one record could not be saved, the page stays with it, and offers to go on by `way`.
    """

    def __init__(self, context: Context, way: SignalInstance, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._context = context
        self._way = way
        self._wanted = ""
        self._page: P | None = None
        self.undo = Undo(context, self)
        self.leave = secondary(self.tr("Back"), context.navigation.back_requested.emit)

    # What each page says for itself.

    def _reading(self) -> Callable[[Store], P]:
        """Return what reads the record that is wanted."""
        raise NotImplementedError

    def _about(self, page: P) -> About:
        """Return which record was read."""
        raise NotImplementedError

    def _fill(self, page: P, *, is_other: bool) -> None:
        """Show what was read, of another record than before or of the same."""
        raise NotImplementedError

    def _show_nothing(self) -> None:
        """Leave nothing of a record in sight that is gone."""
        raise NotImplementedError

    # What is the same for all.

    def open(self, *ids: str) -> None:
        """Show the record with this id."""
        self.flush()
        self._wanted = ids[0]
        self.refresh()

    def refresh(self) -> None:
        """Read the record again."""
        if self._wanted:
            self._context.workspace.run(self._reading(), self._show, origin=self, on_failed=self._on_gone)

    @property
    def commands(self) -> tuple[QAction, ...]:
        """Undo and redo."""
        return self.undo.commands

    @property
    def client_at_hand(self) -> str:
        """The one client whom the record is about."""
        return "" if self._page is None else self._about(self._page).client_id

    @property
    def _shown(self) -> str:
        return "" if self._page is None else self._about(self._page).id

    def _show(self, page: P) -> None:
        about = self._about(page)
        if about.id != self._wanted:
            return
        is_other = about.id != self._shown
        if is_other and self.has_unsaved:
            self._stay(about)
            return
        had_keyboard = self.has_keyboard
        self._page = page
        self.undo.turn_to(about.id)
        self._fill(page, is_other=is_other)
        if is_other and had_keyboard:
            self.focus_first()

    def _stay(self, wanted: About) -> None:
        """Stay with what could not be saved, and offer to go on to the other one."""
        if self._page is not None:
            self._wanted = self._shown
        offer_to_go_on(self._context.navigation, wanted.called, partial(self._way.emit, wanted.id))

    def _on_gone(self, error: KnownError) -> None:
        """Say what is in the way, show nothing but what is still asked for, and leave what is gone."""
        is_gone = isinstance(error, NotFoundError) or self._wanted != self._shown
        if self.has_unsaved or not is_gone:
            self._context.workspace.failed.emit(error)
            return
        self._page = None
        self._show_nothing()
        lead_back(self._context, self, error)


class TypedPage(RecordPage[P]):
    """Saves what is typed into the record by itself, and says how safe it is; `note` says why it is not."""

    note: ProblemLine

    def __init__(self, context: Context, way: SignalInstance, parent: QWidget | None = None) -> None:
        super().__init__(context, way, parent)
        self.saver = PartSaver(context.workspace, self, self._job)
        self.saved = SaveLine()
        self.saver.saved.connect(self._on_saved)
        self.saver.state_changed.connect(self._on_state)

    def _job(self) -> Job:
        """Return what keeps the words as they stand."""
        raise NotImplementedError

    def _on_saved(self, kept: Any) -> None:  # noqa: ANN401  (whatever the job of the page returns)
        """Take in what was kept."""
        raise NotImplementedError

    def flush(self) -> None:
        """Save at once what is unsaved."""
        self.saver.flush()

    @property
    def has_unsaved(self) -> bool:
        """Whether there are words that the vault does not hold."""
        return self.saver.is_dirty

    def _on_state(self) -> None:
        self.saved.show_state(self.saver.state)
        failure = self.saver.failure if self.saver.is_dirty else None
        self.note.say("" if failure is None else error_text(failure))
