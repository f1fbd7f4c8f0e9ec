"""Between a part of the page that is typed into and the verb that keeps it."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from coachdesk.errors import KnownError
from coachdesk.models.entities.change import Written
from coachdesk.models.store import Store
from coachdesk.views.widgets.autosave import Autosave, SaveState
from coachdesk.workspace import Workspace

Job = Callable[[Store], Written[Any]]


class PartSaver(QObject):
    """Saves one part of a page while it is typed, and keeps it dirty where that fails.

    `make_job` takes a snapshot of the part in the window's thread and returns what
    the store's thread shall do with it; it may refuse with a `KnownError`. `saved` carries
    what was written, before the part is called saved.
    """

    state_changed = Signal()
    saved = Signal(object)
    failed = Signal(object)

    def __init__(self, workspace: Workspace, origin: QObject, make_job: Callable[[], Job]) -> None:
        super().__init__(origin)
        self._workspace = workspace
        self._origin = origin
        self._make_job = make_job
        self._autosave = Autosave(self)
        self.failure: KnownError | None = None
        self._autosave.due.connect(self._save)
        self._autosave.state_changed.connect(lambda _state: self.state_changed.emit())

    @property
    def state(self) -> SaveState:
        """How safe the part is."""
        return self._autosave.state

    @property
    def is_dirty(self) -> bool:
        """Whether the part holds something that the vault does not."""
        return self._autosave.is_dirty

    def touch(self) -> None:
        """Say that the part has changed."""
        self._autosave.touch()

    def flush(self) -> None:
        """Save at once what is unsaved; after a failure, try again."""
        self._autosave.flush()

    def forget(self) -> None:
        """Let the part go: what was typed is elsewhere, and the part shows what the vault holds."""
        self.failure = None
        self._autosave.forget()

    def _save(self) -> None:
        try:
            job = self._make_job()
        except KnownError as error:
            self._on_failed(error)
            return
        self._workspace.run(job, self._on_saved, origin=self._origin, on_failed=self._on_failed)

    def _on_saved(self, written: Written[Any]) -> None:
        self.failure = None
        self.saved.emit(written.value)
        self._autosave.saved()

    def _on_failed(self, error: KnownError) -> None:
        self.failure = error
        self._autosave.failed()
        self.state_changed.emit()
        self.failed.emit(error)
