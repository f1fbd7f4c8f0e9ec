"""Replacing the recovery kit: the passphrase, the new words on paper, and only then the new key."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from coachdesk.models import kit_care
from coachdesk.models.entities.people import CoachProfile
from coachdesk.models.entities.sharing import RecoveryKit
from coachdesk.models.profile import get_profile
from coachdesk.views.context import Context
from coachdesk.views.kit_steps import NewKitPage, PassphraseStep
from coachdesk.views.start.gateway import VaultGateway
from coachdesk.views.start.kit import paper_here
from coachdesk.views.start.kit_page import ChoosePlaces, random_places
from coachdesk.views.start.kit_paper import KitPaper
from coachdesk.views.start.step_frame import StepFrame
from coachdesk.views.widgets.page import Page


class RenewalPanel(Page):
    """Two steps; the former kit holds until three words of the new one were typed back."""

    def __init__(
        self,
        context: Context,
        gateway: VaultGateway,
        folder: Path,
        parent: QWidget | None = None,
        *,
        choose_places: ChoosePlaces = random_places,
    ) -> None:
        super().__init__(parent=parent)
        self._context = context
        self._gateway = gateway
        self._folder = folder
        self._words: tuple[str, ...] = ()
        self._paper = paper_here()
        self.passphrase = PassphraseStep(context.theme, context.workspace, self._prepare)
        paper = KitPaper(context.renderer, context.workspace)
        self.kit = NewKitPage(
            paper, context.workspace, self._new_kit, self._put_in_force, choose_places=choose_places
        )
        self.passphrase.completed.connect(self.kit.forget)  # before the frame goes on to it
        self.steps = StepFrame((self.passphrase, self.kit))
        self.steps.left.connect(context.navigation.back_requested)
        self.steps.finished.connect(self._on_replaced)
        self.body.addWidget(self.steps, 1)

    def refresh(self) -> None:
        """Begin anew: words that were shown and not put in force are void."""
        self._context.workspace.run(get_profile, self._on_profile, origin=self)
        self._forget()
        self.steps.show_step(0)

    def flush(self) -> None:
        """Forget words and passphrase, unless they are just being put in force: the page is left."""
        if not self.kit.busy_text:
            self._forget()

    def focus_first(self) -> None:
        """Put the cursor where the passphrase goes."""
        self.steps.current.focus_first()

    def _forget(self) -> None:
        self._words = ()
        self.passphrase.forget()
        self.kit.forget()

    def _prepare(self, passphrase: str) -> None:
        """Get the new words ready; runs in a worker."""
        self._words = self._gateway.prepare_kit(self._folder, passphrase)

    def _new_kit(self) -> RecoveryKit:
        return RecoveryKit(
            words=self._words,
            vault_id=self._gateway.vault_id(),
            made_on=self._context.workspace.today(),
            vault_place=str(self._folder),
            paper=self._paper,
        )

    def _put_in_force(self) -> partial[None]:
        return partial(self._gateway.replace_kit, self._folder, self.passphrase.text())

    def _on_profile(self, profile: CoachProfile | None) -> None:
        self._paper = self._paper if profile is None else profile.paper

    def _on_replaced(self) -> None:
        self._forget()
        self._context.workspace.run(kit_care.note_replaced)
        self._context.navigation.notify(
            self.tr("The new kit is in force. The former words open nothing but backups made before.")
        )
        self._context.navigation.back_requested.emit()
