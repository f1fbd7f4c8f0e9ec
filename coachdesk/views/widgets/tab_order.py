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
    """Yield the part and what is in it, in their order, as far as Tab stops there."""
    widget: QWidget | None = part
    while widget is not None:
        is_inside = widget is part or part.isAncestorOf(widget)
        if is_inside and widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None:
            yield widget
        following = widget.nextInFocusChain()
        widget = None if following is part else following
