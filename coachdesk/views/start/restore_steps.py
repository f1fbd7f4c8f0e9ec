"""Restoring a backup without an open vault: which one, what opens it, where it goes."""

from functools import partial
from pathlib import Path

from attrs import frozen
from PySide6.QtCore import Signal

from coachdesk.models.entities.backup import Restoration
from coachdesk.theme import Theme
from coachdesk.views.start.background import Background
from coachdesk.views.start.folders import AskFile, AskFolder, ask_backup, ask_folder
from coachdesk.views.start.gateway import VaultGateway
from coachdesk.views.start.restore_pages import (
    BackupPage,
    FreePlacePage,
    OpeningPage,
    RestoredPassphrasePage,
)
from coachdesk.views.start.restoring_page import RestoringPage
from coachdesk.views.start.step_frame import StepFrame


@frozen(kw_only=True)
class Whereabouts:
    """Where choosing a backup begins, the folder that is offered, and who asks for others."""

    backups: Path
    folder: Path
    ask: AskFolder = ask_folder
    ask_backup: AskFile = ask_backup


class RestoreSteps(StepFrame):
    """Five steps, four for who knows the passphrase; `restored` brings the folder of the new vault."""

    restored = Signal(object)

    def __init__(
        self, gateway: VaultGateway, theme: Theme, background: Background, where: Whereabouts
    ) -> None:
        self.backup = BackupPage(gateway, background, where.backups, ask=where.ask_backup)
        self.opening = OpeningPage(
            theme, background, lambda way_in: partial(gateway.check_way_in, self.backup.file(), way_in)
        )
        self.anew = RestoredPassphrasePage(theme, background, self.opening)
        self.target = FreePlacePage(gateway, background, where.folder, ask=where.ask)
        self.restoring = RestoringPage(gateway, background, self._wanted, self._label_text)
        super().__init__((self.backup, self.opening, self.anew, self.target, self.restoring))
        self.left.connect(self.forget)
        self.finished.connect(self._on_finished)

    def forget(self) -> None:
        """Forget every secret that was typed."""
        self.opening.form.clear()
        self.anew.fields.clear()

    def _wanted(self) -> Restoration:
        way_in = self.opening.form.way_in
        return Restoration(
            backup=self.backup.file(),
            way_in=way_in,
            folder=self.target.folder(),
            passphrase=self.anew.fields.passphrase() if way_in.is_words else way_in.secret,
        )

    def _label_text(self) -> str:
        return self.backup.label_text

    def _on_finished(self) -> None:
        self.forget()
        self.restored.emit(self.target.folder())
