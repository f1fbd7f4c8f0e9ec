"""A question on the page itself: a few fields, one way on, one way back."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from coachdesk.errors import KnownError
from coachdesk.i18n import error_text
from coachdesk.views.day_field import DayField
from coachdesk.views.form import Form
from coachdesk.views.navigation import Navigation
from coachdesk.views.unsaved_words import offer_to_copy
from coachdesk.views.widgets.buttons import primary, secondary
from coachdesk.views.widgets.card import Card
from coachdesk.views.widgets.page import FormName
from coachdesk.views.widgets.text import body, set_text
from coachdesk.views.widgets.whereabouts import typed_in

Read = Callable[[], Any]
OnAnswer = Callable[[Any], None]


class AskCard(Card):
    """Hidden until it asks; Enter answers, Escape leaves everything as it is.

    The keyboard goes back to where it was, and to `home` where that is out of sight by then. What is asked
    has a name, by which a page asks again after a lock.
    """

    def __init__(self, home: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._home = home
        self._came_from: QWidget | None = None
        self._named: FormName = ()
        self._as_asked: dict[str, object] = {}
        self._read: Read = lambda: None
        self._on_answer: OnAnswer = lambda _answer: None
        self.question = body("")
        self.form = Form()
        self.confirm = primary(self.tr("Go on"), self._on_confirm)
        self.cancel = secondary(self.tr("Cancel"), self.close_question)
        self._actions = QHBoxLayout()
        self._actions.setSpacing(8)
        self._actions.addStretch(1)
        self._actions.addWidget(self.cancel)
        self._actions.addWidget(self.confirm)
        self.body.addWidget(self.question)
        self.body.addWidget(self.form)
        self.body.addLayout(self._actions)
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self.close_question)
        self.hide()

    def ask(
        self,
        question: str,
        confirm: str,
        build: Callable[[Form], Read],
        on_answer: OnAnswer,
        *,
        named: FormName,
    ) -> None:
        """Ask; `build` adds the fields and returns what reads them, which may refuse with a `KnownError`."""
        if not self._has_keyboard:
            self._came_from = self.window().focusWidget()
        former, self.form = self.form, Form()
        self.body.replaceWidget(former, self.form)
        former.setParent(None)
        former.deleteLater()
        self._read, self._on_answer = build(self.form), on_answer
        self._named, self._as_asked = named, typed_in(self.form)
        set_text(self.question, question)
        self.confirm.setText(confirm)
        self.confirm.setAccessibleName(confirm)
        for line in self.form.findChildren(QLineEdit):
            line.returnPressed.connect(self._on_confirm)
        QWidget.setTabOrder(self.cancel, self.confirm)
        self.show()
        first = next(iter(self.form.findChildren(QLineEdit)), None)
        (first or self.confirm).setFocus()

    def close_question(self) -> None:
        """Take the question away, and give the keyboard back if it was in it."""
        had_keyboard = self._has_keyboard
        self.hide()
        if had_keyboard:
            before = self._came_from
            (before if before is not None and before.isVisible() else self._home).setFocus()

    @property
    def has_words(self) -> bool:
        """Whether words are typed here that are not answered with yet."""
        return bool(self._new_words)

    @property
    def _new_words(self) -> list[str]:
        typed = {} if self.isHidden() else typed_in(self.form)
        both = [(now, self._as_asked.get(at)) for at, now in typed.items()]
        return [now for now, before in both if isinstance(now, str) and now.strip() and now != before]

    @property
    def held_open(self) -> tuple[FormName, ...]:
        """The name of the question, where words are typed."""
        return (self._named,) if self.has_words else ()

    def go_with_record(self, ways: Navigation) -> None:
        """Take the question away with the record that it is about, and let be copied what was typed."""
        words = self._new_words
        self.close_question()
        if words:
            offer_to_copy(ways, words)

    def refuse(self, error: KnownError) -> None:
        """Say why an answer can't be taken, keep what was typed, and lead to the field that is meant."""
        self.show()
        self.form.show_problem(error_text(error))
        lines = self.form.findChildren(QLineEdit)
        meant = next((line for line in lines if _is_wrong(line)), next(iter(lines), self.confirm))
        meant.setFocus()

    @property
    def _has_keyboard(self) -> bool:
        holder = self.window().focusWidget()
        return holder is not None and self.isAncestorOf(holder)

    def _on_confirm(self) -> None:
        try:
            answer = self._read()
        except KnownError as error:
            self.refuse(error)
            return
        self.close_question()
        self._on_answer(answer)


def _is_wrong(line: QLineEdit) -> bool:
    """Tell whether a line holds no day where one belongs, or nothing where words do."""
    if not isinstance(line, DayField):
        return not line.text().strip()
    try:
        line.value()
    except KnownError:
        return True
    return False
