"""The way back from the turned screen, for the coach alone."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coachdesk.errors import KnownError, WrongPassphraseError
from coachdesk.i18n import error_text
from coachdesk.theme import Theme
from coachdesk.views.labelled import labelled
from coachdesk.views.start.background import Worker
from coachdesk.views.start.passphrase_field import PassphraseField
from coachdesk.views.start.patience import Patience
from coachdesk.views.way_back import WayBack
from coachdesk.views.widgets.buttons import primary, secondary
from coachdesk.views.widgets.centred import centred
from coachdesk.views.widgets.problem import ProblemLine
from coachdesk.views.widgets.text import heading, muted

_WIDEST: Final = 520

Check = Callable[[str], None]


class Door(QWidget):
    """Asks for the code or the passphrase; a wrong one costs a pause that grows, nothing else."""

    opened = Signal()
    stayed = Signal()

    def __init__(
        self, theme: Theme, worker: Worker, way_back: WayBack, check: Check, timer: QTimer | None = None
    ) -> None:
        super().__init__()
        self._way_back = way_back
        self._check = check
        self._worker = worker
        self._patience = Patience(timer, self)
        self._patience.ticked.connect(self._refresh)
        self.secret = PassphraseField(theme)
        self.secret.line.returnPressed.connect(self.try_it)
        self.problem = ProblemLine()
        self.go_back = primary("", self.try_it)
        self.stay = secondary(self.tr("Stay here"), self.leave)
        self._lay_out()
        self._refresh()

    def _lay_out(self) -> None:
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setSpacing(16)
        said = self.tr("Only the coach goes on from here. All that was written is kept.")
        secret, _ = labelled(self.tr("&Code or passphrase"), self.secret)
        for part in (heading(self.tr("Back to CoachDesk")), muted(said), secret, self.problem):
            column.addWidget(part)
        column.addWidget(self.go_back)
        column.addWidget(self.stay)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(32, 24, 32, 24)
        outer.addStretch(1)
        outer.addLayout(centred(middle, _WIDEST))
        outer.addStretch(2)

    def begin(self) -> None:
        """Wait for what opens it."""
        self.problem.say("")
        self.secret.select_all()

    def leave(self) -> None:
        """Go on with the talk and forget what was typed, unless it is being checked."""
        if self.isEnabled():
            self.secret.clear()
            self.stayed.emit()

    def try_it(self) -> None:
        """Let the coach back in, unless a pause is running."""
        if not self.go_back.isEnabled():
            return
        typed = self.secret.text()
        if self._way_back.fits(typed):
            self._on_right(None)
            return
        self.problem.say("")
        self.setEnabled(False)
        job = partial(self._check, typed)
        self._worker.work(job, self._on_right, origin=self, on_failed=self._on_failed)

    def _on_right(self, _nothing: None) -> None:
        self.setEnabled(True)
        self.secret.clear()
        self.opened.emit()

    def _on_failed(self, error: KnownError) -> None:
        self.setEnabled(True)
        if isinstance(error, WrongPassphraseError):
            self._patience.begin()
            self.problem.say(self.tr("This is neither the code nor the passphrase."))
        else:
            self.problem.say(error_text(error))
        self.secret.select_all()

    def _refresh(self) -> None:
        text = self.tr("&Go back")
        if self._patience.seconds_left:
            text = self.tr("Try again in {seconds} s").format(seconds=self._patience.seconds_left)
        self.go_back.setText(text)
        self.go_back.setAccessibleName(text.replace("&", ""))
        self.go_back.setEnabled(self._patience.seconds_left == 0)
