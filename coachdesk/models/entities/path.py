"""The way that a client takes: goals with their own scale, and how milestones turned."""

from datetime import date, datetime
from typing import Final

from attrs import Attribute, field, frozen

from coachdesk.errors import QT_TRANSLATE_NOOP, InvalidInputError
from coachdesk.models.entities.ids import (
    EngagementId,
    GoalId,
    MilestoneId,
    MilestoneTurnId,
    ScalingId,
    SessionId,
)
from coachdesk.models.entities.moment import MilestoneState
from coachdesk.models.entities.validators import named, not_negative, utc

SCALE: Final = range(11)


@frozen(kw_only=True)
class Goal:
    """What a client wants to reach, in their words; open until `ended_on`, and why it ended."""

    id: GoalId
    engagement_id: EngagementId
    words: str = field(validator=named)
    measure: str = ""
    position: int = field(default=0, validator=not_negative)
    set_on: date
    ended_on: date | None = None
    ended_because: str = ""


def _on_scale(_owner: object, _attribute: "Attribute[int]", value: int) -> None:
    if value not in SCALE:
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "The scale goes from 0 to 10."),
            QT_TRANSLATE_NOOP("errors", "Choose a step between the two, then save again."),
        )


@frozen(kw_only=True)
class Scaling:
    """Where the client sees themselves on the way to a goal, from 0 to 10: their own view, no measurement."""

    id: ScalingId
    goal_id: GoalId
    session_id: SessionId | None = None
    on_day: date
    value: int = field(validator=_on_scale)
    words: str = ""


@frozen(kw_only=True)
class MilestoneTurn:
    """How a milestone turned: what stood before, what stands since, and why."""

    id: MilestoneTurnId
    milestone_id: MilestoneId
    turned_at: datetime = field(validator=utc)
    state_before: MilestoneState
    state_after: MilestoneState
    target_before: date | None = None
    target_after: date | None = None
    what_before: str = ""
    why: str = ""
