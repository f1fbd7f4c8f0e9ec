"""A question or a failure said on the page itself, where a dialog would be in the way."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from coachdesk.views.widgets.buttons import secondary
from coachdesk.views.widgets.card import Card, Tone
from coachdesk.views.widgets.problem import announce
from coachdesk.views.widgets.text import body, set_text


class InlineBar(Card):
    """One sentence and its answers; hidden until it has something to say."""

    def __init__(
        self, answers: tuple[tuple[str, Callable[[], object]], ...], parent: QWidget | None = None
    ) -> None:
        super().__init__(Tone.PRIVATE, parent)
        self.text = body("")
        self.answers: tuple[QPushButton, ...] = tuple(secondary(text, act) for text, act in answers)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.text, 1)
        for answer in self.answers:
            row.addWidget(answer)
        self.body.addLayout(row)
        self.hide()

    def say(self, text: str) -> None:
        """Say something; an empty text hides the bar."""
        is_news = bool(text) and text != self.text.text()
        set_text(self.text, text)
        for answer in self.answers:
            answer.setAccessibleDescription(text)
        self.setVisible(bool(text))
        if is_news:
            announce(self, text, is_urgent=True)
