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
from coachdesk.models.entities.moment import Milestone, MilestoneState
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
    """How a milestone turned: what stood before, what stands since, and why.

    `set_together` tells whether it was both sides' milestone then, or the coach's own.
    """

    id: MilestoneTurnId
    milestone_id: MilestoneId
    turned_at: datetime = field(validator=utc)
    state_before: MilestoneState
    state_after: MilestoneState
    target_before: date | None = None
    target_after: date | None = None
    what_before: str = ""
    why: str = ""
    set_together: bool = True


@frozen(kw_only=True)
class Stop:
    """A milestone with all that became of it, the first turn first."""

    milestone: Milestone
    turns: tuple[MilestoneTurn, ...] = ()

    @property
    def is_ahead(self) -> bool:
        """Whether it is still to be reached, at its first place or at another."""
        return self.milestone.state in (MilestoneState.AHEAD, MilestoneState.MOVED)

    @property
    def settled_at(self) -> datetime | None:
        """When it was reached or let go, UTC; None while it is ahead."""
        return None if self.is_ahead or not self.turns else self.turns[-1].turned_at

    @property
    def detours(self) -> tuple[MilestoneTurn, ...]:
        """The turns that gave it another day or other words."""
        return tuple(turn for turn in self.turns if self._is_detour(turn))

    def _is_detour(self, turn: MilestoneTurn) -> bool:
        is_moved = turn.target_before != turn.target_after
        return is_moved or turn.what_before != self.what_after(turn)

    def what_after(self, turn: MilestoneTurn) -> str:
        """Return what was to be reached once it had turned so."""
        later = self.turns[self.turns.index(turn) + 1 :]
        return later[0].what_before if later else self.milestone.what


@frozen(kw_only=True)
class KnownGoal:
    """A goal with every point at which its client saw themselves on the way, the first one first."""

    goal: Goal
    scalings: tuple[Scaling, ...] = ()

    @property
    def last(self) -> Scaling | None:
        """Where they saw themselves last; None before anybody asked."""
        return self.scalings[-1] if self.scalings else None
