"""What the mouse was pressed on, and carries to a day."""

from typing import Generic, TypeVar

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication

T = TypeVar("T")


class Carrying(Generic[T]):
    """Begins once the mouse has gone far enough, so that a click stays a click."""

    def __init__(self) -> None:
        self._what: T | None = None
        self._from = QPoint()
        self._is_on_its_way = False

    def press(self, what: T | None, spot: QPoint) -> None:
        """Remember what the mouse was pressed on, None for nothing that can be carried."""
        self._what, self._from, self._is_on_its_way = what, spot, False

    def to(self, spot: QPoint) -> T | None:
        """Return what is on its way, now that the mouse is at this spot."""
        is_far = (spot - self._from).manhattanLength() >= QApplication.startDragDistance()
        self._is_on_its_way |= self._what is not None and is_far
        return self._what if self._is_on_its_way else None

    def let_go(self) -> T | None:
        """Return what was on its way, None where nothing was."""
        found = self._what if self._is_on_its_way else None
        self.press(None, QPoint())
        return found
