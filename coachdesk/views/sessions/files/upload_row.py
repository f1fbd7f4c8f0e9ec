"""A file on its way into the vault: its name, how far it has come, and a way to stop it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QSizePolicy, QWidget

from coachdesk.views.file_keeper import Upload
from coachdesk.views.file_words import short_name
from coachdesk.views.widgets.buttons import link
from coachdesk.views.widgets.text import muted, set_text

_BAR_WIDTH = 120
_STEPS = 1000


class UploadRow(QWidget):
    """One line; the bar goes to and fro as long as nobody knows the size."""

    cancelled = Signal(int)

    def __init__(self, upload: Upload) -> None:
        super().__init__()
        name = short_name(upload.incoming.name)
        self.name = muted("", wrap=False)
        set_text(self.name, name)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(_BAR_WIDTH)
        self.bar.setAccessibleName(self.tr("How much of {name} is in the vault").replace("{name}", name))
        self.cancel = link(self.tr("Cancel"), lambda: self.cancelled.emit(upload.number))
        self.cancel.setAccessibleDescription(name)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for part in (self.name, self.bar, self.cancel):
            row.addWidget(part)
        self.show_upload(upload)

    def show_upload(self, upload: Upload) -> None:
        """Show how far it has come."""
        self.bar.setRange(0, _STEPS if upload.size else 0)
        if upload.size:
            self.bar.setValue(min(_STEPS * upload.done // upload.size, _STEPS))
