"""Rituals to begin from, in our words; one is taken by a click and changed at will."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QGridLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from coachdesk.models.shipped_rituals import RitualExample, ritual_examples
from coachdesk.views.ritual_words import comes_when
from coachdesk.views.widgets.buttons import link, secondary
from coachdesk.views.widgets.card import Card
from coachdesk.views.widgets.clearing import clear
from coachdesk.views.widgets.page import ScrollColumn
from coachdesk.views.widgets.text import body, heading, muted, text_label

OnTake = Callable[[RitualExample], object]


class ExamplesButton(QPushButton):
    """A menu of the examples, behind a button."""

    def __init__(self, on_take: OnTake) -> None:
        super().__init__(self.tr("Begin from an example"))
        self.setProperty("look", "secondary")
        self.setAccessibleName(self.text())
        self._on_take = on_take
        self.setMenu(QMenu(self))

    def offer(self, language: str) -> None:
        """Offer the examples of a language."""
        menu = self.menu()
        menu.clear()
        for example in ritual_examples(language):
            text = f"{example.name}, {comes_when(example)}".replace("&", "&&")
            menu.addAction(text, partial(self._on_take, example))


class Examples(ScrollColumn):
    """What stands on the page before there is any ritual."""

    def __init__(self, on_write: Callable[[], object], on_take: OnTake) -> None:
        super().__init__()
        self._on_take = on_take
        self._language = ""
        self.takes: list[QPushButton] = []
        self.write = secondary(self.tr("Write your own"), on_write)
        self._grid = QGridLayout()
        self._grid.setSpacing(14)
        inside = QWidget()
        top = QVBoxLayout(inside)
        top.setContentsMargins(0, 0, 0, 4)
        top.setSpacing(6)
        top.addWidget(heading(self.tr("Small things, done again on purpose"), 2))
        top.addWidget(
            muted(
                self.tr(
                    "A minute to arrive, a question every few sessions, the day you began: CoachDesk reminds "
                    "you when its time has come. Take one of these and make it yours, or write your own."
                )
            )
        )
        self.column.addWidget(inside)
        self.column.addWidget(self.write)
        self.column.addLayout(self._grid)
        self.column.addStretch(1)
        self._put_left(self.write)

    def _put_left(self, button: QPushButton) -> None:
        button.setSizePolicy(button.sizePolicy().Policy.Fixed, button.sizePolicy().Policy.Fixed)

    def offer(self, language: str) -> None:
        """Show the examples of a language."""
        if language == self._language:
            return
        self._language = language
        clear(self._grid)
        self.takes = []
        for at, example in enumerate(ritual_examples(language)):
            self._grid.addWidget(self._card(example), at // 2, at % 2)
        for column in (0, 1):
            self._grid.setColumnStretch(column, 1)

    def _card(self, example: RitualExample) -> Card:
        card = Card()
        card.body.setSpacing(4)
        card.body.addWidget(text_label(example.name, "strong"))
        card.body.addWidget(muted(comes_when(example)))
        for step in example.steps:
            card.body.addWidget(body(f"· {step}"))
        card.body.addStretch(1)
        card.body.addSpacing(4)
        take = link(self.tr("Take it"), partial(self._on_take, example))
        take.setAccessibleDescription(example.name)
        card.body.addWidget(take)
        self.takes.append(take)
        return card
