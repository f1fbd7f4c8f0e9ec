"""Words that came after the summary had left: they go into later words or into the notes instead."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal

from coachdesk.errors import KnownError, LockedTextError
from coachdesk.models import summaries
from coachdesk.models.entities.change import Written
from coachdesk.models.entities.ids import SessionId
from coachdesk.models.entities.session import Addendum
from coachdesk.models.session_pages import SessionPage, session_page
from coachdesk.views.context import Context
from coachdesk.views.sessions.closing import ClosingCard
from coachdesk.views.sessions.inline_bar import InlineBar
from coachdesk.views.sessions.notes.card import NotesCard
from coachdesk.views.sessions.shared_side import SharedCard


class LateWords(InlineBar):
    """Says that words came too late, and where they can go; they stand in their fields until then."""

    read_wanted = Signal()

    def __init__(
        self,
        context: Context,
        session_id: SessionId,
        shared: SharedCard,
        closing: ClosingCard,
        notes: NotesCard,
    ) -> None:
        super().__init__(
            (
                (self.tr("Add them as later words"), self._on_add),
                (self.tr("Keep them in my notes"), self._on_keep),
            )
        )
        self._workspace = context.workspace
        self._session_id = session_id
        self._shared = shared
        self._closing = closing
        self._notes = notes

    def turn_to(self, session_id: SessionId) -> None:
        """Be there for another session from now on; nothing of it came too late yet."""
        self._session_id = session_id
        self.say("")

    def look(self) -> None:
        """Find out whether a save was refused because the summary has been handed out."""
        was_hidden = self.isHidden()
        savers = (self._shared.saver, self._closing.saver)
        is_late = any(saver.is_dirty and isinstance(saver.failure, LockedTextError) for saver in savers)
        words = self.tr(
            "The summary was handed out before these words were saved, so they can't be part of it any more."
        )
        self.say(words if is_late else "")
        if is_late and was_hidden:
            self.read_wanted.emit()

    def _on_add(self) -> None:
        self._read(self._add)

    def _on_keep(self) -> None:
        self._read(self._keep)

    def _read(self, go_on: Callable[[SessionPage], None]) -> None:
        self.setEnabled(False)
        job = partial(session_page, session_id=self._session_id)
        self._workspace.run(job, go_on, origin=self, on_failed=self._on_failed)

    def _on_failed(self, error: KnownError) -> None:
        self.setEnabled(True)
        self._workspace.failed.emit(error)

    def _words(self, page: SessionPage) -> str:
        return "\n".join((*self._shared.differing(page.shared), *self._closing.differing(page)))

    def _words_apart(self, page: SessionPage) -> str:
        return "\n".join(self._closing.differing_apart(page))

    def _add(self, page: SessionPage) -> None:
        """Add what a summary can hold, and put into the notes what none does."""
        words = self._words(page)
        if words:
            job = partial(summaries.add_addendum, session_id=page.session.id, text=words)
            on_added = partial(self._on_added, page)
            self._workspace.run(job, on_added, origin=self, on_failed=self._on_failed)
        else:
            self._keep_apart(page)

    def _on_added(self, page: SessionPage, _written: Written[Addendum]) -> None:
        self._keep_apart(page)

    def _keep_apart(self, page: SessionPage) -> None:
        self._notes.append(self._words_apart(page))
        self._let_go()

    def _keep(self, page: SessionPage) -> None:
        words = (self._words(page), self._words_apart(page))
        self._notes.append("\n".join(said for said in words if said))
        self._let_go()

    def _let_go(self) -> None:
        """Show again what was handed out, now that the words are elsewhere."""
        self.setEnabled(True)
        for saver in (self._shared.saver, self._closing.saver):
            saver.forget()
        self.read_wanted.emit()
