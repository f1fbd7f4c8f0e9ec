"""A quiet surface for what belongs together."""

from enum import StrEnum

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget


class Tone(StrEnum):
    """What a card holds: anything, the coach's private words, or what the client receives."""

    PLAIN = "plain"
    PRIVATE = "private"
    SHARED = "shared"
    BARE = "bare"


class Card(QFrame):
    """A rounded surface with a column inside."""

    def __init__(self, tone: Tone = Tone.PLAIN, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", tone.value)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(18, 14, 18, 14)
        self.body.setSpacing(8)
