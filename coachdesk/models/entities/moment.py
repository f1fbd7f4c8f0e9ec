"""What is heard, noticed and tried in a session; private until its words are taken across."""

from datetime import date, datetime
from enum import StrEnum

from attrs import field, frozen

from coachdesk.models.entities.ids import EngagementId, MilestoneId, MomentId, SessionId
from coachdesk.models.entities.validators import named, utc


@frozen(kw_only=True)
class Quote:
    """Something that the client said, as they said it."""

    id: MomentId
    session_id: SessionId
    noted_at: datetime = field(validator=utc)
    words: str = field(validator=named)


class Alignment(StrEnum):
    """Whether the client has said that a reflection is right."""

    NOT_CHECKED = "not checked"
    CONFIRMED = "confirmed"
    CORRECTED = "corrected"


@frozen(kw_only=True)
class Reflection:
    """What the coach heard, said back; `correction` is in the client's words."""

    id: MomentId
    session_id: SessionId
    noted_at: datetime = field(validator=utc)
    heard: str = field(validator=named)
    feeling: str = ""
    alignment: Alignment = Alignment.NOT_CHECKED
    correction: str = ""

    @property
    def is_checked(self) -> bool:
        """Whether the client has answered."""
        return self.alignment is not Alignment.NOT_CHECKED


class SignalKind(StrEnum):
    """What a signal may point to."""

    SILENCE = "silence"
    OVER_SHARING = "over-sharing"
    BOUNDARY = "boundary blur"
    TRUST = "one-size-fits-all trust"
    MISREAD = "misread signal"
    CULTURE = "cultural mismatch"
    OTHER = "something else"


@frozen(kw_only=True)
class Signal:
    """What the coach noticed, two ways to read it, and what the client meant by it."""

    id: MomentId
    session_id: SessionId
    noted_at: datetime = field(validator=utc)
    kind: SignalKind = SignalKind.OTHER
    noticed: str = field(validator=named)
    reading: str = ""
    second_reading: str = ""
    named_kindly: bool = False
    meant: str = ""

    @property
    def is_checked(self) -> bool:
        """Whether the client has said what was meant."""
        return bool(self.meant.strip())


@frozen(kw_only=True)
class Insight:
    """Something that the client saw, in their words, and what it leads to."""

    id: MomentId
    session_id: SessionId
    noted_at: datetime = field(validator=utc)
    words: str = field(validator=named)
    leads_to: str = ""


@frozen(kw_only=True)
class Experiment:
    """Something to try out, the assumption it tests, and what came of it."""

    id: MomentId
    session_id: SessionId
    noted_at: datetime = field(validator=utc)
    what: str = field(validator=named)
    assumption: str = ""
    until: date | None = None
    happened: str = ""
    learned: str = ""


@frozen(kw_only=True)
class SupervisionFlag:
    """Something that the coach wants to take to supervision; open until it is settled."""

    id: MomentId
    session_id: SessionId
    noted_at: datetime = field(validator=utc)
    words: str = field(validator=named)
    settled_on: date | None = None


class MilestoneState(StrEnum):
    """What became of a milestone."""

    AHEAD = "ahead"
    REACHED = "reached"
    MOVED = "moved"
    LET_GO = "let go"


@frozen(kw_only=True)
class Milestone:
    """A point on the way that both can see; `why` says why it was moved or let go."""

    id: MilestoneId
    engagement_id: EngagementId
    session_id: SessionId | None = None
    noted_at: datetime = field(validator=utc)
    what: str = field(validator=named)
    measure: str = ""
    target_on: date | None = None
    set_together: bool = True
    state: MilestoneState = MilestoneState.AHEAD
    why: str = ""


Moment = Quote | Reflection | Signal | Insight | Experiment | SupervisionFlag | Milestone
