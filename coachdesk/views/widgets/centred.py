"""What stays in the middle of a window."""

from PySide6.QtWidgets import QHBoxLayout, QWidget


def centred(widget: QWidget, width: int) -> QHBoxLayout:
    """Return a row that keeps `widget` in the middle and no wider than it reads well."""
    widget.setMaximumWidth(width)
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.addStretch(1)
    row.addWidget(widget, 100)
    row.addStretch(1)
    return row
