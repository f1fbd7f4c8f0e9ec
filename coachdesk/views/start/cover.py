"""What stands in front of a desk that can't be left: words are there that the vault does not take."""

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coachdesk.errors import KnownError, WrongPassphraseError
from coachdesk.i18n import error_text
from coachdesk.theme import Theme
from coachdesk.views.labelled import labelled
from coachdesk.views.start.background import Background
from coachdesk.views.start.gateway import VaultGateway
from coachdesk.views.start.passphrase_field import PassphraseField
from coachdesk.views.start.patience import Patience
from coachdesk.views.widgets.buttons import primary, secondary
from coachdesk.views.widgets.centred import centred
from coachdesk.views.widgets.problem import ProblemLine
from coachdesk.views.widgets.text import heading, muted

_SIZE: Final = (560, 460)
_WIDEST: Final = 460
_TRY_AGAIN_MS: Final = 30_000


class Cover(QWidget):
    """Shows nothing of the desk until the passphrase is typed; meanwhile tries to lock it after all.

    `opened` asks for the desk, `try_again` for another attempt to save and leave.
    """

    opened = Signal()
    try_again = Signal()

    def __init__(
        self, gateway: VaultGateway, theme: Theme, folder: Path, timer: QTimer | None = None
    ) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.setWindowTitle("CoachDesk")
        self.resize(*_SIZE)
        self._check = partial(gateway.check_passphrase, folder)
        self._worker = Background(self)
        self._patience = Patience(timer, self)
        self._patience.ticked.connect(self._refresh)
        self.passphrase = PassphraseField(theme)
        self.passphrase.line.returnPressed.connect(self.try_passphrase)
        self._problem = ProblemLine()
        self.show_words = primary("", self.try_passphrase)
        self.again = secondary(self.tr("&Try to save again"), self.try_again.emit)
        self._clock = QTimer(self)
        self._clock.setInterval(_TRY_AGAIN_MS)
        self._clock.timeout.connect(self._on_clock)
        self._lay_out()
        self._refresh()

    def _lay_out(self) -> None:
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setSpacing(12)
        said = self.tr(
            "Some words could not be put into the vault. They wait behind this window, unseen: the disk may"
            " be full, or gone. CoachDesk tries again every half minute, and locks as soon as they are kept."
        )
        passphrase, _ = labelled(self.tr("&Passphrase, to see them"), self.passphrase)
        for part in (heading(self.tr("Covered")), muted(said), passphrase, self._problem):
            column.addWidget(part)
        column.addWidget(self.show_words)
        column.addWidget(self.again)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(32, 24, 32, 24)
        outer.addStretch(1)
        outer.addLayout(centred(middle, _WIDEST))
        outer.addStretch(2)

    def begin(self) -> None:
        """Wait for the passphrase, and for the vault to take the words."""
        self.passphrase.select_all()
        self._clock.start()

    def end(self) -> None:
        """Wait no longer."""
        self._clock.stop()
        self._worker.finish()
        self.hide()
        self.deleteLater()

    def try_passphrase(self) -> None:
        """Show the desk to who knows the passphrase, unless a pause is running."""
        if self.show_words.isEnabled():
            self._say("")
            self.setEnabled(False)
            job = partial(self._check, self.passphrase.text())
            self._worker.work(job, self._on_right, origin=self, on_failed=self._on_failed)

    def _on_right(self, _nothing: None) -> None:
        self.setEnabled(True)
        self.passphrase.clear()
        self.opened.emit()

    def _on_failed(self, error: KnownError) -> None:
        self.setEnabled(True)
        self._say(error_text(error))
        if isinstance(error, WrongPassphraseError):
            self._patience.begin()
        self.passphrase.select_all()

    def _on_clock(self) -> None:
        if self.isEnabled() and not self.passphrase.text():
            self.try_again.emit()

    def _refresh(self) -> None:
        text = self.tr("&Show my words")
        if self._patience.seconds_left:
            text = self.tr("Try again in {seconds} s").format(seconds=self._patience.seconds_left)
        self.show_words.setText(text)
        self.show_words.setAccessibleName(text.replace("&", ""))
        self.show_words.setEnabled(self._patience.seconds_left == 0)

    def _say(self, text: str) -> None:
        self._problem.say(text)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: D102
        event.ignore()  # the words behind it are nowhere else
        self.try_again.emit()
