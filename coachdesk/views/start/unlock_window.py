"""Each later start: the passphrase, or the words of the recovery kit."""

from datetime import datetime
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent

from coachdesk.theme import Theme
from coachdesk.views.start.door import Door
from coachdesk.views.start.folders import AskFile, AskFolder, ask_backup, ask_folder
from coachdesk.views.start.gateway import VaultGateway
from coachdesk.views.start.unlock_page import UnlockPage

if TYPE_CHECKING:
    from coachdesk.views.start.older_page import OlderPage
    from coachdesk.views.start.recovery import Recovery

_SIZE: Final = (640, 520)


class UnlockWindow(Door):
    """Opens one vault. After `unlocked` the gateway holds it open.

    `entered` is told after `show_older`: whether the vault is to be read only. `restored` brings the
    folder of another vault, made of a backup.
    """

    unlocked = Signal()
    create_requested = Signal()
    entered = Signal(bool)
    backups_requested = Signal()

    def __init__(
        self,
        gateway: VaultGateway,
        theme: Theme,
        folder: Path,
        *,
        timer: QTimer | None = None,
        ask: AskFolder = ask_folder,
        ask_backup: AskFile = ask_backup,
    ) -> None:
        super().__init__(gateway, theme, folder, _SIZE, ask=ask, ask_backup=ask_backup)
        self.front = UnlockPage(gateway, theme, self.background, folder, timer)
        self._stack.addWidget(self.front)
        self._connect()
        self.front.look()
        self.show_front()

    def _connect(self) -> None:
        self.front.unlocked.connect(self.unlocked)
        self.front.create_requested.connect(self.create_requested)
        self.front.sample_requested.connect(self.sample_requested)
        self.front.recover_requested.connect(self._show_recovery)
        self.front.restore_requested.connect(self._show_restore)
        self.front.other_requested.connect(self._open_other)

    @cached_property
    def recovery(self) -> "Recovery":
        """The steps of who has no passphrase; made when they are wanted, as few ever are."""
        from coachdesk.views.start.recovery import Recovery

        steps = Recovery(self._gateway, self._theme, self.background, self._folder)
        steps.left.connect(self.show_front)
        steps.finished.connect(self.unlocked)
        self._stack.addWidget(steps)
        return steps

    def show_front(self) -> None:
        """Ask for the passphrase."""
        self._stack.setCurrentWidget(self.front)
        self.front.focus_first()

    def show_problem(self, text: str, *, is_damaged: bool = False) -> None:
        """Ask for the passphrase again and say what stood in the way; a damaged vault has backups."""
        self.show_front()
        self.front.show_problem(text, offers_backup=is_damaged)

    def show_upgrade(self) -> None:
        """Say that an older vault is being brought up to date; nothing else can be done meanwhile."""
        self._stack.setCurrentWidget(self.front)
        self.front.show_upgrade()

    @cached_property
    def older(self) -> "OlderPage":
        """The question about a file that is older than the one used last; made when it is wanted."""
        from coachdesk.views.start.older_page import OlderPage

        page = OlderPage()
        page.read_requested.connect(partial(self.entered.emit, True))
        page.use_requested.connect(partial(self.entered.emit, False))
        page.backups_requested.connect(self.backups_requested)
        self._stack.addWidget(page)
        return page

    def show_older(self, newer_at: datetime) -> None:
        """Ask what to do about a file that is older than the one used then."""
        self.older.show_moment(newer_at)
        self._stack.setCurrentWidget(self.older)
        self.older.read.setFocus()

    def _show_recovery(self) -> None:
        self._stack.setCurrentWidget(self.recovery)
        self.recovery.show_step(0)

    def _backups_folder(self) -> Path:
        return self._folder / "backups"

    def _folder_to_restore_to(self) -> Path:
        return self._folder.with_name("Restored.coachdesk")

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: D102
        self._gateway.abandon_keychain()
        super().closeEvent(event)
