"""A new passphrase, typed twice, with its strength in words."""

from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coachdesk.strength import Strength, strength_of
from coachdesk.theme import Theme
from coachdesk.views.labelled import labelled
from coachdesk.views.start.background import Worker
from coachdesk.views.start.latest import LatestOnly
from coachdesk.views.start.passphrase_field import PassphraseField
from coachdesk.views.start.strength_words import strength_text
from coachdesk.views.widgets.text import muted, set_text

LEAST_LENGTH: Final = 8
_PAUSE_MS: Final = 200


class NewPassphrase(QWidget):
    """Two fields that must agree. A weak passphrase is explained, one under the floor is not taken."""

    changed = Signal()

    def __init__(self, theme: Theme, worker: Worker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._latest = LatestOnly(worker, _PAUSE_MS, self)
        self.first = PassphraseField(theme)
        self.again = PassphraseField(theme)
        self.strength = muted("")
        self.match = muted(self.tr("The two are not the same yet."))
        first_column, _ = labelled(self.tr("New &passphrase"), self.first)
        again_column, _ = labelled(self.tr("The same &again"), self.again)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for widget in (first_column, self.strength, again_column, self.match):
            column.addWidget(widget)
        column.insertSpacing(2, 6)
        self.setFocusProxy(self.first)
        self.first.edited.connect(self._estimate)
        for field in (self.first, self.again):
            field.edited.connect(self._on_edited)
        self._estimate()
        self._on_edited()

    @property
    def is_ready(self) -> bool:
        """Whether it can be taken: long enough, and twice the same."""
        return len(self.first.text()) >= LEAST_LENGTH and self.first.text() == self.again.text()

    def passphrase(self) -> str:
        """Return what was typed, with every space."""
        return self.first.text()

    def clear(self) -> None:
        """Forget both."""
        self.first.clear()
        self.again.clear()

    def _on_edited(self) -> None:
        self.match.setVisible(not self.first.text().startswith(self.again.text()))
        self.changed.emit()

    def _estimate(self) -> None:
        passphrase = self.first.text()
        missing = LEAST_LENGTH - len(passphrase)
        self._latest.forget()
        if not passphrase:
            words = self.tr("Four or five words with nothing in common are easy to keep and slow to guess.")
            set_text(self.strength, words)
        elif missing > 0:
            words = self.tr("At least 8 characters, please: {missing} to go.")
            set_text(self.strength, words.format(missing=missing))
        else:
            self._latest.ask(partial(strength_of, passphrase), self._on_estimated)

    def _on_estimated(self, strength: Strength) -> None:
        set_text(self.strength, strength_text(strength))
