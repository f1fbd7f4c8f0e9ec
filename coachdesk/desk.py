"""The window on an open vault, put together with all that works for it."""

from pathlib import Path
from typing import Final

from attrs import frozen
from PySide6.QtCore import QObject, QTimer, Signal

# First of ours: sqlite_utils takes the driver that it finds prepared there.
import coachdesk.crypto.connection  # noqa: F401  (for what its import does)
from coachdesk.documents.renderer import Renderer
from coachdesk.errors import KnownError
from coachdesk.gateway import Gateway
from coachdesk.models.clock import Clock, system_clock
from coachdesk.models.search import merge_when_idle
from coachdesk.models.store import Connect, StoreThread
from coachdesk.pages import PageMaker
from coachdesk.settings import Settings
from coachdesk.theme import Theme
from coachdesk.views.context import Context
from coachdesk.views.main_window import MainWindow
from coachdesk.views.navigation import Navigation
from coachdesk.workspace import Workspace

_IDLE_MS: Final = 20_000


@frozen(kw_only=True)
class Surroundings:
    """What a desk is put into: the remembered settings, the looks, the vault's keeper, the clock."""

    settings: Settings
    theme: Theme
    gateway: Gateway
    clock: Clock = system_clock


class Desk(QObject):
    """Owns the window and the threads behind it until `close`.

    `left` is told once the window has saved everything and closed; `lock_requested` when
    the coach wants the vault locked.
    """

    left = Signal()
    lock_requested = Signal()
    sample_requested = Signal()

    def __init__(
        self, connect: Connect, surroundings: Surroundings, folder: Path, *, sample: bool = False
    ) -> None:
        super().__init__()
        self._settings = surroundings.settings
        self.workspace = Workspace(StoreThread(connect, surroundings.clock), surroundings.clock, self)
        self.context = Context(self.workspace, Navigation(), surroundings.theme, Renderer())
        maker = PageMaker(self.context, surroundings.settings, surroundings.gateway, folder)
        maker.sample_requested.connect(self.sample_requested)
        self.window = MainWindow(self.context, maker.pages(), sample=sample)
        self.window.restoreGeometry(self._settings.geometry)
        self.window.closed.connect(self.left)
        self.window.lock_requested.connect(self.lock_requested)
        self._maker = maker
        self._untidy = False
        self.workspace.changed.connect(self._on_changed)
        self._idle = QTimer(self)
        self._idle.setInterval(_IDLE_MS)
        self._idle.timeout.connect(self._tidy)
        self._idle.start()

    def show(self) -> None:
        """Show the day."""
        self.window.open("today")
        self.window.show()

    def settle(self) -> bool:
        """Save everything; False where words are left that could not be saved."""
        return self.window.settle()

    def close(self) -> None:
        """Finish what is queued and close the database; nothing can be saved afterwards."""
        self._idle.stop()
        self._remember_window()
        self.window.hide()
        self.workspace.finish()

    def _remember_window(self) -> None:
        """Write down where the window is: a process that locks ends without another turn."""
        if self.window.place:
            self._settings.geometry = self.window.saveGeometry()
            self._settings.sync()

    def _on_changed(self) -> None:
        self._untidy = True

    def _tidy(self) -> None:
        """Merge the search index while nobody waits, so that no save has to."""
        if self._untidy and not self.workspace.is_busy:
            self.workspace.run(merge_when_idle, self._on_tidied, origin=self, on_failed=self._on_not_tidied)

    def _on_tidied(self, more: bool) -> None:
        self._untidy = more

    def _on_not_tidied(self, _error: KnownError) -> None:
        """Say nothing: the coach did not ask for it, and a save that fails says so itself."""
