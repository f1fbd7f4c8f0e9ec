"""What the paper of a brief is made of: a heading, a few lines, and the way to where they are tended."""

from collections.abc import Callable
from html import escape
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from coachdesk.documents.text import short
from coachdesk.views.widgets.buttons import link
from coachdesk.views.widgets.text import Quote, body, heading, muted, set_text

LONGEST: Final = 200
_LONGEST_TIP: Final = 2_000
_BETWEEN: Final = 3
_HIGH_AS_A_LINK: Final = 24


class Part(QWidget):
    """A part of the paper. `weight` is about how many lines it takes."""

    def __init__(self, title: str, action: str = "", on_action: Callable[[], object] | None = None) -> None:
        super().__init__()
        self.weight = 2
        self.title = heading(title, 3)
        self.title.setMinimumHeight(_HIGH_AS_A_LINK)
        self.ways: list[QPushButton] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(_BETWEEN)
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(self.title, 1)
        if action:
            top.addWidget(self._way(action, title, on_action), alignment=Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(top)

    def say(self, text: str, note: str = "") -> None:
        """Add a line, and something less important below it."""
        for shown, words in ((body(""), text), (muted(""), note)):
            if words:
                self._add(_shortened(shown, words), words)

    def ask(self, question: QWidget, lines: int = 2) -> None:
        """Add a question with its answers, which take so many lines."""
        self._column.addWidget(question)
        self.weight += lines

    def quote(self, words: str, note: str = "") -> None:
        """Add what the client said, as they said it."""
        self._add(self._quotation(words), words)
        if note:
            self._add(_shortened(muted(""), note), note)

    def _quotation(self, words: str) -> Quote:
        shown = Quote(short(words, LONGEST), self)
        shown.setToolTip(_tip(words))
        return shown

    def lead(self, text: str, action: str, on_action: Callable[[], object]) -> None:
        """Add a line with a way of its own."""
        self._lead(_shortened(body(""), text), text, action, on_action)

    def lead_quoted(self, words: str, action: str, on_action: Callable[[], object]) -> None:
        """Add what the client said, as they said it, with a way of its own."""
        self._lead(self._quotation(words), words, action, on_action)

    def _lead(self, shown: QWidget, text: str, action: str, on_action: Callable[[], object]) -> None:
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(shown, 1)
        row.addWidget(self._way(action, text, on_action), alignment=Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(row)
        self.weight += _lines(text)

    def _way(self, action: str, about: str, on_action: Callable[[], object] | None) -> QPushButton:
        way = link(action, on_action)
        way.setAccessibleDescription(short(about, LONGEST))
        self.ways.append(way)
        return way

    def _add(self, widget: QWidget, text: str) -> None:
        self._column.addWidget(widget)
        self.weight += _lines(text)


def _lines(text: str) -> int:
    return 1 + min(len(text), LONGEST) // 60


def _shortened(shown: QLabel, text: str) -> QLabel:
    """Show a few lines of a text, and the whole of it where the mouse rests."""
    set_text(shown, short(text, LONGEST))
    shown.setToolTip(_tip(text))
    return shown


def _tip(text: str) -> str:
    return f"<p>{escape(text[:_LONGEST_TIP])}</p>" if len(text) > LONGEST else ""
