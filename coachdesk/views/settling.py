"""A promise of last time, and the one key that says what became of it."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Final

import attrs
from attrs import frozen
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from coachdesk.models.entities.between import BetweenCheckIn
from coachdesk.models.entities.session import Commitment, CommitmentState, Pledge, PledgeState, SizeAnswer
from coachdesk.views.labels import due_text
from coachdesk.views.open_fields import OpenSentence
from coachdesk.views.promise_extras import PromiseExtras
from coachdesk.views.settled_line import SettledLine
from coachdesk.views.widgets.buttons import link, toggle
from coachdesk.views.widgets.flow import FlowLayout
from coachdesk.views.widgets.text import body, muted, set_text

_CALM_MS: Final = 400


@frozen
class Promise:
    """What either side promised, as the check-in shows it; `known_by` is blank for a pledge.

    `outcome` is one line, as its field holds it. `said` are the words of check-ins between sessions, the
    newest first; `asks_size` tells that it was carried twice.
    """

    id: str
    what: str
    by_when: date | None
    known_by: str
    state: StrEnum
    outcome: str
    asks_size: bool = False
    said: tuple[BetweenCheckIn, ...] = ()

    @classmethod
    def of(
        cls, promise: Commitment | Pledge, *, asks_size: bool = False, said: tuple[BetweenCheckIn, ...] = ()
    ) -> "Promise":
        """Return a promise of either side."""
        known_by = promise.how_we_will_know if isinstance(promise, Commitment) else ""
        outcome = " ".join(promise.outcome.split())
        return cls(
            promise.id, promise.what, promise.by_when, known_by, promise.state, outcome, asks_size, said
        )


class PromiseRow(QWidget):
    """One promise with its answers; 1, 2, 3 … answers too while the keyboard is inside.

    Once it is settled and the coach has gone on, one line is left of it. One that is `calm` keeps its
    answers behind a link until they are wanted.
    """

    settled = Signal(str, object, str)
    size_answered = Signal(str, object, str)
    said = Signal(str, str, str)

    def __init__(
        self,
        promise: Promise,
        answers: Sequence[tuple[StrEnum, str]],
        today: date,
        parent: QWidget | None = None,
        *,
        calm: bool = False,
        extras: PromiseExtras | None = None,
    ) -> None:
        super().__init__(parent)
        self._is_calm = calm
        self._promise = promise
        self._open = CommitmentState.OPEN if type(promise.state) is CommitmentState else PledgeState.OPEN
        self._today = today
        self._what = body(promise.what)
        self._sign = muted("")
        self.line = SettledLine()
        self.line.change_wanted.connect(self._unfold)
        self.inside = QWidget()
        self.ask = link(self.tr("How did it go?"), self._on_ask)
        self.ask.setAccessibleDescription(promise.what)
        self._row = QWidget()
        self.answers = {state: self._answer(n, state, words) for n, (state, words) in enumerate(answers, 1)}
        self.why = self._word_on_why()
        self.extras = extras or PromiseExtras(promise.what)
        self.extras.offer_words(self.inside)
        self.extras.size_answered.connect(self._answer_size)
        self.extras.said.connect(lambda words, mood: self.said.emit(self._promise.id, words, mood))
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.setInterval(_CALM_MS)
        self._calm.timeout.connect(self._fold_if_left)
        self._lay_out()
        self.why.show_text(promise.outcome)
        self.show_promise(promise, today)
        self.fold()

    def _word_on_why(self) -> OpenSentence:
        why = OpenSentence(most=4, placeholder=self.tr("A word on why"))
        why.setAccessibleName(self.tr("A word on why"))
        why.setAccessibleDescription(self._promise.what)
        why.left.connect(self.flush)
        why.finished.connect(self._finish)
        why.installEventFilter(self)
        return why

    def _lay_out(self) -> None:
        column = QVBoxLayout(self.inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        row = FlowLayout(self._row, spacing=6)
        for button in self.answers.values():
            row.addWidget(button)
        links = FlowLayout(spacing=6)
        links.addWidget(self.ask)
        if self._is_calm and self.extras.field is not None:
            links.addWidget(self.extras.field.ask)
        column.addWidget(self._what)
        column.addWidget(self._sign)
        column.addLayout(links)
        column.addWidget(self.why)
        column.addWidget(self._row)
        column.addWidget(self.extras)
        both = QVBoxLayout(self)
        both.setContentsMargins(0, 0, 0, 0)
        both.addWidget(self.line)
        both.addWidget(self.inside)

    def _answer(self, place: int, state: StrEnum, words: str) -> QPushButton:
        button = toggle(words)
        button.setAccessibleDescription(self._promise.what)
        button.setToolTip(self.tr("Key {number}").replace("{number}", str(place)))
        button.clicked.connect(lambda _checked=False: self._settle(state))
        button.installEventFilter(self)
        shortcut = QShortcut(QKeySequence(str(place)), self.inside)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(button.click)
        return button

    @property
    def promise(self) -> Promise:
        """The promise as it is shown."""
        return self._promise

    @property
    def promise_is_open(self) -> bool:
        """Whether nobody has said yet what became of it."""
        return not self._is_settled

    def focus_first(self) -> None:
        """Put the keyboard on the answers, or on the line that is left of them."""
        first = self.line.change if self.inside.isHidden() else next(iter(self.answers.values()))
        first.setFocus()

    @property
    def _is_settled(self) -> bool:
        return self._promise.state is not self._open

    def show_promise(self, promise: Promise, today: date) -> None:
        """Show what became of it by now; a word on why that the vault does not hold stays."""
        is_kept = self.why.text() != self._promise.outcome
        self._promise, self._today = promise, today
        set_text(self._what, promise.what)
        set_text(self._sign, self._in_short(promise))
        for state, button in self.answers.items():
            button.setChecked(state is promise.state)
        self.why.setVisible(self._is_settled)
        self._sign.setVisible(not self._is_settled)
        if not is_kept:
            self.why.show_text(promise.outcome)
        self._show_line()
        self._offer_answers(is_wanted=self._is_settled or not self._is_calm)
        is_open = not self._is_settled
        self.extras.show_extras(promise.said, today, asks_size=promise.asks_size and is_open, is_open=is_open)
        if is_open:
            self._unfold_quietly()

    def _offer_answers(self, *, is_wanted: bool) -> None:
        has_keyboard = self.isAncestorOf(self.window().focusWidget())
        self._row.setVisible(is_wanted)
        if has_keyboard and self._is_calm:
            (self.answers.get(self._promise.state, self.ask)).setFocus()
        self.ask.setVisible(not is_wanted)

    def _on_ask(self) -> None:
        self._row.show()
        next(iter(self.answers.values())).setFocus()
        self.ask.hide()

    @property
    def is_dirty(self) -> bool:
        """Whether words are typed that the vault does not hold."""
        return self._has_unsaved_why or self.extras.is_dirty

    @property
    def _has_unsaved_why(self) -> bool:
        return self._is_settled and self.why.text() != self._promise.outcome

    def _show_line(self) -> None:
        if self._is_settled:
            answer = self.answers[self._promise.state].text()
            self.line.show_outcome(answer, self._promise.what, self.why.text())

    def fold(self) -> None:
        """Leave one line of a settled promise; one that is open stays."""
        self.flush()
        self.line.setVisible(self._is_settled)
        self.inside.setVisible(not self._is_settled)

    def _unfold_quietly(self) -> None:
        self.line.hide()
        self.inside.show()

    def _unfold(self) -> None:
        self._unfold_quietly()
        self.answers[self._promise.state].setFocus()

    def _finish(self) -> None:
        self.fold()
        self.line.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102
        if event.type() == QEvent.Type.FocusOut:
            self._calm.start()
        return super().eventFilter(watched, event)

    def _fold_if_left(self) -> None:
        """Fold once the keyboard is elsewhere; not under a mouse that is pressed, whatever it is on moves."""
        if QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton:
            self._calm.start()
        elif not self.isAncestorOf(self.window().focusWidget()):
            self.fold()

    def flush(self) -> None:
        """Keep the word on why, and the word on how it goes."""
        self.extras.flush()
        if self._has_unsaved_why:
            self._show_line()
            self.settled.emit(self._promise.id, self._promise.state, self.why.text())

    def _in_short(self, promise: Promise) -> str:
        parts = []
        if promise.known_by:
            parts.append(self.tr("We will know: {sign}").replace("{sign}", promise.known_by))
        if promise.by_when is not None:
            parts.append(due_text(promise.by_when, self._today))
        return " · ".join(parts)

    def _settle(self, state: StrEnum) -> None:
        """Answer; the answer that stands is taken back by the same key."""
        wanted = self._open if state is self._promise.state else state
        self.settled.emit(self._promise.id, wanted, self.why.text())

    def _answer_size(self, answer: SizeAnswer, words: str) -> None:
        self.size_answered.emit(self._promise.id, answer, words)


class PromiseColumn(QWidget):
    """All that one side promised; `takes_words` offers to say how each of it goes."""

    settled = Signal(str, object, str)
    size_answered = Signal(str, object, str)
    said = Signal(str, str, str)

    def __init__(
        self,
        answers: Sequence[tuple[StrEnum, str]],
        parent: QWidget | None = None,
        *,
        calm: bool = False,
        takes_words: bool = False,
    ) -> None:
        super().__init__(parent)
        self._answers = answers
        self._is_calm = calm
        self._takes_words = takes_words
        self._today = date.min
        self._caption = muted("")
        self._caption.setProperty("role", "label")
        self._nothing = muted(self.tr("nothing open"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addWidget(self._caption)
        self._column.addWidget(self._nothing)
        self._column.addStretch(1)
        self.rows: dict[str, PromiseRow] = {}

    def show_promises(self, caption: str, promises: Sequence[Promise], today: date) -> None:
        """Show these promises, in their order."""
        self._today = today
        set_text(self._caption, caption)
        self._nothing.setVisible(not promises)
        for gone in self.rows.keys() - {promise.id for promise in promises}:
            self.rows.pop(gone).deleteLater()
        for place, promise in enumerate(promises):
            if promise.id in self.rows:
                self.rows[promise.id].show_promise(promise, today)
            else:
                self._add(place, promise, today)

    def _add(self, place: int, promise: Promise, today: date) -> None:
        extras = PromiseExtras(promise.what, takes_words=self._takes_words)
        row = PromiseRow(promise, self._answers, today, self, calm=self._is_calm, extras=extras)
        row.settled.connect(self.settled)
        row.size_answered.connect(self.size_answered)
        row.said.connect(self.said)
        self._column.insertWidget(place + 2, row)
        self.rows[promise.id] = row

    def show_settled(self, promise: Promise) -> None:
        """Show one of these promises as it is now; another one is passed over."""
        if promise.id in self.rows:
            row = self.rows[promise.id]
            row.show_promise(attrs.evolve(promise, said=row.promise.said), self._today)

    @property
    def is_dirty(self) -> bool:
        """Whether a word on why is typed that the vault does not hold."""
        return any(row.is_dirty for row in self.rows.values())

    def flush(self) -> None:
        """Keep every word on why."""
        for row in self.rows.values():
            row.flush()

    def fold(self) -> None:
        """Leave one line of each settled promise."""
        for row in self.rows.values():
            row.fold()


def answers_to_commitments() -> tuple[tuple[StrEnum, str], ...]:
    """Return what may have become of a client's promise, in words."""
    return (
        (CommitmentState.DONE, QCoreApplication.translate("settling", "Done")),
        (CommitmentState.ADAPTED, QCoreApplication.translate("settling", "Adapted")),
        (CommitmentState.CARRIED, QCoreApplication.translate("settling", "Carried on")),
        (CommitmentState.LET_GO, QCoreApplication.translate("settling", "Let go")),
    )


def answers_to_pledges() -> tuple[tuple[StrEnum, str], ...]:
    """Return what may have become of the coach's promise, in words."""
    return (
        (PledgeState.KEPT, QCoreApplication.translate("settling", "Kept")),
        (PledgeState.LATE, QCoreApplication.translate("settling", "Late")),
        (PledgeState.OWNED, QCoreApplication.translate("settling", "Missed, and owned")),
    )


def column_of_commitments(*, calm: bool = False, takes_words: bool = False) -> PromiseColumn:
    """Return a column for what a client promised, with what may have become of it."""
    return PromiseColumn(answers_to_commitments(), calm=calm, takes_words=takes_words)


def column_of_pledges(*, calm: bool = False, takes_words: bool = False) -> PromiseColumn:
    """Return a column for what the coach promised, with what may have become of it."""
    return PromiseColumn(answers_to_pledges(), calm=calm, takes_words=takes_words)
