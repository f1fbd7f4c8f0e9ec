"""The small forms of the way; each knows the verb that keeps it, and the one that takes it back."""

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from attrs import frozen
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from coachdesk.delivery import is_gone
from coachdesk.models import goals, milestones
from coachdesk.models.entities.change import Written
from coachdesk.models.entities.ids import EngagementId, GoalId, MilestoneId, new_id
from coachdesk.models.entities.moment import Milestone
from coachdesk.models.entities.path import KnownGoal, Stop
from coachdesk.views.context import Context
from coachdesk.views.inline_form import InlineForm, Job
from coachdesk.views.near_days import near_days
from coachdesk.views.undo import JobOf, Undo
from coachdesk.workspace import OnDone, OnFailed

T = TypeVar("T")


def turning_stop(milestone_id: MilestoneId, verb: Callable[..., Written[Any]]) -> Job:
    """Return what lets a verb turn a milestone as it stands then, not as it stood when a form opened."""
    return partial(milestones.turn, milestone_id=milestone_id, by=partial(verb, milestone_id=milestone_id))


def turning_goal(goal_id: GoalId, verb: Callable[..., Written[Any]]) -> Job:
    """Return what lets a verb change a goal as it stands then, with all that was said on the way to it."""
    return partial(goals.turn, goal_id=goal_id, by=partial(verb, goal_id=goal_id))


def stop_back(stop: Stop) -> Job:
    """Return what lets a milestone stand as it did."""
    return partial(milestones.put_stop_back, stop=stop)


def goal_back(known: KnownGoal) -> Job:
    """Return what lets a goal stand as it did."""
    return partial(goals.put_goal_back, known=known)


@frozen(kw_only=True)
class Deed:
    """What a form does, in a few words, and how it is taken back and done again."""

    text: str
    inverse: Job | None = None
    inverse_of: JobOf | None = None
    redo_of: JobOf | None = None


@frozen
class _Undoable:
    """Runs the job of a form so that the page can take it back."""

    undo: Undo
    deed: Deed

    def run(
        self,
        job: Job,
        on_done: OnDone[Written[Any]] | None = None,
        *,
        origin: QObject | None = None,
        on_failed: OnFailed | None = None,
    ) -> None:
        """Run a job as `Workspace.run` does; to others the undo is its origin."""
        deed = self.deed
        self.undo.do(
            job,
            text=deed.text,
            inverse=deed.inverse,
            inverse_of=deed.inverse_of,
            redo_of=deed.redo_of,
            on_done=_unless_gone(origin, on_done),
            on_failed=_unless_gone(origin, on_failed),
        )


def _unless_gone(origin: QObject | None, tell: Callable[[T], None] | None) -> Callable[[T], None] | None:
    return None if tell is None else lambda outcome: None if is_gone(origin) else tell(outcome)


class PathForm(InlineForm):
    """A form that is kept through the undo of its page."""

    first: QWidget

    def __init__(self, deed: Deed) -> None:
        super().__init__()
        self._deed = deed

    @property
    def has_something_to_keep(self) -> bool:
        """Whether to save means anything: most forms have to be changed first."""
        return self.is_changed

    def job(self) -> Job:
        """Return what keeps it as it is typed now.

        Raises:
            InvalidInputError: something can't be taken as it is.
        """
        raise NotImplementedError

    def keep(self, undo: Undo, on_done: Callable[[Written[Any]], None]) -> None:
        """Keep what is typed, then call `on_done`."""
        self.send(_Undoable(undo, self._deed), self.job, on_done)


class StopForm(PathForm):
    """A milestone: a new one, or the words of one that is there."""

    def __init__(self, context: Context, engagement_id: EngagementId, stop: Stop | None = None) -> None:
        self._milestone_id = MilestoneId(new_id()) if stop is None else stop.milestone.id
        super().__init__(self._deed_of(stop))
        self._stop, self._engagement_id, self._context = stop, engagement_id, context
        known = None if stop is None else stop.milestone
        self.what = self.form.line(self.tr("What will be reached"), "" if known is None else known.what)
        self.measure = self.form.line(self.tr("How we will see it"), "" if known is None else known.measure)
        self.target = self.form.day(self.tr("Until"), None if known is None else known.target_on)
        self.target.offer(near_days(context.workspace.today), context.workspace.today)
        self.together = self.form.check(
            self.tr("We set it together"), checked=known is None or known.set_together
        )
        self.first = self.what
        self.start()

    def _deed_of(self, stop: Stop | None) -> Deed:
        if stop is not None:
            return Deed(text=self.tr("Milestone reworded"), inverse_of=stop_back)
        return Deed(
            text=self.tr("Milestone set"),
            inverse=partial(milestones.remove_milestone, milestone_id=self._milestone_id),
            redo_of=stop_back,
        )

    def typed(self) -> tuple[object, ...]:
        """Return all that is typed and chosen, to compare."""
        return (self.what.text(), self.measure.text(), self.target.text(), self.together.isChecked())

    def job(self) -> Job:
        """Return what keeps it as it is typed now."""
        fields: dict[str, Any] = {
            "what": self.what.text(),
            "measure": self.measure.text(),
            "target_on": self.target.value(),
            "set_together": self.together.isChecked(),
        }
        if self._stop is not None:
            return turning_stop(self._milestone_id, partial(milestones.reword, **fields))
        at = self._context.workspace.now()
        milestone = Milestone(id=self._milestone_id, engagement_id=self._engagement_id, noted_at=at, **fields)
        return partial(milestones.set_milestone, milestone=milestone)


