"""How the work with a client rests, and how it ends."""

from datetime import date
from enum import StrEnum

from attrs import field, frozen

from coachdesk.models.entities.ids import EngagementId, PauseId
from coachdesk.models.entities.people import EngagementState
from coachdesk.models.entities.validators import in_order


class EndingStep(StrEnum):
    """What a good ending walks through, in this order."""

    REVIEW = "closing review"
    PROMISES = "open promises"
    FEEDBACK = "mutual feedback"
    HAND_OVER = "hand-over"
    RECORDS = "records and retention"


@frozen(kw_only=True)
class StepTaken:
    """A step of an ending: taken on a day, left out for a reason, or neither while it is ahead."""

    engagement_id: EngagementId
    step: EndingStep
    done_on: date | None = None
    skipped_because: str = ""


@frozen(kw_only=True)
class Ending:
    """An ending that has begun; `state_before` is where the engagement goes back to if it is undone."""

    engagement_id: EngagementId
    begun_on: date
    closed_on: date | None = None
    state_before: EngagementState = EngagementState.ACTIVE
    words: str = ""

    def __attrs_post_init__(self) -> None:
        """Reject an end before the start."""
        in_order(self.begun_on, self.closed_on)


@frozen(kw_only=True)
class Pause:
    """A rest of the work; `until` is what was meant, `ended_on` when it went on, `welcome` how."""

    id: PauseId
    engagement_id: EngagementId
    began_on: date
    until: date | None = None
    why: str = ""
    ended_on: date | None = None
    welcome: str = ""
    state_before: EngagementState = field(default=EngagementState.ACTIVE)

    def __attrs_post_init__(self) -> None:
        """Reject an end before the start."""
        in_order(self.began_on, self.ended_on)
