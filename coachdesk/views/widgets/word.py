"""A calm word on a page, with one thing that can be done about it."""

from collections.abc import Callable
from typing import Final

from coachdesk.views.widgets.buttons import quiet
from coachdesk.views.widgets.card import Card
from coachdesk.views.widgets.flow import FlowLayout, growing_column
from coachdesk.views.widgets.text import body, set_text

_LEAST_FOR_WORDS: Final = 200


class Word(Card):
    """In sight only while there is something to say."""

    def __init__(self, action_text: str, on_action: Callable[[], object]) -> None:
        super().__init__()
        self.words = body("")
        self.look = quiet(action_text, on_action)
        row = FlowLayout(spacing=10)
        row.addWidget(growing_column(_LEAST_FOR_WORDS, self.words))
        row.addWidget(self.look)
        self.body.addLayout(row)
        self.hide()

    def say(self, text: str) -> None:
        """Say something; an empty text says nothing."""
        set_text(self.words, text)
        self.look.setAccessibleDescription(text)
        self.setVisible(bool(text))
