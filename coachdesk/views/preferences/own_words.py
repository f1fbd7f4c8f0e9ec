"""Sentences that a client ends in their own words."""

from typing import Final

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from coachdesk.models.entities.relationship import Preference
from coachdesk.models.preferences import WORDS
from coachdesk.views.fields import PlainText
from coachdesk.views.labelled import labelled
from coachdesk.views.preference_words import question
from coachdesk.views.widgets.card import Card
from coachdesk.views.widgets.text import heading, set_text

_MOST_LINES: Final = 6
_FRAME: Final = 24


class _Growing(PlainText):
    """As high as its words need, within reason; then it scrolls."""

    def __init__(self) -> None:
        super().__init__(lines=1)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._fit())
        self._fit()

    def _fit(self) -> None:
        needed = round(self.document().size().height())
        lines = min(max(needed, 1), _MOST_LINES)
        is_cut = (
            Qt.ScrollBarPolicy.ScrollBarAsNeeded if needed > lines else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        self.setVerticalScrollBarPolicy(is_cut)
        self.setFixedHeight(int(QFontMetricsF(self.font()).lineSpacing() * lines) + _FRAME)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


def _asked(words: str, field: QWidget) -> QWidget:
    """Return a field below the words that it goes on from, which wrap."""
    column, _ = labelled(words, field)
    for shown in column.findChildren(QLabel):
        shown.setWordWrap(True)
        shown.setSizePolicy(QSizePolicy.Policy.Ignored, shown.sizePolicy().verticalPolicy())
    layout = column.layout()
    if isinstance(layout, QVBoxLayout):
        layout.addStretch(1)
    return column


class OwnWords(Card):
    """Each beginning is ours, each end is theirs; any may stay empty."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.fields = {name: _Growing() for name in WORDS}
        self._title: QLabel = heading("", 3)
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(10)
        for place, (name, field) in enumerate(self.fields.items()):
            is_last_alone = place == len(WORDS) - 1 and place % 2 == 0
            grid.addWidget(_asked(question(name), field), place // 2, place % 2, 1, 2 if is_last_alone else 1)
            grid.setColumnStretch(place % 2, 1)
            field.textChanged.connect(self.edited)
        self.body.addWidget(self._title)
        self.body.addLayout(grid)

    def call(self, name: str) -> None:
        """Say whose words they are."""
        set_text(self._title, self.tr("In {name}’s own words").replace("{name}", name))

    def show_said(self, said: Preference | None) -> None:
        """Show what was said; the same words leave cursor and undo alone."""
        for name, field in self.fields.items():
            text = "" if said is None else getattr(said, name)
            if text != field.text():
                with QSignalBlocker(field):
                    field.setPlainText(text)

    def said(self) -> dict[str, str]:
        """Return what is typed, by the names of the answers."""
        return {name: field.text() for name, field in self.fields.items()}
