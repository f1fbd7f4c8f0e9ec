"""The first start: from an empty laptop to a vault with its kit and its coach."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from coachdesk.documents.renderer import Renderer
from coachdesk.models.clock import Clock, system_clock
from coachdesk.models.entities.sharing import RecoveryKit
from coachdesk.theme import Theme
from coachdesk.views.documents_folder import documents_folder
from coachdesk.views.start.background import Background
from coachdesk.views.start.folders import AskFile, AskFolder, ask_backup, ask_folder
from coachdesk.views.start.gateway import VaultGateway
from coachdesk.views.start.kit import make_kit, paper_here
from coachdesk.views.start.kit_page import ChoosePlaces, KitPage, random_places
from coachdesk.views.start.kit_paper import KitPaper
from coachdesk.views.start.passphrase_page import PassphrasePage
from coachdesk.views.start.place_page import PlacePage
from coachdesk.views.start.profile_page import ProfilePage
from coachdesk.views.start.step_frame import StepFrame
from coachdesk.views.start.welcome import Welcome
from coachdesk.views.widgets.page import centred

if TYPE_CHECKING:
    from coachdesk.views.start.restore_steps import RestoreSteps

_SIZE: Final = (760, 640)
_WIDEST: Final = 860
_KIT: Final = 2


class StartWindow(QWidget):
    """Welcome, then four steps. The vault stays open in the gateway when it ends.

    `created` tells the folder as soon as the vault exists, so that a start broken off
    there is not forgotten: `resume` goes on from the kit. `finished` brings the profile, `restored` the
    folder of a vault that was made of a backup.
    """

    created = Signal(object)
    finished = Signal(object)
    sample_requested = Signal()
    open_other = Signal(object)
    restored = Signal(object)

    def __init__(
        self,
        gateway: VaultGateway,
        theme: Theme,
        renderer: Renderer,
        *,
        folder: Path,
        clock: Clock = system_clock,
        ask: AskFolder = ask_folder,
        ask_backup: AskFile = ask_backup,
        choose_places: ChoosePlaces = random_places,
    ) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle("CoachDesk")
        self.resize(*_SIZE)
        self._gateway = gateway
        self._theme = theme
        self._folder = folder
        self._clock = clock
        self._ask = ask
        self._ask_backup = ask_backup
        self.background = Background(self)
        self.welcome = Welcome()
        self.place = PlacePage(gateway, self.background, folder, ask=ask)
        self.passphrase = self._passphrase_page(theme)
        self.kit = KitPage(
            KitPaper(renderer, self.background), self.background, self._make_kit, choose_places=choose_places
        )
        self.profile = ProfilePage(theme, self.background)
        self.steps = StepFrame((self.place, self.passphrase, self.kit, self.profile))
        self._lay_out()
        self._connect()
        self.show_welcome()

    def _passphrase_page(self, theme: Theme) -> PassphrasePage:
        return PassphrasePage(
            self.tr("Your passphrase"),
            self.tr("It opens your vault on this computer. Choose something long that you like to type."),
            theme,
            self.background,
            self._create,
        )

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        self._stack.addWidget(self.welcome)
        self._stack.addWidget(self.steps)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(centred(self._stack, _WIDEST))

    def _connect(self) -> None:
        self.welcome.begin.connect(self._begin)
        self.welcome.open_existing.connect(self._open_existing)
        self.welcome.restore.connect(self._show_restore)
        self.welcome.look_around.connect(self.sample_requested)
        self.steps.left.connect(self.show_welcome)
        self.steps.finished.connect(self._on_finished)
        self.place.completed.connect(self._on_placed)
        self.passphrase.completed.connect(lambda: self.created.emit(self._folder))

    def show_welcome(self) -> None:
        """Show the first page."""
        self._stack.setCurrentWidget(self.welcome)
        self.welcome.focus_first()

    def resume(self, folder: Path) -> None:
        """Go on with a vault that is open and has no profile yet: from its kit."""
        self._folder = folder
        self._show_step(_KIT)

    def _on_placed(self) -> None:
        self._folder = self.place.folder()

    def _begin(self) -> None:
        self._show_step(0)

    def _show_step(self, index: int) -> None:
        self._stack.setCurrentWidget(self.steps)
        self.steps.show_step(index)

    @cached_property
    def restoring(self) -> "RestoreSteps":
        """The steps from a backup to a vault; made when they are wanted."""
        from coachdesk.views.start.restore_steps import RestoreSteps, Whereabouts

        where = Whereabouts(
            backups=documents_folder(), folder=self._folder, ask=self._ask, ask_backup=self._ask_backup
        )
        steps = RestoreSteps(self._gateway, self._theme, self.background, where)
        steps.left.connect(self.show_welcome)
        steps.restored.connect(self.restored)
        self._stack.addWidget(steps)
        return steps

    def _show_restore(self) -> None:
        self._stack.setCurrentWidget(self.restoring)
        self.restoring.show_step(0)

    def _open_existing(self) -> None:
        chosen = self._ask(self, self.tr("Which folder is your vault?"), self._folder.parent)
        if chosen is not None:
            self.open_other.emit(chosen)

    def _create(self, passphrase: str) -> None:
        """Make the vault; runs in a worker, so it reads no widget."""
        self._gateway.create(self._folder, passphrase)

    def _make_kit(self) -> RecoveryKit:
        return make_kit(self._gateway, self._folder, self._clock, paper_here())

    def _on_finished(self) -> None:
        self.finished.emit(self.profile.profile)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: D102
        self.background.finish()
        super().closeEvent(event)
