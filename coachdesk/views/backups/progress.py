"""What is being done to a backup, how far it has come, and the way to stop it."""

from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from coachdesk.models.entities.backup import BackupProgress
from coachdesk.views.progress_words import progress_text
from coachdesk.views.safekeeping import BackupKeeper
from coachdesk.views.widgets.buttons import secondary
from coachdesk.views.widgets.text import set_text, text_label

_ALL: Final = 100


class ProgressLine(QWidget):
    """In sight only while something is being done."""

    def __init__(self, keeper: BackupKeeper) -> None:
        super().__init__()
        self.text = text_label("")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Progress"))
        self.stop = secondary(self.tr("S&top"), keeper.stop)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        row.addWidget(self.text, 2)
        row.addWidget(self.bar, 3)
        row.addWidget(self.stop)
        keeper.progressed.connect(self._on_progressed)
        keeper.busy_changed.connect(self._on_busy)
        self._on_busy(busy=keeper.is_busy)

    def _on_busy(self, busy: bool) -> None:
        self.setVisible(busy)
        if busy:
            self._show(self.tr("One moment…"), None)

    def _on_progressed(self, progress: BackupProgress) -> None:
        self._show(progress_text(progress), progress.percent)

    def _show(self, text: str, percent: int | None) -> None:
        set_text(self.text, text)
        self.bar.setRange(0, _ALL if percent is not None else 0)
        self.bar.setValue(percent or 0)
