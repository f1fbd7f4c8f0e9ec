"""The page of a client's way."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from coachdesk.models import goals, milestones
from coachdesk.models.entities.change import Kind
from coachdesk.models.entities.ids import EngagementId, GoalId, MilestoneId
from coachdesk.models.entities.path import KnownGoal, Stop
from coachdesk.models.path_page import PathPage, path_page
from coachdesk.models.store import Store
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
from coachdesk.views.record_page import About, RecordPage, about_work
from coachdesk.views.scaling import note_scaling
from coachdesk.views.unsaved_words import offer_to_copy, tell_once_left
from coachdesk.views.widgets.page import FormName, ScrollColumn

_MATTERS: Final = (Kind.GOAL, Kind.MILESTONE, Kind.ENGAGEMENT, Kind.CLIENT, Kind.SESSION)
_SIDE_BY_SIDE: Final = 900
_GOAL, _STOP = "goal", "stop"


class PathPanel(RecordPage[PathPage]):
    """Goals on one side, the way there on the other; all is kept as it is done and can be taken back."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, context.navigation.path_requested, parent)
        self.name(self.tr("The path"))
        self._led_to = MilestoneId("")
        self.form = OpenForm(self.undo, self)
        self.goals, self.way = GoalsPart(context, self), Way(context.theme)
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
        self.form.refused.connect(self._look_whether_left)
        self.form.orphaned.connect(partial(offer_to_copy, self._context.navigation))
        for part in (self.goals, self.way):
            part.going.connect(self.form.go_with)
        self.keep_up(self._context.workspace.changed, *_MATTERS)

    def flush(self) -> None:
        """Save at once what is unsaved."""
        self.form.flush()
        self.goals.flush()

    @property
    def has_unsaved(self) -> bool:
        """Whether something is typed or chosen that the vault does not hold."""
        return self.form.has_unsaved or self.goals.has_unsaved

    @property
    def held_open(self) -> tuple[FormName, ...]:
        """The form that holds words."""
        return self.form.held_open

    def open_again(self, *name: str) -> None:
        """Open a form again; one of a record that is gone stays away."""
        match name:
            case (kind,):
                {_GOAL: self.add_goal, _STOP: self.add_stop}[kind]()
            case (kind, deed, record) if kind == _GOAL and record in self.goals.cards:
                self._on_goal(deed, self.goals.cards[GoalId(record)].known)
            case (kind, deed, record) if kind == _STOP and record in self.way.rows:
                self._on_stop(deed, self.way.rows[MilestoneId(record)].stop)

    @property
    def commands(self) -> tuple[QAction, ...]:
        """What can be added, and what can be taken back."""
        return (self.new_goal, self.new_stop, *self.undo.commands)

    @property
    def _engagement_id(self) -> EngagementId:
        return EngagementId(self._wanted)

    @property
    def engagement_at_hand(self) -> str:
        """The engagement whose way it is."""
        return self._wanted

    def focus_first(self) -> None:
        """Put the keyboard on the first goal: its steps have keys there, and none is chosen by chance."""
        first = next(iter(self.goals.cards.values()), None)
        if first is None:
            self.goals.add.setFocus()
        else:
            first.more.setFocus()

    def _reading(self) -> Callable[[Store], PathPage]:
        return partial(path_page, engagement_id=self._engagement_id)

    def _about(self, page: PathPage) -> About:
        return about_work(page.engagement, page.clients)

    def _fill(self, page: PathPage, *, is_other: bool) -> None:
        if is_other:
            self.form.close()
        today = self._context.workspace.today()
        self.name(self.tr("The path"), page.names)
        self.goals.show_page(page, today)
        self.way.show_page(page, today)
        self._scroll.show()
        led_to, self._led_to = self._led_to, MilestoneId("")
        if led_to in self.way.rows:
            self.way.lead_to(led_to)

    def _show_nothing(self) -> None:
        self._scroll.hide()

    def add_goal(self) -> None:
        """Open a form for a new goal."""
        add = self.goals.add
        place = Place(self.goals.below, add, add)
        self.form.open((_GOAL,), partial(GoalForm, self._engagement_id), place)

    def add_stop(self) -> None:
        """Open a form for a new milestone."""
        add = self.way.add
        place = Place(self.way.adding.body, add, add)
        self.form.open((_STOP,), partial(StopForm, self._context, self._engagement_id), place)

    def _on_stop(self, deed: str, stop: Stop) -> None:
        milestone_id = stop.milestone.id
        row = self.way.rows[milestone_id]
        forms: dict[str, Callable[[], PathForm]] = {
            stop_row.MOVE: partial(MoveForm, self._context, stop),
            stop_row.LET_GO: partial(LetGoForm, stop),
            stop_row.EDIT: partial(StopForm, self._context, self._engagement_id, stop),
        }
        if deed in forms:
            place = Place(row.below, row.more, row.inside)
            self.form.open((_STOP, deed, milestone_id), forms[deed], place)
        elif deed == stop_row.REMOVE:
            self.form.keep_first(row, partial(self._turn_stop, deed, milestone_id))
        else:
            self._turn_stop(deed, milestone_id)

    def _turn_stop(self, deed: str, milestone_id: MilestoneId) -> None:
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
            self.form.keep_first(self.goals.cards[goal_id], partial(self._remove_goal, goal_id))
        else:
            card = self.goals.cards[goal_id]
            reword = partial(GoalForm, self._engagement_id, known)
            make = reword if deed == goal_card.EDIT else partial(EndForm, known)
            self.form.open((_GOAL, deed, goal_id), make, Place(card.below, card.more, card.more))

    def _remove_goal(self, goal_id: GoalId) -> None:
        told = self.tr("It is removed.")
        gone = turning_goal(goal_id, goals.remove_goal)
        self.undo.do(gone, inverse_of=goal_back, text=self.tr("Goal removed"), told=told)

    def _look_whether_left(self, reason: str) -> None:
        ways = self._context.navigation
        tell_once_left(self, ways, reason, partial(ways.path_requested.emit, self._shown))

    def _put_elsewhere(self, goal_id: GoalId, *, by: int) -> None:
        before = list(self.goals.cards)
        here = before.index(goal_id)
        after = before[:here] + before[here + 1 :]
        after.insert(here + by, goal_id)
        order = partial(goals.order_goals, engagement_id=self._engagement_id)
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
