"""The former points of a goal, as words and dots in the order of their days."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from coachdesk.models.entities.path import Scaling
from coachdesk.theme import Theme
from coachdesk.views.labels import short_day
from coachdesk.views.path_words import quoted, scaling_text
from coachdesk.views.widgets.buttons import link
from coachdesk.views.widgets.clearing import clear
from coachdesk.views.widgets.dots import Dots
from coachdesk.views.widgets.fold import Fold
from coachdesk.views.widgets.text import body, muted, text_label

_MOST: Final = 5


class Points(QWidget):
    """The last few in sight, the others folded above them; `change_wanted` carries one to put right."""

    change_wanted = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: tuple[Sequence[Scaling], date] | None = None
        self.earlier = Fold(theme, "")
        self._last = _column()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.earlier)
        column.addLayout(self._last)

    def show_points(self, points: Sequence[Scaling], today: date) -> None:
        """Show these points."""
        if (points, today) == self._shown:
            return
        self._shown = (points, today)
        clear(self._last)
        clear(self.earlier.body)
        earlier = points[:-_MOST]
        self.earlier.rename(self.tr("Earlier (%n)", "", len(earlier)))
        self.earlier.setVisible(bool(earlier))
        for point in earlier:
            self.earlier.body.addWidget(self._row(point, today))
        for point in points[-_MOST:]:
            self._last.addWidget(self._row(point, today))
        self.setVisible(bool(points))

    def _row(self, point: Scaling, today: date) -> QWidget:
        row = QWidget()
        grid = QGridLayout(row)
        grid.setContentsMargins(0, 1, 0, 1)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(0)
        step = text_label(str(point.value), "strong", wrap=False)
        step.setMinimumWidth(step.fontMetrics().horizontalAdvance("10") + 4)
        change = link(self.tr("Change"), partial(self.change_wanted.emit, point))
        change.setAccessibleDescription(scaling_text(point, today))
        day = muted(short_day(point.on_day, today), wrap=False)
        for place, part in enumerate((Dots(self._theme, point.value), step, day)):
            grid.addWidget(part, 0, place, Qt.AlignmentFlag.AlignVCenter)
        grid.setColumnStretch(3, 1)
        grid.addWidget(change, 0, 4, Qt.AlignmentFlag.AlignRight)
        said = quoted(point.words)
        if said:
            grid.addWidget(body(said), 1, 1, 1, 4)
        return row


def _column() -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(2)
    return column
