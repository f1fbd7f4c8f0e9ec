"""A row of the way: a shape on the line, and words that wrap beside it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from coachdesk.theme import Theme
from coachdesk.views.path.gutter import WIDTH, Mark, paint_gutter

_ABOVE, _BELOW = 12, 8


class WayRow(QWidget):
    """`inside` is framed once it has the keyboard; rows stand one below the other without a gap."""

    def __init__(self, theme: Theme, mark: Mark) -> None:
        super().__init__()
        self._theme = theme
        self._mark = mark
        self.inside = QFrame()
        self.inside.setProperty("stop", "yes")
        self.body = QVBoxLayout(self.inside)
        self.body.setContentsMargins(8, _ABOVE - 4, 8, _BELOW)
        self.body.setSpacing(2)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 0)
        row.setSpacing(0)
        row.addSpacing(WIDTH)
        row.addWidget(self.inside, 1)
        theme.changed.connect(self.update)

    def show_mark(self, mark: Mark) -> None:
        """Show another shape."""
        self._mark = mark
        self.update()

    @property
    def mark(self) -> Mark:
        """The shape on the line."""
        return self._mark

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        painter = QPainter(self)
        paint_gutter(painter, self._theme, self, self._mark)
        painter.end()

    def stand_for(self, name: str) -> None:
        """Let the keyboard stop at the whole row, and a screen reader say all of it."""
        self.inside.setAccessibleName(name)
        if self.inside.focusPolicy() is Qt.FocusPolicy.NoFocus:
            self.inside.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
