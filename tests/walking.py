"""Goals and milestones that tests begin with."""

from datetime import date

from coachdesk.models import goals, milestones
from coachdesk.models.entities.ids import GoalId, MilestoneId, new_id
from coachdesk.models.entities.moment import Milestone
from coachdesk.models.entities.path import Goal, Stop
from coachdesk.models.entities.people import Engagement
from coachdesk.models.store import Store

SUMMER = date(2026, 7, 1)


def a_milestone(
    store: Store,
    engagement: Engagement,
    what: str = "The talk is held",
    *,
    target_on: date | None = SUMMER,
    together: bool = True,
) -> Milestone:
    """Set a milestone that is ahead."""
    return milestones.set_milestone(
        store,
        milestone=Milestone(
            id=MilestoneId(new_id()),
            engagement_id=engagement.id,
            noted_at=store.now(),
            what=what,
            measure="Both said their price",
            target_on=target_on,
            set_together=together,
        ),
    ).value.milestone


def a_goal(store: Store, engagement: Engagement, words: str = "To say no without a knot") -> Goal:
    """Set a goal."""
    return goals.set_goal(store, engagement_id=engagement.id, words=words).value.goal


def scaled(store: Store, goal_id: GoalId, *steps: tuple[date, int, str]) -> None:
    """Note where the client saw themselves, each on a day."""
    for day, value, words in steps:
        goals.scale(store, goal_id=goal_id, value=value, words=words, on_day=day)


def stop(store: Store, milestone: Milestone) -> Stop:
    """Return a milestone with its turns."""
    return milestones.get_stop(store, milestone_id=milestone.id)
