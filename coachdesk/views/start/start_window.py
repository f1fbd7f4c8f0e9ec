"""The first start: from an empty laptop to a vault with its kit and its coach."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal

from coachdesk.documents.renderer import Renderer
from coachdesk.models.clock import Clock, system_clock
from coachdesk.models.entities.sharing import RecoveryKit
from coachdesk.theme import Theme
from coachdesk.views.documents_folder import documents_folder
from coachdesk.views.start.door import Door
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

_SIZE: Final = (760, 640)
_KIT: Final = 2


class StartWindow(Door):
    """Welcome, then four steps. The vault stays open in the gateway when it ends.

    `created` tells the folder as soon as the vault exists, so that a start broken off
    there is not forgotten: `resume` goes on from the kit. `finished` brings the profile, `restored` the
    folder of a vault that was made of a backup.
    """

    created = Signal(object)
    finished = Signal(object)

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
        super().__init__(gateway, theme, folder, _SIZE, ask=ask, ask_backup=ask_backup)
        self._clock = clock
        self.welcome = Welcome()
        self.place = PlacePage(gateway, self.background, folder, ask=ask)
        self.passphrase = self._passphrase_page(theme)
        self.kit = KitPage(
            KitPaper(renderer, self.background), self.background, self._make_kit, choose_places=choose_places
        )
        self.profile = ProfilePage(theme, self.background)
        self.steps = StepFrame((self.place, self.passphrase, self.kit, self.profile))
        for page in (self.welcome, self.steps):
            self._stack.addWidget(page)
        self._connect()
        self.show_front()

    def _passphrase_page(self, theme: Theme) -> PassphrasePage:
        return PassphrasePage(
            self.tr("Your passphrase"),
            self.tr("It opens your vault on this computer. Choose something long that you like to type."),
            theme,
            self.background,
            self._create,
        )

    def _connect(self) -> None:
        self.welcome.begin.connect(self._begin)
        self.welcome.open_existing.connect(self._open_other)
        self.welcome.restore.connect(self._show_restore)
        self.welcome.look_around.connect(self.sample_requested)
        self.steps.left.connect(self.show_front)
        self.steps.finished.connect(self._on_finished)
        self.place.completed.connect(self._on_placed)
        self.passphrase.completed.connect(lambda: self.created.emit(self._folder))

    def show_front(self) -> None:
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

    def _backups_folder(self) -> Path:
        return documents_folder()

    def _create(self, passphrase: str) -> None:
        """Make the vault; runs in a worker, so it reads no widget."""
        self._gateway.create(self._folder, passphrase)

    def _make_kit(self) -> RecoveryKit:
        return make_kit(self._gateway, self._folder, self._clock, paper_here())

    def _on_finished(self) -> None:
        self.finished.emit(self.profile.profile)
