"""What the windows before the desk share: one page at a time, and work that ends with the window."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from coachdesk.theme import Theme
from coachdesk.views.start.background import Background
from coachdesk.views.start.folders import AskFile, AskFolder
from coachdesk.views.start.gateway import VaultGateway
from coachdesk.views.widgets.centred import centred

if TYPE_CHECKING:
    from coachdesk.views.start.restore_steps import RestoreSteps

_WIDEST: Final = 860


class Door(QWidget):
    """A window that leads to a vault: the one in `folder`, or another one that the coach points at.

    `restored` brings the folder of a vault that was made of a backup.
    """

    sample_requested = Signal()
    open_other = Signal(object)
    restored = Signal(object)

    def __init__(
        self,
        gateway: VaultGateway,
        theme: Theme,
        folder: Path,
        size: tuple[int, int],
        *,
        ask: AskFolder,
        ask_backup: AskFile,
    ) -> None:
        super().__init__()
        self._gateway = gateway
        self._theme = theme
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle("CoachDesk")
        self.resize(*size)
        self._folder = folder
        self._ask = ask
        self._ask_backup = ask_backup
        self.background = Background(self)
        self._stack = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(centred(self._stack, _WIDEST))

    def _open_other(self) -> None:
        chosen = self._ask(self, self.tr("Which folder is your vault?"), self._folder.parent)
        if chosen is not None:
            self.open_other.emit(chosen)

    @cached_property
    def restoring(self) -> "RestoreSteps":
        """The steps from a backup to a vault; made when they are wanted."""
        from coachdesk.views.start.restore_steps import RestoreSteps, Whereabouts

        where = Whereabouts(
            backups=self._backups_folder(),
            folder=self._folder_to_restore_to(),
            ask=self._ask,
            ask_backup=self._ask_backup,
        )
        steps = RestoreSteps(self._gateway, self._theme, self.background, where)
        steps.left.connect(self.show_front)
        steps.restored.connect(self.restored)
        self._stack.addWidget(steps)
        return steps

    def show_front(self) -> None:
        """Show the first page."""
        raise NotImplementedError

    def _backups_folder(self) -> Path:
        """Return where the coach is likely to find a backup."""
        raise NotImplementedError

    def _folder_to_restore_to(self) -> Path:
        return self._folder

    def _show_restore(self) -> None:
        self._stack.setCurrentWidget(self.restoring)
        self.restoring.show_step(0)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: D102
        self.background.finish()
        super().closeEvent(event)
