"""The sessions that are open at once: the one in front, and those kept for words that are not saved."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from coachdesk.models.entities.ids import SessionId
from coachdesk.models.session_pages import SessionPage
from coachdesk.views.context import Context
from coachdesk.views.sessions.session_view import SessionView
from coachdesk.views.widgets.autosave import SaveState


class KeptViews(QObject):
    """Lets each view go, or become another session's, once the vault holds its words; `make` builds one."""

    def __init__(self, context: Context, make: Callable[[], SessionView], parent: QObject) -> None:
        super().__init__(parent)
        self._navigation = context.navigation
        self._make = make
        self._views: dict[SessionId, SessionView] = {}

    def of(self, session_id: SessionId | None) -> SessionView | None:
        """Return the view of a session; None where it is not open."""
        return None if session_id is None else self._views.get(session_id)

    @property
    def is_empty(self) -> bool:
        """Whether no session is open yet."""
        return not self._views

    @property
    def unsaved(self) -> tuple[SessionView, ...]:
        """The views that hold something that the vault does not."""
        return tuple(view for view in self._views.values() if view.is_dirty)

    def flush(self) -> None:
        """Save at once what is unsaved in any of them."""
        for view in self._views.values():
            view.flush()

    def turned_to(self, page: SessionPage) -> SessionView:
        """Return a view of a session that was not open: one with nothing unsaved, or else a new one."""
        spare = next((view for view in self._views.values() if not view.is_dirty), None)
        if spare is None:
            spare = self._make()
        else:
            del self._views[spare.session_id]
        self._views[page.session.id] = spare
        spare.turn_to(page)
        return spare

    def bring_to_front(self, front: SessionView) -> None:
        """Show one of them alone, and let go of those that hold nothing unsaved."""
        for view in tuple(self._views.values()):
            was_in_front = not view.isHidden()
            view.setVisible(view is front)
            if view is not front:
                self._let_go_if_saved(view)
                if was_in_front:
                    self._tell_if_kept(view)

    def look_after(self, view: SessionView) -> None:
        """Let a view behind go once its words are saved, or tell that they can't be."""
        if view.session_id in self._views and view.isHidden():
            self._let_go_if_saved(view)
            self._tell_if_kept(view)

    def let_go(self, session_id: SessionId) -> None:
        """Let go of a session that is gone itself."""
        view = self._views.pop(session_id, None)
        if view is not None:
            view.deleteLater()

    def _let_go_if_saved(self, view: SessionView) -> None:
        if not view.is_dirty:
            self.let_go(view.session_id)

    def _tell_if_kept(self, view: SessionView) -> None:
        if view.is_dirty and view.state in (SaveState.FAILED, SaveState.SAVED):
            self._navigation.notify(
                self.tr("Some words of another session are not in the vault yet. They are kept here."),
                self.tr("Open it"),
                partial(self._navigation.session_requested.emit, view.session_id, ""),
            )
