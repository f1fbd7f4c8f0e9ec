"""The goals of a client: those under way as cards, those that ended folded below."""

from datetime import date
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coachdesk.models.entities.ids import GoalId
from coachdesk.models.entities.path import KnownGoal
from coachdesk.models.path_page import PathPage
from coachdesk.views.context import Context
from coachdesk.views.labels import short_day
from coachdesk.views.path.goal_card import GoalCard
from coachdesk.views.widgets.buttons import link, quiet
from coachdesk.views.widgets.card import Card
from coachdesk.views.widgets.clearing import clear
from coachdesk.views.widgets.fold import Fold
from coachdesk.views.widgets.text import body, heading, muted

UP = "take up"


class GoalsPart(QWidget):
    """`wanted` carries a deed and its goal, `kept` a goal before and after it was scaled.

    `going` tells of a card before it is destroyed.
    """

    wanted = Signal(str, object)
    going = Signal(QWidget)
    kept = Signal(object, object)

    def __init__(self, context: Context, origin: QObject) -> None:
        super().__init__()
        self._context = context
        self._origin = origin
        self._shown_ended: tuple[KnownGoal, ...] = ()
        self.cards: dict[GoalId, GoalCard] = {}
        self.add = quiet(self.tr("Add a goal"))
        self.below = QVBoxLayout()
        self.ended = Fold(context.theme, "")
        self._nothing = Card()
        self._nothing.body.addWidget(
            muted(
                self.tr(
                    "What do they want to be different? Keep it in their own words; then ask, now and then, "
                    "where they see themselves on the way to it."
                )
            )
        )
        self._cards = QVBoxLayout()
        self._cards.setSpacing(12)
        self._lay_out()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(heading(self.tr("What they want to reach"), 3), 1)
        top.addWidget(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(top)
        column.addLayout(self.below)
        column.addWidget(self._nothing)
        column.addLayout(self._cards)
        column.addWidget(self.ended)
        column.addStretch(1)

    def show_page(self, page: PathPage, today: date) -> None:
        """Show the goals; cards that stay keep the keyboard and what is typed in them."""
        under_way = tuple(one for one in page.goals if one.goal.ended_on is None)
        for gone in self.cards.keys() - {one.goal.id for one in under_way}:
            card = self.cards.pop(gone)
            self.going.emit(card)
            card.hide()
            card.deleteLater()
        for place, known in enumerate(under_way):
            card = self._card(place, known)
            card.show_goal(known, page.called, today, place=(place, len(under_way)))
        self._nothing.setHidden(bool(page.goals))
        self._show_ended(tuple(one for one in page.goals if one.goal.ended_on is not None), today)

    def _card(self, place: int, known: KnownGoal) -> GoalCard:
        card = self.cards.get(known.goal.id)
        if card is None:
            card = self.cards[known.goal.id] = GoalCard(self._context, self._origin, known)
            card.setProperty("record", known.goal.id)
            card.wanted.connect(self.wanted)
            card.entry.kept.connect(self.kept)
        if self._cards.indexOf(card) != place:
            self._cards.insertWidget(place, card)
        return card

    def _show_ended(self, ended: tuple[KnownGoal, ...], today: date) -> None:
        self.ended.setVisible(bool(ended))
        if ended == self._shown_ended:
            return
        self._shown_ended = ended
        self.ended.rename(self.tr("Goals that ended (%n)", "", len(ended)))
        clear(self.ended.body)
        for known in ended:
            self.ended.body.addWidget(self._ended_row(known, today))

    def _ended_row(self, known: KnownGoal, today: date) -> QWidget:
        goal = known.goal
        row = QWidget()
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 2, 0, 6)
        column.setSpacing(2)
        top = QHBoxLayout()
        top.addWidget(body(goal.words), 1)
        again = link(self.tr("Take up again"), partial(self.wanted.emit, UP, known))
        again.setAccessibleDescription(goal.words)
        top.addWidget(again)
        column.addLayout(top)
        day = "" if goal.ended_on is None else short_day(goal.ended_on, today)
        ended = self.tr("ended on {day}").replace("{day}", day)
        column.addWidget(muted(" · ".join(part for part in (ended, goal.ended_because) if part)))
        return row

    @property
    def has_unsaved(self) -> bool:
        """Whether a step or its words are not in the vault yet."""
        return any(card.entry.has_unsaved for card in self.cards.values())

    def flush(self) -> None:
        """Save at once what is unsaved."""
        for card in self.cards.values():
            card.entry.flush()
