"""The form that notes one moment, right where the coach is: a few lines, and the keyboard is enough."""

from typing import Any, Final

import attrs
from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from coachdesk.models.entities.moment import Experiment, Insight, Moment, Quote
from coachdesk.models.entities.moment import Signal as Noticed
from coachdesk.views.open_fields import labelled_tightly
from coachdesk.views.sessions.moments.answers import is_alignment
from coachdesk.views.sessions.moments.questions import Question, Sources, name_of, questions_of
from coachdesk.views.sessions.moments.saying import GAP
from coachdesk.views.widgets.buttons import link
from coachdesk.views.widgets.flow import FlowLayout
from coachdesk.views.widgets.problem import announce
from coachdesk.views.widgets.text import muted, set_text, text_label

_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_NUMBERS: Final = {Qt.Key.Key_1: 0, Qt.Key.Key_2: 1, Qt.Key.Key_3: 2}
_MAY_CROSS: Final = (Quote, Insight, Experiment)


class MomentForm(QFrame):
    """Asks for one kind of moment. Enter goes on, Ctrl+Enter saves wherever one is, Escape puts it away.

    `edited` says that something was typed; what stands there is `moment`, None where that is nothing.
    """

    edited = Signal()
    finished = Signal()
    closed = Signal()
    removal_asked = Signal()
    across_wanted = Signal()

    def __init__(self, kind: type[Moment], sources: Sources) -> None:
        super().__init__()
        self._kind = kind
        self._given: dict[str, Any] = {}
        self._asked: set[str] = set()
        self._is_showing = False
        self.questions = questions_of(kind, sources)
        self.fields = {question.name: question.answer.widget for question in self.questions}
        self._rows: dict[str, QWidget] = {}
        self.save = link(self.tr("Save"), self.finish)
        self.save.setToolTip("Ctrl+Return")
        self.remove = link(self.tr("Remove"), self.removal_asked.emit)
        self.across = link(self.tr("Take across"), self.across_wanted.emit)
        self.across.setToolTip("Ctrl+Shift+T")
        self._buttons = (self.save, self.remove, self.across)
        self.question = muted("")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 2)
        column.setSpacing(4)
        head = FlowLayout(spacing=10)
        head.addWidget(text_label(name_of(self._kind), "private", wrap=False))
        head.add_stretch()
        for button in (self.across, self.remove, self.save):
            head.addWidget(button)
        column.addLayout(head)
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(4)
        for column_of_grid in (0, 1):
            grid.setColumnStretch(column_of_grid, 1)
        self._fill(grid)
        column.addLayout(grid)
        column.addWidget(self.question)
        self.question.hide()

    def _fill(self, grid: QGridLayout) -> None:
        at = -1
        followers = {
            before.name: after.beside
            for before, after in zip(self.questions, self.questions[1:], strict=False)
        }
        for question in self.questions:
            at += not question.beside
            is_pair = question.beside or followers.get(question.name, False)
            row = self._rows[question.name] = self._row(question)
            grid.addWidget(row, at, int(question.beside), 1, 1 if is_pair else 2)

    def _row(self, question: Question) -> QWidget:
        if not question.label:
            return question.answer.widget
        return labelled_tightly(question.label, question.answer.widget)

    def _connect(self) -> None:
        for question in self.questions:
            question.answer.edited.connect(self._on_edited)
            for stop in question.answer.stops:
                stop.installEventFilter(self)
                if isinstance(stop, QLineEdit):
                    stop.returnPressed.connect(self._on_return_in_line)
        for button in self._buttons:
            button.installEventFilter(self)

    def start(self, given: dict[str, Any], *, is_kept: bool) -> None:
        """Begin with the fields of a moment that `is_kept`, or with the few that a new one has."""
        self._given = dict(given)
        self._is_showing = True
        for question in self.questions:
            blank = attrs.fields_dict(self._kind)[question.name].default
            value = given.get(question.name, "" if blank is attrs.NOTHING else blank)
            question.answer.show("" if value == GAP else value)
        self._is_showing = False
        self.question.hide()
        self.remove.setVisible(is_kept)
        self._follow()

    def offer_across(self, *, is_open: bool) -> None:
        """Let the words be taken across, unless the client has the summary; not every kind may cross."""
        self.across.setVisible(is_open and self._kind in _MAY_CROSS)

    def lead_to(self, name: str = "") -> None:
        """Put the keyboard into a field, or into the first."""
        found = next((one for one in self.questions if one.name == name), self.questions[0])
        found.answer.first_stop().setFocus()

    @property
    def key(self) -> str:
        """The id of the moment that is asked for."""
        return str(self._given.get("id", ""))

    @property
    def moment(self) -> Moment | None:
        """What stands there as a moment, None where nothing is said.

        Words that have to be there and are still to come are an ellipsis, so that the others are kept.
        """
        typed = self._typed()
        first = self.questions[0].name
        if not any(typed[question.name] for question in self.questions if _says_something(question)):
            return None
        return self._kind(**self._given | typed | {first: typed[first] or GAP})

    def _typed(self) -> dict[str, Any]:
        read = {question.name: question.answer.read() for question in self.questions}
        return {name: value.strip() if type(value) is str else value for name, value in read.items()}

    def _on_edited(self) -> None:
        if not self._is_showing:
            self._follow()
            self.edited.emit()

    def _follow(self) -> None:
        """Ask what belongs to what was answered, and no more."""
        typed = self._typed()
        for question in self.questions:
            self._rows[question.name].setVisible(question.wanted(typed))

    def _wanted(self) -> list[Question]:
        typed = self._typed()
        return [question for question in self.questions if question.wanted(typed)]

    def go_on(self) -> None:
        """Go to the next field, or save after the last."""
        wanted = self._wanted()
        holder = self.window().focusWidget()
        at = next((n for n, question in enumerate(wanted) if holder in question.answer.stops), -1)
        if at + 1 < len(wanted):
            wanted[at + 1].answer.first_stop().setFocus()
        else:
            self.finish()

    def finish(self) -> None:
        """Save, unless there is something to ask first; that is asked once."""
        if not self._asks_for_second_reading():
            self.finished.emit()

    def _asks_for_second_reading(self) -> bool:
        typed = self._typed()
        is_short = self._kind is Noticed and not (typed["second_reading"] or typed["meant"])
        if not is_short or self.key in self._asked or self.moment is None:
            return False
        self._asked.add(self.key)
        text = self.tr("What else could it mean? A second reading holds the first one loosely.")
        set_text(self.question, text)
        self.question.show()
        announce(self.question, text)
        self.lead_to("second_reading")
        return True

    def _on_return_in_line(self) -> None:
        """Go on, or save, once a word that was chosen from a list stands in its line."""
        is_save = bool(QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier)
        QTimer.singleShot(0, self, self.finish if is_save else self.go_on)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: D102
        super().hideEvent(event)
        for line in self.findChildren(QLineEdit):
            offered = None if line.completer() is None else line.completer().popup()
            if offered is not None:
                offered.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102
        if isinstance(event, QKeyEvent):
            is_escape = event.key() == Qt.Key.Key_Escape
            if event.type() == QEvent.Type.ShortcutOverride and (is_escape or _is_save(event)):
                event.accept()  # whatever else it does on the page
                return True
            if event.type() == QEvent.Type.KeyPress:
                return self._on_key(watched, event)
        return super().eventFilter(watched, event)

    def _on_key(self, watched: QObject, event: QKeyEvent) -> bool:
        """Tell whether a key was meant for the form."""
        key = Qt.Key(event.key())
        if _is_save(event):
            self.finish()
        elif key in _ENTER and watched in self._buttons:
            return False  # it presses the button
        elif key in _ENTER and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.go_on()
        elif key == Qt.Key.Key_Escape:
            self.closed.emit()
        elif key in _NUMBERS and is_alignment(watched):
            self._answer_with(_NUMBERS[key])
        else:
            return False
        return True

    def _answer_with(self, number: int) -> None:
        question = next(one for one in self.questions if one.name == "alignment")
        button = question.answer.stops[number]
        button.click()  # type: ignore[attr-defined]  # each of its stops is a button
        button.setFocus()


def _is_save(event: QKeyEvent) -> bool:
    is_enter = event.key() in _ENTER
    return is_enter and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)


def _says_something(question: Question) -> bool:
    """Return whether a field is there for what is typed: choices and ticks alone say nothing."""
    return isinstance(question.answer.widget, QLineEdit | QPlainTextEdit)
