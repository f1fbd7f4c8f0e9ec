"""A passphrase being typed: hidden or shown, with a word when Caps Lock is on."""

import sys
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from coachdesk.theme import Theme
from coachdesk.views.start.caps_lock import caps_lock_from
from coachdesk.views.widgets.buttons import IconButton
from coachdesk.views.widgets.text import muted

_SHIFT_UNDOES_CAPS: Final = sys.platform != "darwin"
_TAKES_OUT: Final = (QKeySequence.StandardKey.Copy, QKeySequence.StandardKey.Cut)
_TAKES_OUT_BY_MENU: Final = ("edit-copy", "edit-cut")


class _Line(QLineEdit):
    """A line that learns from each key whether Caps Lock is on; never remembered, guessed at or copied."""

    caps_lock_changed = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._caps_lock: bool | None = None
        self.show_text(shown=False)

    def show_text(self, *, shown: bool) -> None:
        """Show what is typed, or dots."""
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
            | (Qt.InputMethodHint.ImhNone if shown else Qt.InputMethodHint.ImhHiddenText)
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._learn(event)
        if any(event.matches(keys) for keys in _TAKES_OUT):
            event.accept()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu()
        for action in menu.actions():
            action.setVisible(action.objectName() not in _TAKES_OUT_BY_MENU)
        menu.exec(event.globalPos())
        menu.deleteLater()

    def _learn(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_CapsLock:
            if self._caps_lock is not None:
                self._know(caps_lock=not self._caps_lock)
            return
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        found = caps_lock_from(event.text(), shift=shift, shift_undoes_caps=_SHIFT_UNDOES_CAPS)
        if found is not None:
            self._know(caps_lock=found)

    def _know(self, *, caps_lock: bool) -> None:
        if caps_lock is not self._caps_lock:
            self._caps_lock = caps_lock
            self.caps_lock_changed.emit(caps_lock)


class PassphraseField(QWidget):
    """A line for a passphrase with a button that shows it and a hint about Caps Lock.

    `show` and `hide` name the button where it is about another secret.
    """

    edited = Signal()

    def __init__(self, theme: Theme, *, show: str = "", hide: str = "") -> None:
        super().__init__()
        self._names = (show or self.tr("Show passphrase"), hide or self.tr("Hide passphrase"))
        self.line = _Line()
        self.eye = IconButton(theme, "eye", self._names[0], self._toggle)
        self.caps_hint = muted(self.tr("Caps Lock is on."))
        self.caps_hint.hide()
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.line, 1)
        row.addWidget(self.eye)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.caps_hint)
        self.setFocusProxy(self.line)
        self.line.textChanged.connect(self.edited)
        self.line.caps_lock_changed.connect(self.caps_hint.setVisible)

    def setAccessibleName(self, name: str) -> None:  # noqa: D102
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)

    def text(self) -> str:
        """Return what is typed, with every space."""
        return self.line.text()

    def clear(self) -> None:
        """Forget what is typed and hide what comes next."""
        self.line.clear()
        self._show(shown=False)

    def select_all(self) -> None:
        """Make the next key replace what is typed."""
        self.line.setFocus()
        self.line.selectAll()

    def _toggle(self) -> None:
        self._show(shown=self.line.echoMode() == QLineEdit.EchoMode.Password)

    def _show(self, *, shown: bool) -> None:
        self.line.show_text(shown=shown)
        name = self._names[1] if shown else self._names[0]
        self.eye.show_icon("eye-off" if shown else "eye", name)
