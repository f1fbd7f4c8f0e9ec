"""What is open between the coach and clients: a few rows at a time, the rest when it is wanted."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from attrs import frozen
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from coachdesk.models.entities.ids import ClientId, EngagementId
from coachdesk.models.today import Care, DuePromise, Waiting
from coachdesk.views.context import Context
from coachdesk.views.labels import label, relative_day
from coachdesk.views.widgets.buttons import quiet, rename
from coachdesk.views.widgets.card import Card
from coachdesk.views.widgets.text import body, muted, rule

AT_ONCE: Final = 10  # as many as one looks at, laid out in a moment


@frozen
class _Line:
    text: str
    due: str
    on_look: Callable[[], object]


class BetweenCard(Card):
    """Says each thing in a line that leads to the client; `grown` tells how many are in sight now."""

    grown = Signal(int)

    def __init__(
        self, context: Context, things: Sequence[DuePromise | Waiting], *, at_first: int = AT_ONCE
    ) -> None:
        super().__init__()
        self._context = context
        self._things = tuple(things)
        self._shown = 0
        self.looks: list[QPushButton] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(self.body.spacing())
        self.body.addLayout(self._rows)
        self.more: QPushButton = quiet("", self._on_more)
        self.body.addWidget(self.more)
        if things:
            self._show_more(at_first)
        else:
            self._rows.addWidget(muted(self.tr("Nothing is open between you and your clients.")))
            self.more.hide()

    def _show_more(self, count: int) -> QWidget:
        """Add so many rows, as one widget: of each that is added by itself Qt would lay out the page anew."""
        block = QWidget()
        rows = QVBoxLayout(block)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(self.body.spacing())
        for at, thing in enumerate(self._things[self._shown : self._shown + count], self._shown):
            if at:
                rows.addWidget(rule())
            rows.addLayout(self._row(thing))
        self._rows.addWidget(block)
        self._shown = min(self._shown + count, len(self._things))
        left = len(self._things) - self._shown
        rename(self.more, self.tr("Show more (%n left)", "", left))
        self.more.setHidden(left == 0)
        return block

    def _on_more(self) -> None:
        before = self._shown
        self._show_more(AT_ONCE).show()  # what is not shown yet takes no keyboard
        self.looks[before].setFocus()
        self.grown.emit(self._shown)

    def _row(self, thing: DuePromise | Waiting) -> QHBoxLayout:
        line = self._promise(thing) if isinstance(thing, DuePromise) else self._waiting(thing)
        row = QHBoxLayout()
        row.setSpacing(10)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(body(line.text))
        if line.due:
            words.addWidget(muted(line.due))
        row.addLayout(words, 1)
        look = quiet(self.tr("Look"), line.on_look)
        look.setAccessibleDescription(line.text)
        row.addWidget(look)
        self.looks.append(look)
        return row

    def _promise(self, promise: DuePromise) -> _Line:
        wording = self.tr("Your pledge to {name}: {what}") if promise.is_mine else self.tr("{name}: {what}")
        text = wording.replace("{name}", promise.client_name).replace("{what}", promise.what)
        today = self._context.workspace.today()
        due = "" if promise.by_when is None else relative_day(promise.by_when, today)
        return _Line(text, due, self._to_client(promise.client_id))

    def _waiting(self, waiting: Waiting) -> _Line:
        if waiting.cause is not None:
            text = self.tr("{name}: {why}").replace("{why}", label(waiting.cause))
            on_look: Callable[[], object] = self._to_review(waiting.engagement_id)
        else:
            text = {
                Care.AGREEMENT: self.tr("{name}: coaching without an agreement in force"),
                Care.SAFE_START: self.tr("{name}: the safe start is not finished"),
            }[waiting.care]
            on_look = self._to_client(waiting.client_id)
        return _Line(text.replace("{name}", waiting.client_name), "", on_look)

    def _to_client(self, client_id: ClientId) -> Callable[[], object]:
        return partial(self._context.navigation.client_requested.emit, client_id)

    def _to_review(self, engagement_id: EngagementId) -> Callable[[], object]:
        return partial(self._context.navigation.review_requested.emit, engagement_id)
