"""A question on the page itself: a few fields, one way on, one way back."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from coachdesk.errors import KnownError
from coachdesk.i18n import error_text
from coachdesk.views.form import Form
from coachdesk.views.widgets.buttons import primary, secondary
from coachdesk.views.widgets.card import Card
from coachdesk.views.widgets.text import body, set_text

Read = Callable[[], Any]
OnAnswer = Callable[[Any], None]


class AskCard(Card):
    """Hidden until it asks; Enter answers, Escape leaves everything as it is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
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
        """Take the question away."""
        self.hide()

    def refuse(self, error: KnownError) -> None:
        """Say why an answer can't be taken, and keep what was typed."""
        self.show()
        self.form.show_problem(error_text(error))

    def _on_confirm(self) -> None:
        try:
            answer = self._read()
        except KnownError as error:
            self.form.show_problem(error_text(error))
            return
        self.hide()
        self._on_answer(answer)
