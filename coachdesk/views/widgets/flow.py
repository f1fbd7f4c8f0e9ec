"""A row that goes on in the next line where it is full, as words do."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLayout,
    QLayoutItem,
    QSizePolicy,
    QSpacerItem,
    QStyle,
    QVBoxLayout,
    QWidget,
)


class FlowLayout(QLayout):
    """Lays items side by side, in as many lines as its width asks for, in reading direction.

    An item that expands is asked for its minimum first, and then takes what its line leaves
    over. `is_at_end` moves each line to the end of the row. After Qt's example of a flow layout
    (https://doc.qt.io/qt-6/qtwidgets-layouts-flowlayout-example.html).
    """

    def __init__(self, parent: QWidget | None = None, *, spacing: int = 8, is_at_end: bool = False) -> None:
        self._heights: dict[int, int] = {}  # Qt asks for the same ones hundreds of times
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._is_at_end = is_at_end
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)

    def add_stretch(self) -> None:
        """Leave what is over in this line between the items before and after."""
        self.addItem(QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum))

    def add_layout(self, layout: QLayout) -> None:
        """Put a layout among the items; it wraps in itself where it can."""
        self.addChildLayout(layout)
        self.addItem(layout)

    def insert_widget(self, at: int, widget: QWidget) -> None:
        """Put a widget before the item that is `at` this place now."""
        self.addWidget(widget)
        self._items.insert(at, self._items.pop())
        self.invalidate()

    def addItem(self, item: QLayoutItem) -> None:  # noqa: D102
        self._items.append(item)
        self.invalidate()

    def count(self) -> int:  # noqa: D102
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: D102  (Qt asks past the end)
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: D102  (Qt asks past the end)
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: D102
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:  # noqa: D102
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: D102
        if width not in self._heights:
            self._heights[width] = self._arrange(QRect(0, 0, width, 0), is_real=False)
        return self._heights[width]

    def invalidate(self) -> None:  # noqa: D102
        self._heights.clear()
        super().invalidate()

    def sizeHint(self) -> QSize:
        """Return the size of all items in one line."""
        shown = self._shown()
        gaps = self.spacing() * max(0, sum(not _is_gap(item) for item in shown) - 1)
        width = sum(item.sizeHint().width() for item in shown) + gaps
        height = max((item.sizeHint().height() for item in shown), default=0)
        return self._with_margins(QSize(width, height))

    def minimumSize(self) -> QSize:
        """Return the size of the largest item: a line of its own is the least that it needs."""
        least = QSize(0, 0)
        for item in self._shown():
            least = least.expandedTo(item.minimumSize())
        return self._with_margins(least)

    def setGeometry(self, rect: QRect) -> None:  # noqa: D102
        super().setGeometry(rect)
        self._arrange(rect, is_real=True)

    def _with_margins(self, size: QSize) -> QSize:
        around = self.contentsMargins()
        return size + QSize(around.left() + around.right(), around.top() + around.bottom())

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if _is_gap(item) or not item.isEmpty()]

    def _arrange(self, rect: QRect, *, is_real: bool) -> int:
        """Give each line its place, where it `is_real`; return the height of all of them."""
        around = self.contentsMargins()
        inside = rect.marginsRemoved(around)
        bottom = inside.top()
        for line in self._lines(inside.width()):
            widths = self._widths(line, inside.width())
            height = max(map(_height, line, widths), default=0)
            if is_real:
                self._place(line, widths, QRect(inside.left(), bottom, inside.width(), height))
            bottom += height + self.spacing()
        return max(bottom - self.spacing(), inside.top()) - rect.top() + around.bottom()

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        room = -1
        for item in self._shown():
            needed = 0 if _is_gap(item) else min(_least(item), width) + self.spacing()
            if needed > room + self.spacing() or not lines:
                lines.append([])
                room = width
            lines[-1].append(item)
            room -= needed
        return lines

    def _widths(self, line: list[QLayoutItem], width: int) -> list[int]:
        """Return the width of each item, the room that is left given to those that expand."""
        widths = [min(_least(item), width) for item in line]
        left = width - sum(widths) - self.spacing() * (sum(not _is_gap(item) for item in line) - 1)
        growing = [at for at, item in enumerate(line) if _expands(item)]
        for done, at in enumerate(growing):
            share = left // (len(growing) - done)
            taken = max(0, min(share, line[at].maximumSize().width() - widths[at]))
            widths[at] += taken
            left -= taken
        return widths

    def _place(self, line: list[QLayoutItem], widths: list[int], inside: QRect) -> None:
        gaps = self.spacing() * (sum(not _is_gap(item) for item in line) - 1)
        left = inside.left() + (inside.width() - sum(widths) - gaps if self._is_at_end else 0)
        for item, width in zip(line, widths, strict=True):
            height = item.heightForWidth(width) if item.hasHeightForWidth() else inside.height()
            place = QRect(left, inside.top() + (inside.height() - height) // 2, width, height)
            item.setGeometry(QStyle.visualRect(self._direction, inside, place))
            left += width + (0 if _is_gap(item) else self.spacing())

    @property
    def _direction(self) -> Qt.LayoutDirection:
        parent = self.parentWidget()
        return Qt.LayoutDirection.LeftToRight if parent is None else parent.layoutDirection()


def growing_column(least: int, *parts: QWidget, spacing: int = 0) -> QWidget:
    """Return texts one below the other that take what their line leaves over, and never less than `least`."""
    widget = QWidget()
    widget.setMinimumWidth(least)
    widget.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(spacing)
    for part in parts:
        column.addWidget(part)
    return widget


def together(*parts: QWidget, spacing: int = 8) -> QHBoxLayout:
    """Return a row of its own inside a flow that never ends a line between its parts."""
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(spacing)
    for part in parts:
        row.addWidget(part)
    return row


def _is_gap(item: QLayoutItem) -> bool:
    return item.spacerItem() is not None


def _expands(item: QLayoutItem) -> bool:
    return bool(item.expandingDirections() & Qt.Orientation.Horizontal)


def _least(item: QLayoutItem) -> int:
    return item.minimumSize().width() if _expands(item) else item.sizeHint().width()


def _height(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
