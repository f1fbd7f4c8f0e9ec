"""Verbs that wait for the words on their way: a yes or a signature is for the words on the screen."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from coachdesk.errors import KnownError
from coachdesk.models.entities.change import Written
from coachdesk.models.store import Store
from coachdesk.views.agreements.drafts import Drafts
from coachdesk.views.widgets.autosave import SaveState
from coachdesk.workspace import Workspace

Job = Callable[[Store], Written[Any]]


class OnceSaved(QObject):
    """Runs each verb once the vault holds what is typed; where that can't be saved, nothing is done."""

    def __init__(self, workspace: Workspace, drafts: Drafts, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._drafts = drafts
        self._waiting: list[Callable[[], None]] = []
        drafts.state_changed.connect(self._go_on)

    def do(
        self,
        job: Job,
        on_done: Callable[[Any], None] | None = None,
        on_failed: Callable[[KnownError], None] | None = None,
    ) -> None:
        """Save what is typed, then run a verb."""
        self._waiting.append(partial(self._workspace.run, job, on_done, on_failed=on_failed))
        self._drafts.flush()
        self._go_on()

    def _go_on(self) -> None:
        state = self._drafts.state
        if state is SaveState.SAVING:
            return
        waiting, self._waiting = self._waiting, []
        if state is not SaveState.FAILED:
            for run in waiting:
                run()
