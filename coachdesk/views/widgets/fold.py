"""A part of a page that opens when it is wanted."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from coachdesk.theme import Theme


class Fold(QWidget):
    """A heading that shows and hides what is below it; Space or Enter does the same."""

    def __init__(
        self, theme: Theme, title: str, *, is_open: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.button = QPushButton(title)
        self.button.setProperty("look", "fold")
        self.button.setCheckable(True)
        self.button.setChecked(is_open)
        self.button.setIconSize(QSize(16, 16))
        self.button.setAutoDefault(False)
        self._inside = QWidget()
        self.body = QVBoxLayout(self._inside)
        self.body.setContentsMargins(0, 4, 0, 10)
        self.body.setSpacing(10)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.button)
        layout.addWidget(self._inside)
        self.button.toggled.connect(self._show)
        theme.changed.connect(self._refresh)
        self._show(is_open)

    def open(self) -> None:
        """Show what is inside."""
        self.button.setChecked(True)

    def rename(self, title: str) -> None:
        """Change the heading."""
        self.button.setText(title)
        self._refresh()

    def _show(self, is_open: bool) -> None:
        self._inside.setVisible(is_open)
        self._refresh()

    def _refresh(self) -> None:
        is_open = self.button.isChecked()
        self.button.setIcon(self._theme.icon("chevron-down" if is_open else "chevron-right", "muted"))
        state = self.tr("{title}, open") if is_open else self.tr("{title}, closed")
        self.button.setAccessibleName(self.button.text())
        self.button.setAccessibleDescription(state.replace("{title}", self.button.text()))
