"""The steps of a ritual, a line each, in an order that can be changed."""

from collections.abc import Iterable
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from coachdesk.theme import Theme
from coachdesk.views.widgets.buttons import IconButton, quiet
from coachdesk.views.widgets.text import caption

_MOST_LETTERS: Final = 200
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class StepLine(QWidget):
    """One step, and what can be done with it."""

    shift_wanted = Signal(int)
    removal_wanted = Signal()
    next_wanted = Signal()

    def __init__(self, theme: Theme, words: str) -> None:
        super().__init__()
        self.field = QLineEdit(words)
        self.field.setMaxLength(_MOST_LETTERS)
        self.field.setCursorPosition(0)
        self.field.installEventFilter(self)
        self.up = IconButton(theme, "chevron-up", "", partial(self.shift_wanted.emit, -1))
        self.down = IconButton(theme, "chevron-down", "", partial(self.shift_wanted.emit, 1))
        self.remove = IconButton(theme, "x", "", self.removal_wanted.emit)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(self.field, 1)
        for button in (self.up, self.down, self.remove):
            row.addWidget(button)
        self._give_key("Alt+Up", -1)
        self._give_key("Alt+Down", 1)

    def _give_key(self, keys: str, by: int) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(partial(self.shift_wanted.emit, by))

    def number(self, place: int, count: int) -> None:
        """Say which step of how many this is."""
        self.field.setAccessibleName(self.tr("Step {number}").replace("{number}", str(place + 1)))
        for button, name in (
            (self.up, self.tr("Move step {number} up (Alt+Up)")),
            (self.down, self.tr("Move step {number} down (Alt+Down)")),
            (self.remove, self.tr("Remove step {number}")),
        ):
            numbered = name.replace("{number}", str(place + 1))
            button.setAccessibleName(numbered)
            button.setToolTip(numbered)
        self.up.setEnabled(place > 0)
        self.down.setEnabled(place + 1 < count)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._on_key(event)
        return super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent) -> bool:
        """Let Enter begin the next step, and Backspace leave an empty one."""
        if event.key() in _ENTER and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.next_wanted.emit()
            return True
        if event.key() == Qt.Key.Key_Backspace and not self.field.text():
            self.removal_wanted.emit()
            return True
        return False


class StepLines(QWidget):
    """All steps; `edited` says that one is being typed, `changed` that one was moved or removed."""

    edited = Signal()
    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.lines: list[StepLine] = []
        self.more = quiet(self.tr("Add a step"), partial(self.insert, None))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(caption(self.tr("Steps"), self.more))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        column.addLayout(self._rows)
        column.addWidget(self.more, alignment=Qt.AlignmentFlag.AlignLeft)

    @property
    def steps(self) -> tuple[str, ...]:
        """The words of all steps that have some."""
        return tuple(words for line in self.lines if (words := line.field.text().strip()))

    def show_steps(self, steps: Iterable[str]) -> None:
        """Show these steps; the same ones leave cursor and undo alone."""
        wanted = tuple(steps)
        if wanted == self.steps:
            return
        while len(self.lines) > len(wanted):
            self._take_out(self.lines[-1])
        for place, words in enumerate(wanted):
            if place == len(self.lines):
                self._put_in(place, "")
            line = self.lines[place].field
            if line.text() != words:
                line.setText(words)
                line.setCursorPosition(0)
        self._number()

    def insert(self, after: StepLine | None) -> None:
        """Begin a step, at the end or after another one."""
        place = len(self.lines) if after is None else self.lines.index(after) + 1
        at = self.lines[place] if place < len(self.lines) else None
        line = at if at is not None and not at.field.text() else self._put_in(place, "")
        self._number()
        line.field.setFocus()

    def _put_in(self, place: int, words: str) -> StepLine:
        line = StepLine(self._theme, words)
        line.field.textEdited.connect(lambda _text: self.edited.emit())
        line.shift_wanted.connect(partial(self._shift, line))
        line.removal_wanted.connect(partial(self._remove, line))
        line.next_wanted.connect(partial(self.insert, line))
        self.lines.insert(place, line)
        self._rows.insertWidget(place, line)
        line.show()
        return line

    def _take_out(self, line: StepLine) -> None:
        self.lines.remove(line)
        self._rows.removeWidget(line)
        line.hide()
        line.deleteLater()

    def _remove(self, line: StepLine) -> None:
        place = self.lines.index(line)
        neighbour = self.lines[max(place - 1, 0)] if len(self.lines) > 1 else None
        if neighbour is line:
            neighbour = self.lines[1]
        (self.more if neighbour is None else neighbour.field).setFocus()
        had_words = bool(line.field.text().strip())
        self._take_out(line)
        self._number()
        if had_words:
            self.changed.emit()

    def _shift(self, line: StepLine, by: int) -> None:
        place = self.lines.index(line)
        to = place + by
        if 0 <= to < len(self.lines):
            holder = self.window().focusWidget()
            self.lines.insert(to, self.lines.pop(place))
            self._rows.insertWidget(to, line)
            self._number()
            if holder is not None and line.isAncestorOf(holder):
                (holder if holder.isEnabled() else line.field).setFocus()
            self.changed.emit()

    def _number(self) -> None:
        before: QWidget | None = None
        for place, line in enumerate(self.lines):
            line.number(place, len(self.lines))
            for widget in (line.field, line.up, line.down, line.remove):
                if before is not None:
                    QWidget.setTabOrder(before, widget)
                before = widget
        if before is not None:
            QWidget.setTabOrder(before, self.more)
