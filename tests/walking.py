"""Goals and milestones that tests begin with."""

from datetime import date

from coachdesk.models import goals, milestones
from coachdesk.models.entities.ids import GoalId, MilestoneId, new_id
from coachdesk.models.entities.moment import Milestone
from coachdesk.models.entities.path import Goal, Stop
from coachdesk.models.entities.people import Engagement
from coachdesk.models.store import Store
from tests.making import an_engagement

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


def a_full_way(store: Store) -> Engagement:
    """Let somebody have walked for a while, with a goal that ended and a milestone of every kind."""
    work = an_engagement(store)
    goal = a_goal(store, work)
    scaled(store, goal.id, (date(2026, 3, 1), 3, "I wait"), (date(2026, 5, 2), 6, "I ask"))
    goals.end_goal(store, goal_id=a_goal(store, work, "To sleep through").id, because="I do")
    milestones.reach(store, milestone_id=a_milestone(store, work, "The first talk").id, why="They rang")
    milestones.let_go(store, milestone_id=a_milestone(store, work, "The letter").id, why="It is said")
    moved = a_milestone(store, work, "The second talk")
    milestones.move(store, milestone_id=moved.id, to=date(2026, 10, 1), what="A walk", why="Not indoors")
    a_milestone(store, work, "The third talk", together=False)
    return work
