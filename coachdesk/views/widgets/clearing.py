"""Taking down what a layout shows."""

from PySide6.QtWidgets import QLayout


def clear(layout: QLayout) -> None:
    """Remove every widget of a layout, those of inner layouts too."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)
