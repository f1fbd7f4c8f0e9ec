"""What every plot has: a name, the same in words, the same as a table, and a way to be painted."""

from typing import Protocol

from attrs import frozen
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from coachdesk.views.plots.canvas import Look


@frozen
class Table:
    """What a plot shows, row by row."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Plot(Protocol):
    """Something to see, to hear and to read."""

    @property
    def title(self) -> str:
        """What it shows, in a few words."""
        ...

    @property
    def words(self) -> str:
        """What there is to see, for those who do not."""
        ...

    @property
    def table(self) -> Table:
        """The same to read, cell by cell."""
        ...

    def height(self, width: float, look: Look) -> float:
        """Return how high it wants to be at a width."""
        ...

    def paint(self, painter: QPainter, room: QRectF, look: Look) -> None:
        """Paint it into a room of that width and height."""
        ...
