"""The everyday way in: one field, one button."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QVBoxLayout, QWidget

from coachdesk.errors import DamagedVaultError, HeldElsewhereError, KnownError, WrongPassphraseError
from coachdesk.i18n import error_text
from coachdesk.theme import Theme
from coachdesk.views.labelled import labelled
from coachdesk.views.start import ONCE_PAINTED_MS
from coachdesk.views.start.background import Worker
from coachdesk.views.start.gateway import VaultGateway
from coachdesk.views.start.passphrase_field import PassphraseField
from coachdesk.views.start.patience import Patience
from coachdesk.views.widgets.buttons import primary, quiet, secondary
from coachdesk.views.widgets.problem import ProblemLine
from coachdesk.views.widgets.text import ElidedLabel, muted, set_text


class UnlockPage(QWidget):
    """Asks for the passphrase; a wrong one costs a pause that grows, nothing else."""

    unlocked = Signal()
    recover_requested = Signal()
    restore_requested = Signal()
    other_requested = Signal()
    create_requested = Signal()
    sample_requested = Signal()

    def __init__(
        self, gateway: VaultGateway, theme: Theme, worker: Worker, folder: Path, timer: QTimer | None = None
    ) -> None:
        super().__init__()
        self._gateway = gateway
        self._worker = worker
        self._folder = folder
        self._is_busy = False
        self._way = self.try_passphrase
        self._patience = Patience(timer, self)
        self._patience.ticked.connect(self._refresh)
        self.name = ElidedLabel(folder.stem, "h1")
        self.passphrase = PassphraseField(theme)
        self.state = muted(self.tr("Your practice is locked."))
        self._problem = ProblemLine()
        self.take_over = secondary(self.tr("Open it &here"), self._take_over)
        self.take_over.hide()
        self.restore_here = secondary(self.tr("Restore a &backup"), self.restore_requested.emit)
        self.restore_here.hide()
        self.unlock = primary("", self.try_passphrase)
        self.keychain = secondary(self.tr("Open with this computer's &keychain"), self.try_keychain)
        self.keychain.hide()
        self.recover = quiet(self.tr("Use recovery &words"), self.recover_requested.emit)
        self.restore = quiet(self.tr("Restore a &backup…"), self.restore_requested.emit)
        self.other = quiet(self.tr("&Open another vault…"), self.other_requested.emit)
        self.new = quiet(self.tr("&New practice…"), self.create_requested.emit)
        self.sample = quiet(self.tr("&Sample practice"), self.sample_requested.emit)
        self._lay_out()
        self._refresh()

    def _lay_out(self) -> None:
        middle = QWidget()
        middle.setMaximumWidth(440)
        column = QVBoxLayout(middle)
        column.setSpacing(12)
        passphrase, _ = labelled(self.tr("&Passphrase"), self.passphrase)
        for widget in (self.name, self.state, passphrase, self._problem):
            column.addWidget(widget)
        for widget in (self.take_over, self.restore_here):
            column.addWidget(widget, alignment=Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.unlock)
        column.addWidget(self.keychain)
        for widget in (self.recover, self.restore):
            column.addWidget(widget, alignment=Qt.AlignmentFlag.AlignLeft)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(40, 28, 40, 20)
        outer.addStretch(2)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(middle, 6)
        row.addStretch(1)
        outer.addLayout(row)
        outer.addStretch(3)
        outer.addLayout(self._other_ways())

    def _other_ways(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch(1)
        for button in (self.other, self.new, self.sample):
            row.addWidget(button)
        row.addStretch(1)
        return row

    @property
    def problem(self) -> str:
        """What is said to stand in the way."""
        return self._problem.said

    def look(self) -> None:
        """Say at once where the vault's folder is not there, as with a stick that is not plugged in."""
        self._worker.work(self._folder.is_dir, self._on_looked, origin=self)
        QTimer.singleShot(ONCE_PAINTED_MS, self, self._look_for_keychain)  # that imports the keys

    def _look_for_keychain(self) -> None:
        job = partial(self._gateway.opens_with_keychain, self._folder)
        self._worker.work(job, self.keychain.setVisible, origin=self)

    def focus_first(self) -> None:
        """Put the cursor where the passphrase goes."""
        self.passphrase.select_all()

    def try_passphrase(self) -> None:
        """Unlock with what is typed, unless a pause is running."""
        if not self.unlock.isEnabled():
            return
        self._way = self.try_passphrase
        self._try(partial(self._gateway.unlock, self._folder, self.passphrase.text()))

    def try_keychain(self) -> None:
        """Unlock with what the keychain holds.

        Only ever because the button was pressed: of its own accord it would undo the lock that the
        coach has just asked for, and the system's question for a password would come out of nowhere.
        """
        self._way = self.try_keychain
        self._try(partial(self._gateway.unlock_with_keychain, self._folder))

    def _try(self, job: Callable[[], None]) -> None:
        self.show_problem("")
        self.take_over.hide()
        self._become(busy=True)
        self._worker.work(job, self._on_unlocked, origin=self, on_failed=self._on_failed)

    def _take_over(self) -> None:
        """Open a vault that another computer did not close, now that the coach has said so."""
        self._become(busy=True)
        job = partial(self._gateway.take_over, self._folder)
        self._worker.work(job, self._on_taken_over, origin=self, on_failed=self._on_failed)

    def _on_taken_over(self, _nothing: None) -> None:
        self._become(busy=False)
        self._way()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        focused = self.focusWidget()
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif isinstance(focused, QAbstractButton):
            focused.click()
        else:
            self.try_passphrase()

    def _on_unlocked(self, _nothing: None) -> None:
        self._become(busy=False)
        self.passphrase.clear()
        self.unlocked.emit()

    def _on_failed(self, error: KnownError) -> None:
        self._become(busy=False)
        self.show_problem(error_text(error), offers_backup=isinstance(error, DamagedVaultError))
        self.take_over.setVisible(isinstance(error, HeldElsewhereError))
        if isinstance(error, WrongPassphraseError):
            self._patience.begin()
        self.passphrase.select_all()

    def _on_looked(self, is_there: bool) -> None:
        if not is_there:
            self.show_problem(
                self.tr(
                    "This vault is not where it was: {folder}. If it is on a stick or a network drive,"
                    " connect that and try again; if you moved it, open it from its new place."
                ).format(folder=self._folder),
                offers_backup=True,
            )

    def _become(self, *, busy: bool) -> None:
        self._is_busy = busy
        ways = (self.take_over, self.keychain, self.recover, self.other, self.new, self.sample)
        for widget in (self.passphrase, self.restore_here, self.restore, *ways):
            widget.setEnabled(not busy)
        self._refresh()

    def _refresh(self) -> None:
        text = self.tr("&Unlock")
        if self._is_busy:
            text = self.tr("Opening…")
        elif self._patience.seconds_left:
            text = self.tr("Try again in {seconds} s").format(seconds=self._patience.seconds_left)
        self.unlock.setText(text)
        self.unlock.setAccessibleName(text.replace("&", ""))
        self.unlock.setEnabled(not self._is_busy and self._patience.seconds_left == 0)

    def show_upgrade(self) -> None:
        """Say that the vault is being brought up to date; the desk follows, or another unlock window."""
        set_text(self.state, self.tr("Bringing your vault up to date…"))
        self._become(busy=True)

    def show_problem(self, text: str, *, offers_backup: bool = False) -> None:
        """Say what stands in the way; an empty text says nothing does.

        Where a backup would help, restoring one is offered beside it, instead of among the other ways.
        """
        self._problem.say(text)
        self.restore_here.setVisible(offers_backup)
        self.restore.setVisible(not offers_backup)
