"""Buttons by their weight: one primary a screen, the rest step back."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QPushButton, QSizePolicy, QToolButton

from coachdesk.theme import Theme

_AROUND_A_CHIP: Final = 28
OnClick = Callable[[], object]


def _button(text: str, look: str, on_click: OnClick | None) -> QPushButton:
    button = QPushButton(text)
    button.setProperty("look", look)
    button.setAccessibleName(text.replace("&", ""))
    button.setAutoDefault(True)  # Enter presses it, not the space bar alone
    if on_click is not None:
        button.clicked.connect(lambda _checked=False: on_click())
    return button


def primary(text: str, on_click: OnClick | None = None) -> QPushButton:
    """Return the button for what the screen is for."""
    return _button(text, "primary", on_click)


def secondary(text: str, on_click: OnClick | None = None) -> QPushButton:
    """Return a button with a border."""
    return _button(text, "secondary", on_click)


def quiet(text: str, on_click: OnClick | None = None) -> QPushButton:
    """Return a button that looks like a link."""
    return _button(text, "quiet", on_click)


def link(text: str, on_click: OnClick | None = None) -> QPushButton:
    """Return a quiet button that is no higher than the line of text it ends."""
    button = _button(text, "link", on_click)
    button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return button


def _keep_room_for_bold(button: QPushButton) -> None:
    """Make a chip as wide as it is while it is pressed, which makes its words bold."""
    font = QFont(button.font())
    font.setWeight(QFont.Weight.DemiBold)
    width = QFontMetrics(font).horizontalAdvance(button.text().replace("&", ""))
    button.setMinimumWidth(width + _AROUND_A_CHIP)


def toggle(text: str, on_toggled: Callable[[bool], object] | None = None) -> QPushButton:
    """Return a filter that stays pressed, shaped like a chip."""
    button = _button(text, "chip", None)
    button.setCheckable(True)
    _keep_room_for_bold(button)
    if on_toggled is not None:
        button.toggled.connect(on_toggled)
    return button


def rename(button: QPushButton, text: str) -> None:
    """Change what a button says, to the eye and to a screen reader."""
    button.setText(text.replace("&", "&&"))
    button.setAccessibleName(text)
    if button.property("look") == "chip":
        _keep_room_for_bold(button)


class IconButton(QToolButton):
    """A button with an icon alone; its name is said as a tip and to a screen reader."""

    def __init__(self, theme: Theme, icon: str, name: str, on_click: OnClick | None = None) -> None:
        super().__init__()
        self._theme = theme
        self._icon_name = icon
        self.setProperty("look", "quiet")
        self.setIconSize(QSize(18, 18))
        self.setAccessibleName(name)
        self.setToolTip(name)
        if on_click is not None:
            self.clicked.connect(lambda _checked=False: on_click())
        theme.changed.connect(self._tint)
        self._tint()

    def show_icon(self, icon: str, name: str) -> None:
        """Change what the button shows and says."""
        self._icon_name = icon
        self.setAccessibleName(name)
        self.setToolTip(name)
        self._tint()

    def _tint(self) -> None:
        self.setIcon(self._theme.icon(self._icon_name, "muted"))
