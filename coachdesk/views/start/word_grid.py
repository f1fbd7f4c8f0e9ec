"""The 24 words, numbered, in the order in which they are read."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel

from coachdesk.views.widgets.card import Card
from coachdesk.views.widgets.text import text_label

_COLUMNS: Final = 4


class WordGrid(Card):
    """Numbered words, down each column. They can't be copied: a clipboard is no place for them."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(7)
        self.body.addLayout(self._grid)
        self.labels: list[QLabel] = []

    def show_words(self, words: tuple[str, ...]) -> None:
        """Show these words; none at all clear the grid."""
        for label in self.labels:
            self._grid.removeWidget(label)
            label.deleteLater()
        self.labels = []
        rows = -(-len(words) // _COLUMNS)
        for index, word in enumerate(words):
            self._add(index, word, index % rows, index // rows)

    def _add(self, index: int, word: str, row: int, column: int) -> None:
        number = text_label(str(index + 1), "muted", wrap=False)
        number.setAlignment(Qt.AlignmentFlag.AlignRight)
        shown = text_label(word, "strong", wrap=False)
        number.setBuddy(shown)
        self._grid.addWidget(number, row, column * 2)
        self._grid.addWidget(shown, row, column * 2 + 1)
        self._grid.setColumnStretch(column * 2 + 1, 1)
        self.labels += [number, shown]
