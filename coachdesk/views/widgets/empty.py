"""What a list says while nothing is in it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coachdesk.views.widgets.buttons import primary
from coachdesk.views.widgets.text import heading, muted


class EmptyState(QWidget):
    """A friendly word and the one next step."""

    def __init__(
        self,
        title: str,
        text: str,
        action_text: str = "",
        on_action: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 40, 24, 40)
        layout.setSpacing(10)
        self.title, self.text = heading(title, 2), muted(text)
        for label in (self.title, self.text):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            layout.addWidget(label)
        self.action = primary(action_text, on_action) if action_text else None
        if self.action is not None:
            layout.addSpacing(6)
            layout.addWidget(self.action, alignment=Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(1)
