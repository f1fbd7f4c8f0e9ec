"""The last step: a backup becomes a vault, with the way to stop it."""

import threading
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal

from coachdesk.errors import StoppedError
from coachdesk.models.entities.backup import BackupProgress, Restoration
from coachdesk.views.progress_words import progress_text
from coachdesk.views.start.background import Background
from coachdesk.views.start.gateway import VaultGateway
from coachdesk.views.start.step import Step
from coachdesk.views.widgets.buttons import secondary
from coachdesk.views.widgets.text import muted, set_text, text_label


class RestoringPage(Step):
    """Says what goes where, and does it; stopped or failed, nothing of the new vault stays."""

    _progressed = Signal(object)

    def __init__(
        self,
        gateway: VaultGateway,
        background: Background,
        wanted: Callable[[], Restoration],
        label_text: Callable[[], str],
    ) -> None:
        super().__init__(
            self.tr("Ready to restore"),
            self.tr("The backup is read to its last bit while it is put into the new folder."),
        )
        self._gateway = gateway
        self._background = background
        self._wanted = wanted
        self._label_text = label_text
        self._stopping = threading.Event()
        self.backup = text_label("", "strong")
        self.folder = text_label("")
        self.stop = secondary(self.tr("S&top"), self._stopping.set)
        self.stop.hide()
        for label in (self.backup, self.folder):
            self.column.addWidget(label)
        self.column.addWidget(self.stop, alignment=Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(
            muted(self.tr("Afterwards CoachDesk asks for the passphrase of the new vault."))
        )
        self._progressed.connect(self._on_progressed)
        background.finishing.connect(self._stopping.set)

    @property
    def was_stopped(self) -> bool:
        """Whether somebody asked to stop what was begun last."""
        return self._stopping.is_set()

    def next_text(self) -> str:
        """Return what the button that goes on says."""
        return self.tr("&Restore")

    def enter(self) -> None:
        """Show what was chosen."""
        wanted = self._wanted()
        self.show_problem("")
        set_text(self.backup, f"{wanted.backup.name}\n{self._label_text()}")
        set_text(self.folder, self.tr("To {folder}").replace("{folder}", str(wanted.folder)))

    def go_on(self) -> None:
        """Restore, in a worker."""
        self._stopping.clear()
        job = partial(self._gateway.restore, self._wanted(), self._tell)
        self.run(self._background, self.tr("One moment…"), job, lambda _nothing: self.completed.emit())

    def _tell(self, progress: BackupProgress) -> None:
        """Tell how far it has come, from the thread that works; stop where somebody asked for that."""
        if self._stopping.is_set():
            raise StoppedError
        self._progressed.emit(progress)

    def _on_progressed(self, progress: BackupProgress) -> None:
        if self.busy_text:
            self.percent = progress.percent
            self.busy_text = progress_text(progress)
            self.changed.emit()

    def _become(self, busy_text: str) -> None:
        """Stay enabled while it works: it can be stopped."""
        self.busy_text = busy_text
        self.percent = None
        self.stop.setVisible(bool(busy_text))
        if busy_text:
            self.stop.setFocus()
        self.changed.emit()
