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
from coachdesk.views.widgets.buttons import primary, secondary
from coachdesk.views.widgets.card import Card
from coachdesk.views.widgets.text import body, set_text

Read = Callable[[], Any]
OnAnswer = Callable[[Any], None]


class AskCard(Card):
    """Hidden until it asks; Enter answers, Escape leaves everything as it is.

    The keyboard goes back to where it was, and to `home` where that is out of sight by then.
    """

    def __init__(self, home: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._home = home
        self._came_from: QWidget | None = None
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

    def ask(self, question: str, confirm: str, build: Callable[[Form], Read], on_answer: OnAnswer) -> None:
        """Ask; `build` adds the fields and returns what reads them, which may refuse with a `KnownError`."""
        if not self._has_keyboard:
            self._came_from = self.window().focusWidget()
        former, self.form = self.form, Form()
        self.body.replaceWidget(former, self.form)
        former.hide()
        former.deleteLater()
        self._read, self._on_answer = build(self.form), on_answer
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
