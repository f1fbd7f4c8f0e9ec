"""The vault in the settings: where it is, its passphrase, its recovery kit."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from coachdesk.errors import KnownError
from coachdesk.i18n import error_text
from coachdesk.models.entities.people import PaperSize
from coachdesk.models.entities.sharing import RecoveryKit
from coachdesk.theme import Theme
from coachdesk.views.context import Context
from coachdesk.views.labelled import labelled
from coachdesk.views.start.background import Worker
from coachdesk.views.start.gateway import VaultGateway
from coachdesk.views.start.kit import make_kit
from coachdesk.views.start.kit_paper import KitPaper
from coachdesk.views.start.new_passphrase import NewPassphrase
from coachdesk.views.start.passphrase_field import PassphraseField
from coachdesk.views.widgets.buttons import secondary
from coachdesk.views.widgets.card import Card
from coachdesk.views.widgets.fold import Fold
from coachdesk.views.widgets.problem import ProblemLine
from coachdesk.views.widgets.text import body, heading, muted


class VaultCard(Card):
    """Says where the vault lives and unfolds what can be done about its keys."""

    def __init__(
        self, context: Context, gateway: VaultGateway, folder: Path, paper_size: Callable[[], PaperSize]
    ) -> None:
        super().__init__()
        self._paper_size = paper_size
        self._gateway = gateway
        self._folder = folder
        self._clock = context.workspace.now
        self.place = body(str(folder))
        self.passphrase = ChangePassphrase(context.theme, context.workspace, gateway, folder)
        paper = KitPaper(context.renderer, context.workspace)
        self.kit = KitAgain(context.theme, context.workspace, paper, self._kit_job)
        self.passphrase_fold = Fold(context.theme, self.tr("Change the passphrase"))
        self.passphrase_fold.body.addWidget(self.passphrase)
        self.kit_fold = Fold(context.theme, self.tr("Print or save the recovery kit again"))
        self.kit_fold.body.addWidget(self.kit)
        self.kit_fold.button.toggled.connect(lambda _open: self.kit.hide_kit())
        self.body.addWidget(heading(self.tr("Vault"), 2))
        self.body.addWidget(
            muted(self.tr("It lives in this folder. Copy it like any other while CoachDesk is closed."))
        )
        for widget in (self.place, self.passphrase_fold, self.kit_fold):
            self.body.addWidget(widget)

    def _kit_job(self, passphrase: str) -> Callable[[], RecoveryKit]:
        return partial(self._checked_kit, passphrase, self._paper_size())

    def _checked_kit(self, passphrase: str, paper_size: PaperSize) -> RecoveryKit:
        self._gateway.check_passphrase(self._folder, passphrase)
        return make_kit(self._gateway, self._folder, self._clock, paper_size)

    def forget(self) -> None:
        """Forget every passphrase that was typed and hide the kit."""
        self.passphrase.clear()
        self.kit.hide_kit()


class _Guarded(QWidget):
    """Something that the passphrase in force must be typed for."""

    def __init__(self, theme: Theme, worker: Worker) -> None:
        super().__init__()
        self._worker = worker
        self.outcome = ProblemLine()
        self.current = PassphraseField(theme)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(10)
        column, _ = labelled(self.tr("Passphrase in force"), self.current)
        self.column.addWidget(self.outcome)
        self.column.addWidget(column)

    def say(self, text: str) -> None:
        """Say how it went; an empty text says nothing."""
        self.outcome.say(text)

    def _add_button(self, button: QPushButton) -> None:
        self.column.addWidget(button, alignment=Qt.AlignmentFlag.AlignLeft)

    def _on_failed(self, error: KnownError) -> None:
        self.setEnabled(True)
        self.say(error_text(error))
        self.current.select_all()


class ChangePassphrase(_Guarded):
    """The passphrase in force, the new one twice, and what that means for old backups."""

    def __init__(self, theme: Theme, worker: Worker, gateway: VaultGateway, folder: Path) -> None:
        super().__init__(theme, worker)
        self._gateway = gateway
        self._folder = folder
        self.new = NewPassphrase(theme, worker)
        self.change = secondary(self.tr("Change passphrase"), self._change)
        self.column.addWidget(self.new)
        self.column.addWidget(
            muted(
                self.tr(
                    "Backups made before still open with the passphrase of their day. Your recovery kit stays"
                    " as it is."
                )
            )
        )
        self._add_button(self.change)
        self.new.changed.connect(self._refresh)
        self.new.again.line.returnPressed.connect(self.change.click)
        self._refresh()

    def clear(self) -> None:
        """Forget what was typed."""
        self.current.clear()
        self.new.clear()
        self.say("")

    def _refresh(self) -> None:
        self.change.setEnabled(self.new.is_ready)

    def _change(self) -> None:
        self.say("")
        self.setEnabled(False)
        job = partial(
            self._gateway.change_passphrase, self._folder, self.current.text(), self.new.passphrase()
        )
        self._worker.work(job, self._on_changed, origin=self, on_failed=self._on_failed)

    def _on_changed(self, _nothing: None) -> None:
        self.setEnabled(True)
        self.clear()
        self.say(self.tr("The new passphrase is in force from now on."))


class KitAgain(_Guarded):
    """The kit's page once more.

    `kit_job` takes what was typed and returns a job that brings the kit, or raises
    where it is not the passphrase in force.
    """

    def __init__(
        self,
        theme: Theme,
        worker: Worker,
        paper: KitPaper,
        kit_job: Callable[[str], Callable[[], RecoveryKit]],
    ) -> None:
        super().__init__(theme, worker)
        self._kit_job = kit_job
        self.paper = paper
        self.open = secondary(self.tr("Get the kit ready"), self._open)
        self._add_button(self.open)
        self.column.addWidget(paper)
        self.current.line.returnPressed.connect(self._open)
        self.hide_kit()

    def hide_kit(self) -> None:
        """Forget the words and what was typed."""
        self.current.clear()
        self.say("")
        self.paper.show_kit(None)
        self.paper.hide()

    def _open(self) -> None:
        self.say("")
        self.setEnabled(False)
        job = self._kit_job(self.current.text())
        self._worker.work(job, self._on_kit, origin=self, on_failed=self._on_failed)

    def _on_kit(self, kit: RecoveryKit) -> None:
        self.setEnabled(True)
        self.current.clear()
        self.paper.show_kit(kit)
        self.paper.show()
        self.paper.print.setFocus()
