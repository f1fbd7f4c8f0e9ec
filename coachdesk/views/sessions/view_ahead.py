"""The page of a session, built while nobody waits for it."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer

from coachdesk.views.sessions.session_view import SessionView

_BREATH_MS: Final = 20  # in which the window answers between two parts


class ViewAhead(QObject):
    """Builds one page in parts, and hands it out whole, however far it has come; `make` begins one."""

    def __init__(self, make: Callable[[], SessionView], parent: QObject) -> None:
        super().__init__(parent)
        self._make = make
        self._begun: SessionView | None = None

    def begin(self) -> None:
        """Begin a page, unless there is one already."""
        if self._begun is None:
            self._begun = self._make()
            self._go_on_later()

    def take(self) -> SessionView:
        """Return the page that was begun, or one that is built now; what is missing of it is built, too."""
        view, self._begun = self._begun or self._make(), None
        return view.complete()

    def _go_on_later(self) -> None:
        QTimer.singleShot(_BREATH_MS, self, self._go_on)

    def _go_on(self) -> None:
        if self._begun is not None and self._begun.go_on():
            self._go_on_later()
