"""The two steps to a new kit."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject

from coachdesk.errors import KnownError
from coachdesk.i18n import error_text
from coachdesk.models.entities.sharing import RecoveryKit
from coachdesk.theme import Theme
from coachdesk.views.labelled import labelled
from coachdesk.views.start.background import OnDone, OnFailed, Worker
from coachdesk.views.start.kit_page import ChoosePlaces, KitPage
from coachdesk.views.start.kit_paper import KitPaper
from coachdesk.views.start.passphrase_field import PassphraseField
from coachdesk.views.start.step import Step
from coachdesk.views.widgets.text import muted
from coachdesk.workspace import Workspace

T = TypeVar("T")


class PassphraseStep(Step):
    """The passphrase in force, and what a new kit means; leaving it hands the passphrase to `prepare`."""

    def __init__(self, theme: Theme, worker: Worker, prepare: Callable[[str], None]) -> None:
        super().__init__(
            self.tr("Replace the recovery kit"),
            self.tr(
                "For when the kit is lost, or somebody may have seen it. Your vault gets a new key and 24 new"
                " words; the words you have now stop opening it."
            ),
        )
        self._worker = worker
        self._prepare = prepare
        self.field = PassphraseField(theme)
        column, _ = labelled(self.tr("&Passphrase in force"), self.field)
        self.column.addWidget(column)
        self.column.addWidget(
            muted(
                self.tr(
                    "Your passphrase stays as it is. Backups made before keep opening with the former words"
                    " or the passphrase of their day. If this computer's keychain opens the vault, turn that"
                    " on again afterwards."
                )
            )
        )
        self.field.edited.connect(self.changed)

    @property
    def is_ready(self) -> bool:
        """Whether something is typed."""
        return bool(self.field.text())

    def text(self) -> str:
        """Return what is typed."""
        return self.field.text()

    def focus_first(self) -> None:
        """Put the cursor where the passphrase goes."""
        self.field.select_all()

    def go_on(self) -> None:
        """Find out whether it is the passphrase, and get the words ready."""
        job = partial(self._prepare, self.field.text())
        self.run(self._worker, self.tr("One moment…"), job, lambda _nothing: self.completed.emit())

    def forget(self) -> None:
        """Forget what was typed."""
        self.field.clear()
        self.show_problem("")


class NewKitPage(KitPage):
    """The new words; leaving the last of them puts them in force while the database is closed."""

    def __init__(
        self,
        paper: KitPaper,
        workspace: Workspace,
        make_kit: Callable[[], RecoveryKit],
        put_in_force: Callable[[], Callable[[], None]],
        *,
        choose_places: ChoosePlaces,
    ) -> None:
        super().__init__(paper, workspace, make_kit, choose_places=choose_places)
        self._closed = _WhileClosed(workspace)
        self._put_in_force = put_in_force

    @property
    def can_go_back(self) -> bool:
        """Whether there is a way back: always, as the former kit still holds."""
        return True

    def next_text(self) -> str:
        """Return what the button that goes on says."""
        return self.tr("Put it in &force") if self.is_checking else super().next_text()

    def go_on(self) -> None:
        """Ask three words back; once they are right, put all of them in force."""
        if not self.is_checking:
            super().go_on()
            return
        busy = self.tr("Copying the vault under its new key…")
        self.run(self._closed, busy, self._put_in_force(), lambda _nothing: self.completed.emit())

    def _on_failed(self, error: KnownError) -> None:
        super()._on_failed(error)
        text = self.tr("The former kit is still in force, these words are not yet. {reason}")
        self.show_problem(text.format(reason=error_text(error)))


class _WhileClosed:
    """Works in the store's thread while the database is closed."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def work(
        self,
        job: Callable[[], T],
        on_done: OnDone[T] | None = None,
        *,
        origin: QObject | None = None,
        on_failed: OnFailed | None = None,
    ) -> None:
        self._workspace.run_closed(job, on_done, origin=origin, on_failed=on_failed)
