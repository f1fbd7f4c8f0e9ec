"""A promise of last time, and the one key that says what became of it."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from attrs import frozen
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from coachdesk.models.entities.session import Commitment, CommitmentState, Pledge, PledgeState
from coachdesk.views.labels import relative_day
from coachdesk.views.sessions.open_fields import open_line
from coachdesk.views.widgets.buttons import toggle
from coachdesk.views.widgets.text import body, muted, set_text


@frozen
class Promise:
    """What either side promised, as the check-in shows it; `known_by` is blank for a pledge."""

    id: str
    what: str
    by_when: date | None
    known_by: str
    state: StrEnum
    outcome: str

    @classmethod
    def of(cls, promise: Commitment | Pledge) -> "Promise":
        """Return a promise of either side."""
        known_by = promise.how_we_will_know if isinstance(promise, Commitment) else ""
        return cls(promise.id, promise.what, promise.by_when, known_by, promise.state, promise.outcome)


class PromiseRow(QWidget):
    """One promise with its answers; 1, 2, 3 … answers too while the keyboard is inside."""

    settled = Signal(str, object, str)

    def __init__(
        self, promise: Promise, answers: Sequence[tuple[StrEnum, str]], today: date, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._promise = promise
        self._open = CommitmentState.OPEN if type(promise.state) is CommitmentState else PledgeState.OPEN
        self._today = today
        self._what = body(promise.what)
        self._sign = muted("")
        self.answers: dict[StrEnum, QPushButton] = {}
        self.why = open_line(self.tr("A word on why"))
        self.why.setAccessibleName(self.tr("A word on why"))
        self.why.setAccessibleDescription(promise.what)
        self.why.editingFinished.connect(self.flush)
        self._lay_out(answers)
        self.show_promise(promise)

    def _lay_out(self, answers: Sequence[tuple[StrEnum, str]]) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(self._what)
        column.addWidget(self._sign)
        row = QHBoxLayout()
        row.setSpacing(6)
        for place, (state, words) in enumerate(answers, start=1):
            row.addWidget(self._answer(place, state, words))
        row.addStretch(1)
        column.addWidget(self.why)
        column.addLayout(row)

    def _answer(self, place: int, state: StrEnum, words: str) -> QPushButton:
        button = toggle(words)
        button.setAccessibleDescription(self._promise.what)
        button.setToolTip(self.tr("Key {number}").replace("{number}", str(place)))
        button.clicked.connect(lambda _checked=False: self._settle(state))
        shortcut = QShortcut(QKeySequence(str(place)), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(button.click)
        self.answers[state] = button
        return button

    def show_promise(self, promise: Promise) -> None:
        """Show what became of it by now."""
        self._promise = promise
        set_text(self._what, promise.what)
        set_text(self._sign, self._in_short(promise))
        for state, button in self.answers.items():
            button.setChecked(state is promise.state)
        is_settled = promise.state is not self._open
        self.why.setVisible(is_settled)
        self._sign.setVisible(not is_settled)
        if not self.why.hasFocus():
            self.why.setText(promise.outcome)
            self.why.setCursorPosition(0)

    def flush(self) -> None:
        """Keep the word on why."""
        if self.why.isVisibleTo(self) and self.why.text().strip() != self._promise.outcome:
            self.settled.emit(self._promise.id, self._promise.state, self.why.text().strip())

    def _in_short(self, promise: Promise) -> str:
        parts = []
        if promise.known_by:
            parts.append(self.tr("We will know: {sign}").replace("{sign}", promise.known_by))
        if promise.by_when is not None:
            due = relative_day(promise.by_when, self._today)
            parts.append(self.tr("by {day}").replace("{day}", due))
        return " · ".join(parts)

    def _settle(self, state: StrEnum) -> None:
        """Answer; the answer that stands is taken back by the same key."""
        wanted = self._open if state is self._promise.state else state
        self.settled.emit(self._promise.id, wanted, self.why.text().strip())


class PromiseColumn(QWidget):
    """All that one side promised."""

    settled = Signal(str, object, str)

    def __init__(self, answers: Sequence[tuple[StrEnum, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._answers = answers
        self._caption = muted("")
        self._caption.setProperty("role", "label")
        self._nothing = muted(self.tr("nothing open"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(5)
        self._column.addWidget(self._caption)
        self._column.addWidget(self._nothing)
        self._column.addStretch(1)
        self.rows: dict[str, PromiseRow] = {}

    def show_promises(self, caption: str, promises: Sequence[Promise], today: date) -> None:
        """Show these promises, in their order."""
        set_text(self._caption, caption)
        self._nothing.setVisible(not promises)
        for gone in self.rows.keys() - {promise.id for promise in promises}:
            self.rows.pop(gone).deleteLater()
        for place, promise in enumerate(promises):
            if promise.id in self.rows:
                self.rows[promise.id].show_promise(promise)
            else:
                self._add(place, promise, today)

    def _add(self, place: int, promise: Promise, today: date) -> None:
        row = PromiseRow(promise, self._answers, today, self)
        row.settled.connect(self.settled)
        self._column.insertWidget(place + 2, row)
        self.rows[promise.id] = row

    def flush(self) -> None:
        """Keep every word on why."""
        for row in self.rows.values():
            row.flush()
