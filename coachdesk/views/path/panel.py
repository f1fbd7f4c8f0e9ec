"""The page of a client's way."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from coachdesk.errors import KnownError
from coachdesk.models import goals, milestones
from coachdesk.models.entities.change import Kind
from coachdesk.models.entities.ids import EngagementId, GoalId, MilestoneId
from coachdesk.models.entities.path import KnownGoal, Stop
from coachdesk.models.path_page import PathPage, path_page
from coachdesk.views.context import Context
from coachdesk.views.path import goal_card, goals_part, stop_row
from coachdesk.views.path.forms import (
    EndForm,
    GoalForm,
    LetGoForm,
    MoveForm,
    PathForm,
    StopForm,
    goal_back,
    stop_back,
    turning_goal,
    turning_stop,
)
from coachdesk.views.path.goals_part import GoalsPart
from coachdesk.views.path.open_form import OpenForm, Place
from coachdesk.views.path.way import Way
from coachdesk.views.scaling import note_scaling
from coachdesk.views.undo import Undo
from coachdesk.views.unsaved_words import offer_to_go_on
from coachdesk.views.widgets.buttons import secondary
from coachdesk.views.widgets.page import Page, ScrollColumn

_MATTERS: Final = (Kind.GOAL, Kind.MILESTONE, Kind.ENGAGEMENT, Kind.CLIENT, Kind.SESSION)
_SIDE_BY_SIDE: Final = 900


class PathPanel(Page):
    """Goals on one side, the way there on the other; everything is kept as it is done and can be taken back.

    While words of one way could not be saved, the page stays with it.
    """

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.name(self.tr("The path"))
        self._context = context
        self._wanted = EngagementId("")
        self._page: PathPage | None = None
        self._led_to = MilestoneId("")
        self.undo = Undo(context, self)
        self.form = OpenForm(self.undo, self)
        self.goals, self.way = GoalsPart(context, self), Way(context.theme)
        self.leave = secondary(self.tr("Back"), context.navigation.back_requested.emit)
        self.header.addWidget(self.leave)
        self.new_goal = self._action(self.tr("Add a goal"), "Ctrl+Shift+G", self.add_goal)
        self.new_stop = self._action(self.tr("Add a milestone"), "Ctrl+Shift+M", self.add_stop)
        self._lay_out()
        self._connect()

    def _action(self, text: str, keys: str, act: Callable[[], None]) -> QAction:
        action = QAction(text, self)
        action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda _checked=False: act())
        self.addAction(action)
        return action

    def _lay_out(self) -> None:
        self._scroll = ScrollColumn()
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._both.setSpacing(28)
        self._both.addWidget(self.goals, 1)
        self._both.addWidget(self.way, 1)
        self._scroll.column.addLayout(self._both)
        self._scroll.column.addStretch(1)
        self.body.addWidget(self._scroll, 1)
        self._scroll.hide()

    def _connect(self) -> None:
        for button, action in ((self.goals.add, self.new_goal), (self.way.add, self.new_stop)):
            button.setToolTip(action.shortcut().toString(QKeySequence.SequenceFormat.NativeText))
            button.clicked.connect(lambda _checked=False, action=action: action.trigger())
        self.goals.wanted.connect(self._on_goal)
        self.goals.kept.connect(self._on_scaled)
        self.way.wanted.connect(self._on_stop)
        self.way.picture_wanted.connect(self._on_picture)
        self.keep_up(self._context.workspace.changed, *_MATTERS)

    def open(self, *ids: str) -> None:
        """Show the way of the engagement with this id."""
        self.flush()
        self._wanted = EngagementId(ids[0])
        self.refresh()

    def refresh(self) -> None:
        """Read the way again."""
        if self._wanted:
            job = partial(path_page, engagement_id=self._wanted)
            self._context.workspace.run(job, self._show, origin=self, on_failed=self._on_gone)

    def flush(self) -> None:
        """Save at once what is unsaved."""
        self.form.flush()
        self.goals.flush()

    @property
    def has_unsaved(self) -> bool:
        """Whether something is typed or chosen that the vault does not hold."""
        return self.form.has_unsaved or self.goals.has_unsaved

    @property
    def commands(self) -> tuple[QAction, ...]:
        """What can be added, and what can be taken back."""
        return (self.new_goal, self.new_stop, *self.undo.commands)

    @property
    def engagement_at_hand(self) -> str:
        """The engagement whose way it is."""
        return self._wanted

    @property
    def client_at_hand(self) -> str:
        """The one client whose way it is."""
        clients = () if self._page is None else self._page.clients
        return clients[0].id if len(clients) == 1 else ""

    def focus_first(self) -> None:
        """Put the keyboard on the first goal: its steps have keys there, and none is chosen by chance."""
        first = next(iter(self.goals.cards.values()), None)
        if first is None:
            self.goals.add.setFocus()
        else:
            first.more.setFocus()

    def _show(self, page: PathPage) -> None:
        if page.engagement.id != self._wanted:
            return
        is_other = self._page is None or self._page.engagement.id != page.engagement.id
        if is_other and self.has_unsaved:
            self._stay(page)
            return
        had_keyboard = self.has_keyboard
        if is_other:
            self.form.close()
        self._page = page
        self.undo.turn_to(page.engagement.id)
        today = self._context.workspace.today()
        self.name(self.tr("The path"), page.names)
        self.goals.show_page(page, today)
        self.way.show_page(page, today)
        self._scroll.show()
        led_to, self._led_to = self._led_to, MilestoneId("")
        if led_to in self.way.rows:
            self.way.lead_to(led_to)
        elif is_other and had_keyboard:
            self.focus_first()

    def _stay(self, wanted: PathPage) -> None:
        """Stay with the way whose words could not be saved, and offer to go on to the other one."""
        if self._page is not None:
            self._wanted = self._page.engagement.id
        ways, called = self._context.navigation, [one.called for one in wanted.clients]
        offer_to_go_on(ways, called, partial(ways.path_requested.emit, wanted.engagement.id))

    def _on_gone(self, error: KnownError) -> None:
        self._context.workspace.failed.emit(error)
        if not self.has_unsaved:
            self._page = None
            self._scroll.hide()

    def add_goal(self) -> None:
        """Open a form for a new goal."""
        add = self.goals.add
        self.form.open(partial(GoalForm, self._wanted), Place(self.goals.below, add, add))

    def add_stop(self) -> None:
        """Open a form for a new milestone."""
        add = self.way.add
        self.form.open(partial(StopForm, self._context, self._wanted), Place(self.way.adding.body, add, add))

    def _on_stop(self, deed: str, stop: Stop) -> None:
        milestone_id = stop.milestone.id
        row = self.way.rows[milestone_id]
        forms: dict[str, Callable[[], PathForm]] = {
            stop_row.MOVE: partial(MoveForm, self._context, stop),
            stop_row.LET_GO: partial(LetGoForm, stop),
            stop_row.EDIT: partial(StopForm, self._context, self._wanted, stop),
        }
        if deed in forms:
            self.form.open(forms[deed], Place(row.below, row.more, row.inside))
            return
        job, text, told = {
            stop_row.REACH: (milestones.reach, self.tr("Milestone reached"), ""),
            stop_row.UP: (milestones.take_up_again, self.tr("Milestone taken up again"), ""),
            stop_row.REMOVE: (
                milestones.remove_milestone,
                self.tr("Milestone removed"),
                self.tr("It is removed."),
            ),
        }[deed]
        self._led_to = milestone_id
        self.undo.do(turning_stop(milestone_id, job), inverse_of=stop_back, text=text, told=told)

    def _on_goal(self, deed: str, known: KnownGoal) -> None:
        goal_id = known.goal.id
        if deed in (goal_card.EARLIER, goal_card.LATER):
            self._put_elsewhere(goal_id, by=-1 if deed == goal_card.EARLIER else 1)
        elif deed == goals_part.UP:
            again = turning_goal(goal_id, goals.take_goal_up)
            self.undo.do(again, inverse_of=goal_back, text=self.tr("Goal taken up again"))
        elif deed == goal_card.REMOVE:
            told = self.tr("It is removed.")
            gone = turning_goal(goal_id, goals.remove_goal)
            self.undo.do(gone, inverse_of=goal_back, text=self.tr("Goal removed"), told=told)
        else:
            card = self.goals.cards[goal_id]
            reword = partial(GoalForm, self._wanted, known)
            make = reword if deed == goal_card.EDIT else partial(EndForm, known)
            self.form.open(make, Place(card.below, card.more, card.more))

    def _put_elsewhere(self, goal_id: GoalId, *, by: int) -> None:
        before = list(self.goals.cards)
        here = before.index(goal_id)
        after = before[:here] + before[here + 1 :]
        after.insert(here + by, goal_id)
        order = partial(goals.order_goals, engagement_id=self._wanted)
        inverse = partial(order, goal_ids=before)
        self.undo.do(partial(order, goal_ids=after), inverse=inverse, text=self.tr("Goals in another order"))

    def _on_scaled(self, before: KnownGoal, after: KnownGoal) -> None:
        """Let a step and its words be taken back, and show them among the others."""
        note_scaling(self.undo, before, after)
        self.refresh()

    def _on_picture(self) -> None:
        page = self._page
        if page is not None and page.clients:
            self._context.navigation.engagement_edit_requested.emit(page.clients[0].id, page.engagement.id)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        is_wide = self.width() >= _SIDE_BY_SIDE
        direction = QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom
        self._both.setDirection(direction)
