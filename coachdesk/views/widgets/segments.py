"""A choice between a few ways, all in sight: Tab leads to the chosen one, arrows to the others."""

from collections.abc import Iterable
from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from coachdesk.views.widgets.buttons import rename, toggle
from coachdesk.views.widgets.flow import FlowLayout


class Segments(QWidget):
    """Buttons of which one is pressed; `chosen` carries its value when it becomes another."""

    chosen = Signal(object)

    def __init__(self, name: str, options: Iterable[tuple[StrEnum, str]]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self.buttons: dict[StrEnum, QPushButton] = {}
        row = FlowLayout(self, spacing=8)
        for value, text in options:
            button = self.buttons[value] = toggle(text)
            button.setAccessibleDescription(name)
            button.toggled.connect(self._on_toggled)
            self._group.addButton(button)
            row.addWidget(button)
        self._value = next(iter(self.buttons))
        self.buttons[self._value].setChecked(True)

    @property
    def value(self) -> StrEnum:
        """The one that is chosen."""
        return self._value

    def say(self, value: StrEnum, text: str) -> None:
        """Call a value something else."""
        rename(self.buttons[value], text)

    def choose(self, value: StrEnum) -> None:
        """Press the button of a value."""
        self.buttons[value].setChecked(True)

    def choose_known(self, value: str) -> None:
        """Press the button of a value that was written down, if there is one."""
        found = next((one for one in self.buttons if one.value == value), self._value)
        self.choose(found)

    def _on_toggled(self, is_on: bool) -> None:
        pressed = next(value for value, button in self.buttons.items() if button.isChecked())
        if is_on and pressed != self._value:
            self._value = pressed
            self.chosen.emit(pressed)
