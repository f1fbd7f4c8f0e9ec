"""A state in words."""

from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from coachdesk.views.widgets.looks import give_look
from coachdesk.views.widgets.text import set_text


class ChipTone(StrEnum):
    """How much a chip calls."""

    ACCENT = "accent"
    SAND = "sand"
    NEUTRAL = "neutral"


class Chip(QLabel):
    """A small rounded label; its words say all, its colour only helps."""

    def __init__(self, text: str, tone: ChipTone = ChipTone.NEUTRAL, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", "chip")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.show_state(text, tone)

    def show_state(self, text: str, tone: ChipTone) -> None:
        """Show another state."""
        set_text(self, text)
        give_look(self, tone.value, called="tone")
