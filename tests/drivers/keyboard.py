"""Ten fingers: keys go to whatever has the keyboard, and nothing else touches the window."""

import time
from collections.abc import Callable

from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

_PATIENCE_S = 10.0
_STOPS_AT_MOST = 200


def wait_until(condition: Callable[[], object], what: str = "") -> None:
    """Let the windows live until a condition holds.

    Raises:
        AssertionError: it does not within ten seconds.
    """
    deadline = time.monotonic() + _PATIENCE_S
    while not condition():
        assert time.monotonic() < deadline, f"waited in vain {what}"
        QTest.qWait(5)


def focused() -> QWidget:
    """Return what has the keyboard."""
    wait_until(lambda: QApplication.focusWidget() is not None, "for something to have the keyboard")
    found = QApplication.focusWidget()
    assert found is not None
    return found


def front() -> QWidget:
    """Return the window in front."""
    wait_until(lambda: QApplication.activeWindow() is not None, "for a window")
    found = QApplication.activeWindow()
    assert found is not None
    return found


class Keyboard:
    """What a coach does without a mouse; `settle` waits until what a key began is done."""

    def __init__(self, settle: Callable[[], None]) -> None:
        self._settle = settle

    def press(self, *keys: str) -> None:
        """Press keys such as `Ctrl+N` or `Return`, one after the other."""
        for key in keys:
            QTest.keySequence(focused(), QKeySequence(key))
            self._settle()

    def type(self, text: str) -> None:
        """Type letter by letter; a new line is Enter."""
        for number, line in enumerate(text.split("\n")):
            if number:
                self.press("Return")
            QTest.keyClicks(focused(), line)
        self._settle()

    def go_to(self, name: str) -> None:
        """Press Tab until what has the keyboard has this name; where it is there already, go no further."""
        for _ in range(_STOPS_AT_MOST):
            if focused().accessibleName() == name:
                return
            self.press("Tab")
        raise AssertionError(f"Tab does not lead to “{name}”")

    def push(self, name: str) -> None:
        """Go to a button and press Space."""
        self.go_to(name)
        self.press("Space")

    def fill(self, name: str, text: str) -> None:
        """Go to a field and type over what stands there."""
        self.go_to(name)
        self.press("Ctrl+A")
        self.type(text)


def words_in_sight(window: QWidget | None = None) -> str:
    """Return all that the labels of a window say."""
    labels = (window or front()).findChildren(QLabel)
    return "\n".join(label.accessibleName() or label.text() for label in labels if label.isVisible())
