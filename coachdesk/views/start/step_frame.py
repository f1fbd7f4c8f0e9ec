"""Steps one after another: where one is, back and on, by mouse and by keyboard."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from coachdesk.views.start.step import Step
from coachdesk.views.widgets.buttons import primary, secondary
from coachdesk.views.widgets.page import ScrollColumn
from coachdesk.views.widgets.text import muted, set_text


class StepFrame(QWidget):
    """Leads through steps; `left` says the first was left backwards, `finished` that the last is done."""

    left = Signal()
    finished = Signal()

    def __init__(self, steps: Sequence[Step], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps = tuple(steps)
        self.place = muted("", wrap=False)
        if len(self._steps) == 1:
            self.place.hide()  # showing what has no parent yet would open a window of its own
        self.back = secondary(self.tr("&Back"), self.go_back)
        self.on = primary("", self.go_on)
        self.busy = muted("", wrap=False)
        self._bar = _endless_bar()
        self._stack = QStackedWidget()
        for step in self._steps:
            self._stack.addWidget(_scrolled(step))
            step.changed.connect(self._refresh)
            step.completed.connect(self._on_completed)
        column = QVBoxLayout(self)
        column.setContentsMargins(56, 36, 56, 28)
        column.setSpacing(8)
        column.addWidget(self.place)
        column.addWidget(self._stack, 1)
        column.addWidget(self._bar)
        column.addLayout(self._footer())

    def _footer(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.back)
        row.addStretch(1)
        row.addWidget(self.busy)
        row.addWidget(self.on)
        return row

    @property
    def current(self) -> Step:
        """The step that is shown."""
        return self._steps[self._stack.currentIndex()]

    def show_step(self, index: int) -> None:
        """Show one of the steps, from 0."""
        self._stack.setCurrentIndex(index)
        self.current.show_problem("")
        self.current.enter()
        self._refresh()
        self.current.focus_first()

    def go_on(self) -> None:
        """Leave the step forwards; where something is missing, go there."""
        if self.current.busy_text:
            return
        if self.current.is_ready:
            self.current.go_on()
        else:
            self.current.focus_first()

    def go_back(self) -> None:
        """Leave the step backwards, if there is a way."""
        if self.current.busy_text or not self.current.can_go_back or self.current.go_back():
            return
        former = self._neighbour(-1)
        if former is None:
            self.left.emit()
        else:
            self.show_step(former)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        focused = self.focusWidget()
        if event.key() == Qt.Key.Key_Escape:
            self.go_back()
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif isinstance(focused, QAbstractButton) and focused.isEnabled():
            focused.click()
        else:
            self.go_on()

    def _on_completed(self) -> None:
        following = self._neighbour(1)
        if following is None:
            self.finished.emit()
        else:
            self.show_step(following)

    def _neighbour(self, direction: int) -> int | None:
        """Return the next step in this direction that is needed."""
        index = self._stack.currentIndex() + direction
        while 0 <= index < len(self._steps):
            if self._steps[index].is_needed:
                return index
            index += direction
        return None

    def _refresh(self) -> None:
        step = self.current
        needed = [one for one in self._steps if one.is_needed]
        place = self.tr("Step {number} of {count}")
        set_text(self.place, place.format(number=needed.index(step) + 1, count=len(needed)))
        _relabel(self.on, step.next_text())
        self.on.setEnabled(step.is_ready and not step.busy_text)
        self.back.setVisible(step.can_go_back)
        self.back.setEnabled(not step.busy_text)
        set_text(self.busy, step.busy_text)
        self._bar.setRange(0, 0 if step.percent is None else 100)
        self._bar.setValue(step.percent or 0)
        self._bar.setVisible(bool(step.busy_text))


def _scrolled(step: Step) -> ScrollColumn:
    scroll = ScrollColumn()
    scroll.column.setContentsMargins(0, 0, 0, 0)
    scroll.column.addWidget(step)
    return scroll


def _relabel(button: QPushButton, text: str) -> None:
    button.setText(text)
    button.setAccessibleName(text.replace("&", ""))


def _endless_bar() -> QProgressBar:
    bar = QProgressBar()
    bar.setRange(0, 0)
    bar.setTextVisible(False)
    bar.setAccessibleName(bar.tr("Working"))
    kept = bar.sizePolicy()
    kept.setRetainSizeWhenHidden(True)
    bar.setSizePolicy(kept)
    return bar
