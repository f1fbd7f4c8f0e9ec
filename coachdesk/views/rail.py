"""The rail on the left: the places of the window, settings and the lock."""

from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from coachdesk.theme import Theme
from coachdesk.views.widgets.chip import Chip, ChipTone
from coachdesk.views.widgets.text import text_label

TODAY, CLIENTS, AGREEMENTS, SESSIONS = "today", "clients", "agreements", "sessions"
PROMISES, PROMPTS, SETTINGS = "promises", "prompts", "settings"
PRACTICE = "practice"
_ICONS: Final = {
    TODAY: "sun",
    CLIENTS: "users",
    AGREEMENTS: "handshake",
    SESSIONS: "calendar-days",
    PROMISES: "check",
    PROMPTS: "prompt",
    PRACTICE: "practice",
    SETTINGS: "settings",
}
_WIDTH: Final = 196


class Rail(QWidget):
    """Buttons of which one is chosen; `chosen` carries the name of a place."""

    chosen = Signal(str)
    lock_requested = Signal()

    def __init__(self, theme: Theme, *, sample: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(_WIDTH)
        self._group = QButtonGroup(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 18, 12, 14)
        self._column.setSpacing(2)
        self._column.addWidget(text_label("CoachDesk", "brand", wrap=False))
        if sample:
            self._column.addLayout(_indented(Chip(self.tr("Sample practice"), ChipTone.SAND)))
            self._column.addSpacing(8)
        self.buttons = {name: self._place(name, text) for name, text in self._places()}
        self.lock = self._button(self.tr("Lock"), self.lock_requested.emit)
        self.lock.setToolTip("Ctrl+L")
        theme.changed.connect(self._tint)
        self._tint()

    def _places(self) -> tuple[tuple[str, str], ...]:
        return (
            (TODAY, self.tr("Today")),
            (CLIENTS, self.tr("Clients")),
            (AGREEMENTS, self.tr("Agreements")),
            (SESSIONS, self.tr("Sessions")),
            (PROMISES, self.tr("Promises")),
            (PROMPTS, self.tr("Prompts")),
            (PRACTICE, self.tr("Practice")),
            (SETTINGS, self.tr("Settings")),
        )

    def mark(self, name: str) -> None:
        """Show where the coach is."""
        button = self.buttons.get(name)
        if button is not None:
            button.setChecked(True)

    def _place(self, name: str, text: str) -> QPushButton:
        if name == SETTINGS:
            self._column.addStretch(1)
        button = self._button(text, lambda: self.chosen.emit(name))
        button.setCheckable(True)
        self._group.addButton(button)
        return button

    def _button(self, text: str, on_click: object) -> QPushButton:
        button = QPushButton(text)
        button.setAccessibleName(text)
        button.setIconSize(QSize(18, 18))
        button.clicked.connect(on_click)
        self._column.addWidget(button)
        return button

    def _tint(self) -> None:
        for name, button in self.buttons.items():
            button.setIcon(self._theme.icon(_ICONS[name], "muted"))
        self.lock.setIcon(self._theme.icon("lock", "muted"))


def _indented(widget: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(8, 0, 0, 0)
    row.addWidget(widget)
    row.addStretch(1)
    return row
