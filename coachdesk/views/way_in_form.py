"""What it takes to open a backup, typed in: its passphrase or the recovery words."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from coachdesk.models.entities.backup import WayIn
from coachdesk.theme import Theme
from coachdesk.views.fields import PlainText
from coachdesk.views.labelled import labelled
from coachdesk.views.start.passphrase_field import PassphraseField


class WayInForm(QWidget):
    """The passphrase of that day, or the words of the kit."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.by_passphrase = _option(self.tr("With its passphrase"))
        self.by_words = _option(self.tr("With the recovery words"))
        self.passphrase = PassphraseField(theme)
        self.words = PlainText(lines=4)
        self.words.setFixedHeight(self.words.minimumHeight())
        self.words.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )
        group = QButtonGroup(self)
        for option in (self.by_passphrase, self.by_words):
            group.addButton(option)
        self._lay_out()
        self.by_passphrase.setChecked(True)
        self.by_words.toggled.connect(self._on_chosen)
        self.passphrase.edited.connect(self.changed)
        self.words.textChanged.connect(self.changed)
        self._on_chosen(by_words=False)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        hint = self.tr("The one that was in force on that day.")
        self._passphrase_row, _ = labelled(self.tr("Passphrase of the backup"), self.passphrase, hint=hint)
        self._words_row, _ = labelled(self.tr("Recovery words"), self.words)
        for widget in (self.by_passphrase, self.by_words, self._passphrase_row, self._words_row):
            column.addWidget(widget)

    @property
    def way_in(self) -> WayIn:
        """What was typed."""
        by_words = self.by_words.isChecked()
        return WayIn(secret=self.words.text() if by_words else self.passphrase.text(), is_words=by_words)

    @property
    def is_ready(self) -> bool:
        """Whether something was typed."""
        return bool(self.way_in.secret.strip())

    def focus_secret(self) -> None:
        """Put the cursor where the secret goes."""
        if self.by_words.isChecked():
            self.words.setFocus()
        else:
            self.passphrase.select_all()

    def clear(self) -> None:
        """Forget what was typed."""
        self.passphrase.clear()
        self.words.clear()

    def _on_chosen(self, by_words: bool) -> None:
        self._passphrase_row.setVisible(not by_words)
        self._words_row.setVisible(by_words)
        self.changed.emit()


def _option(text: str) -> QRadioButton:
    option = QRadioButton(text)
    option.setAccessibleName(text)
    return option
