"""One step of an ending: what there is for it, the way there, and three words to settle it."""

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from coachdesk.models.entities.ending import EndingStep
from coachdesk.views.widgets.buttons import link, quiet, secondary
from coachdesk.views.widgets.card import Card
from coachdesk.views.widgets.flow import FlowLayout
from coachdesk.views.widgets.text import body, muted, set_text, text_label


class StepCard(Card):
    """A step with its number; `way` leads to where it is tended."""

    way_wanted = Signal(object)
    done = Signal(object)
    skip_wanted = Signal(object)
    taken_back = Signal(object)

    def __init__(self, step: EndingStep, title: str, way: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.step = step
        self.title = title
        self.words = body("")
        self.state = muted("")
        self.way = self._button(secondary(way), self.way_wanted, title)
        self.take = self._button(quiet(self.tr("It is done")), self.done, title)
        self.skip = self._button(quiet(self.tr("Leave it out")), self.skip_wanted, title)
        self.back = self._button(link(self.tr("Take that back")), self.taken_back, title)
        self._lay_out()

    def _button(self, button: QPushButton, told: SignalInstance, title: str) -> QPushButton:
        button.setAccessibleDescription(title)
        button.clicked.connect(lambda _checked=False: told.emit(self.step))
        return button

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(text_label(self.title, "strong"))
        words.addWidget(self.words)
        settled = QHBoxLayout()
        settled.setSpacing(10)
        settled.addWidget(self.state, 1)
        settled.addWidget(self.back)
        words.addLayout(settled)
        ways = FlowLayout(spacing=8)
        for button in (self.way, self.take, self.skip):
            ways.addWidget(button)
        self.body.addLayout(words)
        self.body.addLayout(ways)

    def show_step(self, words: str, state: str, *, is_under_way: bool) -> None:
        """Show what there is for the step; `state` is blank while it is ahead."""
        set_text(self.words, words)
        set_text(self.state, state)
        self.state.setVisible(bool(state))
        self.back.setVisible(bool(state) and is_under_way)
        self.way.setVisible(is_under_way)
        for button in (self.take, self.skip):
            button.setVisible(is_under_way and not state)

    @property
    def first(self) -> QPushButton:
        """Where the keyboard belongs: on the way to the step, for Enter should not settle it unseen."""
        return self.back if self.back.isVisibleTo(self) else self.way
