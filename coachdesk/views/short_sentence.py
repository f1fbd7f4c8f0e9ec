"""One sentence of a few words: what is more than it holds is not taken, and that is said."""

from PySide6.QtCore import Signal

from coachdesk.models.entities.relationship import SENTENCE_LIMIT
from coachdesk.views.open_fields import OpenSentence


class ShortSentence(OpenSentence):
    """A sentence up to the length that is kept; `overflowed` says that there is no room for the rest."""

    overflowed = Signal()

    def __init__(self, *, most: int = 3, placeholder: str = "") -> None:
        super().__init__(most=most, placeholder=placeholder)
        self.textChanged.connect(self._keep_short)

    def _keep_short(self) -> None:
        if len(self.toPlainText()) <= SENTENCE_LIMIT:
            return
        cursor = self.textCursor()
        if cursor.position() == 0:  # typed before all the rest
            cursor.movePosition(cursor.MoveOperation.End)
        self.blockSignals(True)
        while len(self.toPlainText()) > SENTENCE_LIMIT and cursor.position():
            cursor.deletePreviousChar()
        self.blockSignals(False)
        self.overflowed.emit()