class MoveForm(PathForm):
    """Another day for a milestone, perhaps in other words, with a word on why."""

    def __init__(self, context: Context, stop: Stop) -> None:
        super().__init__(Deed(text=self.tr("Milestone moved"), inverse_of=stop_back))
        self._stop = stop
        today = context.workspace.today
        self.target = self.form.day(self.tr("Until"), stop.milestone.target_on)
        self.target.offer(near_days(today), today)
        self.what = self.form.line(self.tr("What will be reached"), stop.milestone.what)
        self.why = self.form.line(self.tr("A word on why"), placeholder=self.tr("What has changed?"))
        self.first = self.target
        self.start()

    def typed(self) -> tuple[object, ...]:
        """Return all that is typed, to compare."""
        return (self.target.text(), self.what.text(), self.why.text())

    def job(self) -> Job:
        """Return what keeps it as it is typed now."""
        to, what, why = self.target.value(), self.what.text(), self.why.text()
        return turning_stop(self._stop.milestone.id, partial(milestones.move, to=to, what=what, why=why))


class LetGoForm(PathForm):
    """A word on why a milestone is let go; it may stay unsaid."""

    def __init__(self, stop: Stop) -> None:
        super().__init__(Deed(text=self.tr("Milestone let go"), inverse_of=stop_back))
        self._stop = stop
        self.why = self.first = self.form.line(self.tr("A word on why"))
        self.save.setText(self.tr("Let go"))
        self.save.setAccessibleName(self.tr("Let go"))
        self.start()

    @property
    def has_something_to_keep(self) -> bool:
        """A reason may stay unsaid."""
        return True

    def typed(self) -> tuple[object, ...]:
        """Return what is typed, to compare."""
        return (self.why.text(),)

    def job(self) -> Job:
        """Return what keeps it as it is typed now."""
        return turning_stop(self._stop.milestone.id, partial(milestones.let_go, why=self.why.text()))


class GoalForm(PathForm):
    """A goal: a new one, or other words for one that is there."""

    def __init__(self, engagement_id: EngagementId, known: KnownGoal | None = None) -> None:
        super().__init__(self._deed_of(known))
        self._engagement_id, self._known = engagement_id, known
        goal = None if known is None else known.goal
        words = "" if goal is None else goal.words
        self.words = self.form.line(self.tr("What they want, in their words"), words)
        self.measure = self.form.line(self.tr("How we will see it"), "" if goal is None else goal.measure)
        self.first = self.words
        self.start()

    def _deed_of(self, known: KnownGoal | None) -> Deed:
        if known is not None:
            return Deed(text=self.tr("Goal reworded"), inverse_of=goal_back)
        return Deed(
            text=self.tr("Goal set"),
            inverse_of=lambda made: partial(goals.remove_goal, goal_id=made.goal.id),
            redo_of=goal_back,
        )

    def typed(self) -> tuple[object, ...]:
        """Return all that is typed, to compare."""
        return (self.words.text(), self.measure.text())

    def job(self) -> Job:
        """Return what keeps it as it is typed now."""
        words, measure = self.words.text(), self.measure.text()
        if self._known is not None:
            return turning_goal(self._known.goal.id, partial(goals.reword_goal, words=words, measure=measure))
        return partial(goals.set_goal, engagement_id=self._engagement_id, words=words, measure=measure)


class EndForm(PathForm):
    """A word on why a goal is none any more."""

    def __init__(self, known: KnownGoal) -> None:
        super().__init__(Deed(text=self.tr("Goal ended"), inverse_of=goal_back))
        self._known = known
        because = self.tr("It is reached, or something else matters more")
        self.because = self.first = self.form.line(self.tr("A word on why"), placeholder=because)
        self.save.setText(self.tr("End it"))
        self.save.setAccessibleName(self.tr("End it"))
        self.start()

    @property
    def has_something_to_keep(self) -> bool:
        """A reason may stay unsaid."""
        return True

    def typed(self) -> tuple[object, ...]:
        """Return what is typed, to compare."""
        return (self.because.text(),)

    def job(self) -> Job:
        """Return what keeps it as it is typed now."""
        return turning_goal(self._known.goal.id, partial(goals.end_goal, because=self.because.text()))
