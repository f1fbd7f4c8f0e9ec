"""A promise that is settled: one line that steps back, and a way to open it again."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from coachdesk.views.widgets.buttons import link
from coachdesk.views.widgets.text import ElidedLabel


class TwoPartLabel(ElidedLabel):
    """One line of two parts; where there is no room for both, the first leaves half of it to the second."""

    _parts = ("", "")

    def show_parts(self, first: str, second: str) -> None:
        """Show these parts, a dash between them where there are two."""
        self._parts = (" ".join(first.split()), " ".join(second.split()))
        self.show_text(" — ".join(part for part in self._parts if part))

    def _fit(self) -> None:
        super()._fit()
        first, second = self._parts
        if not (second and self.toolTip()):
            return
        metrics, elide = self.fontMetrics(), Qt.TextElideMode.ElideRight
        tail = f" — {second}"
        room = max(self.width() - metrics.horizontalAdvance(tail), self.width() // 2)
        head = metrics.elidedText(first, elide, room)
        rest = self.width() - metrics.horizontalAdvance(head)
        self.setText(head + metrics.elidedText(tail, elide, rest))


class SettledLine(QWidget):
    """What became of a promise, in short; “Change” asks for all of it."""

    change_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = TwoPartLabel()
        self.change = link(self.tr("Change"), self.change_wanted.emit)
        self.setFocusProxy(self.change)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.words, 1)
        row.addWidget(self.change)

    def show_outcome(self, answer: str, what: str, outcome: str) -> None:
        """Show the answer to a promise, and the word on why, if there is one."""
        answered = self.tr("{answer}: {promise}").replace("{answer}", answer).replace("{promise}", what)
        self.words.show_parts(answered, outcome)
        self.change.setAccessibleDescription(what)
