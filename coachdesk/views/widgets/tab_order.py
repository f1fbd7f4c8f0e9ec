"""Where the Tab key leads to a part that was added later."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def tab_through(*parts: QWidget) -> None:
    """Let Tab lead through all that takes the keyboard in these parts, and then on as before."""
    for former, following in pairwise([widget for part in parts for widget in _takers(part)]):
        QWidget.setTabOrder(former, following)


def _takers(part: QWidget) -> Iterator[QWidget]:
    """Yield the part and what is in it, in the order it was put together, as far as Tab stops there.

    A menu and the list of a combo box are windows of their own. Qt's own chain is not asked:
    PySide takes what `nextInFocusChain` returns for a child of the widget that was asked, and
    with that widget buries the menus of all that came after it.
    """
    for widget in (part, *part.findChildren(QWidget)):
        takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None
        if takes and widget.window() is part.window():
            yield widget
