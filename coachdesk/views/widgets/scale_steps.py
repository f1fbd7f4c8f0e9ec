"""Eleven steps from 0 to 10 of which one may be chosen: a view of one's own, no measure of anything."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from coachdesk.views.widgets.buttons import toggle
from coachdesk.views.widgets.flow import FlowLayout

_TEN: Final = 10
_WIDTH: Final = 34
KEY_OF_TEN: Final = "X"
_BY: Final = {
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: 1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Down: -1,
}
_ENDS: Final = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: _TEN}


def key_of(step: int) -> str:
    """Return the key that chooses a step."""
    return KEY_OF_TEN if step == _TEN else str(step)


class ScaleSteps(QWidget):
    """Tab leads to one step, arrows to the next; `chosen` carries a step, or None where it is taken back.

    A key for each is told by its tip; whoever shows the steps listens to these keys.
    """

    chosen = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._name = name
        self.value: int | None = None
        row = FlowLayout(self, spacing=4)
        self.buttons: Sequence[QPushButton] = tuple(self._button(step) for step in range(_TEN + 1))
        for button in self.buttons:
            row.addWidget(button)
        self._stop_at(self.buttons[0])

    def _button(self, step: int) -> QPushButton:
        button = toggle(str(step))
        button.setProperty("look", "step")
        button.setMinimumWidth(_WIDTH)
        button.setAccessibleDescription(self._name)
        button.setToolTip(self.tr("Key {key}").replace("{key}", key_of(step)))
        button.clicked.connect(lambda _checked=False: self.pick(step))
        button.installEventFilter(self)
        return button

    def call(self, name: str) -> None:
        """Say what is asked."""
        self._name = name
        self.setAccessibleName(name)
        for button in self.buttons:
            button.setAccessibleDescription(name)

    def show_value(self, value: int | None) -> None:
        """Show which step is chosen."""
        self.value = value
        for step, button in enumerate(self.buttons):
            button.setChecked(step == value)
        self._stop_at(self.buttons[value or 0])

    def pick(self, step: int) -> None:
        """Choose a step; the one that is chosen is taken back."""
        self.show_value(None if step == self.value else step)
        self.chosen.emit(self.value)

    def setFocus(self) -> None:  # type: ignore[override]
        """Put the keyboard on the step that is chosen, or on the first."""
        self.buttons[self.value or 0].setFocus()

    def _stop_at(self, stop: QPushButton) -> None:
        """Let Tab stop at one step alone."""
        for button in self.buttons:
            is_stop = button is stop
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_stop else Qt.FocusPolicy.ClickFocus)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._on_key(watched, Qt.Key(event.key()))
        return super().eventFilter(watched, event)

    def _on_key(self, watched: QObject, key: Qt.Key) -> bool:
        """Tell whether a key led to another step."""
        here = next(step for step, button in enumerate(self.buttons) if button is watched)
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        by = _BY.get(key, 0) * (-1 if is_mirrored and key in (Qt.Key.Key_Left, Qt.Key.Key_Right) else 1)
        there = _ENDS.get(key, here + by)
        if (not by and key not in _ENDS) or there not in range(_TEN + 1):
            return bool(by)
        self._stop_at(self.buttons[there])
        self.buttons[there].setFocus()
        return True
