"""The one place that ties a label to its field."""

from typing import TypeVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from coachdesk.views.widgets.text import caption, muted

W = TypeVar("W", bound=QWidget)


def labelled(label: str, widget: W, *, hint: str = "") -> tuple[QWidget, W]:
    """Return a column of label, field and hint, tied together for keyboard and screen reader."""
    column = QWidget()
    layout = QVBoxLayout(column)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(4)
    widget.setAccessibleName(label.replace("&", ""))
    layout.addWidget(caption(label, widget))
    layout.addWidget(widget)
    if hint:
        widget.setAccessibleDescription(hint)
        layout.addWidget(muted(hint))
    return column, widget
