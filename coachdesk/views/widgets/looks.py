"""How a widget takes on another look: a style sheet asks for properties once only."""

from PySide6.QtWidgets import QWidget


def give_look(widget: QWidget, look: str, *, called: str = "look") -> None:
    """Set the property that the sheet asks for, and let the sheet ask again where it is another one."""
    if widget.property(called) != look:
        widget.setProperty(called, look)
        restyle(widget)


def restyle(widget: QWidget) -> None:
    """Let the sheet look at a widget again."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
