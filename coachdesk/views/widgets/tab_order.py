"""Where the Tab key leads to a part that was added later."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def come_after(anchor: QWidget, part: QWidget) -> None:
    """Let Tab lead from `anchor` through all that takes the keyboard in `part`, and then on as before."""
    for widget in tuple(_takers(part)):
        QWidget.setTabOrder(anchor, widget)
        anchor = widget


def last_taker(part: QWidget) -> QWidget:
    """Return the last widget of a part that takes the keyboard, the part itself where none does."""
    return next(reversed(tuple(_takers(part))), part)


def _takers(part: QWidget) -> Iterator[QWidget]:
    """Yield the part and what is in it, in the order it was put together, as far as Tab stops there.

    Qt's own chain is not asked: PySide takes what `nextInFocusChain` returns for a child of
    the widget that was asked, and buries it with that.
    """
    for widget in (part, *part.findChildren(QWidget)):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None:
            yield widget
