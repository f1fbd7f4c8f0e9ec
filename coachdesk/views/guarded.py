"""What the passphrase in force must be typed for."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from coachdesk.errors import KnownError
from coachdesk.i18n import error_text
from coachdesk.theme import Theme
from coachdesk.views.labelled import labelled
from coachdesk.views.start.background import Worker
from coachdesk.views.start.passphrase_field import PassphraseField
from coachdesk.views.widgets.problem import ProblemLine


class Guarded(QWidget):
    """Something that the passphrase in force must be typed for."""

    def __init__(self, theme: Theme, worker: Worker) -> None:
        super().__init__()
        self.worker = worker
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

    def add_button(self, button: QPushButton) -> None:
        """Put the button below what is there."""
        self.column.addWidget(button, alignment=Qt.AlignmentFlag.AlignLeft)

    def on_failed(self, error: KnownError) -> None:
        """Say why nothing came of it, and let the passphrase be typed again."""
        self.setEnabled(True)
        self.say(error_text(error))
        self.current.select_all()
