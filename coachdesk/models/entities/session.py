"""A session: how it opens, what is kept private, what is shared, how it closes."""

from datetime import date, datetime
from enum import StrEnum

from attrs import field, frozen

from coachdesk.models.entities.agreement import ProposedBy
from coachdesk.models.entities.ids import (
    AddendumId,
    CommitmentId,
    EngagementId,
    PledgeId,
    SessionId,
)
from coachdesk.models.entities.validators import in_order, named, not_negative, utc


class SessionMode(StrEnum):
    """How coach and client meet."""

    IN_PERSON = "in person"
    PHONE = "phone"
    VIDEO = "video"


class FeeKind(StrEnum):
    """How a session is paid."""

    PAID = "paid"
    EXCHANGE = "exchange"
    INTERNAL = "internal"
    THIRD_PARTY = "third party"
    PRO_BONO = "pro bono"


class SessionState(StrEnum):
    """What became of a session."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled in time"
    LATE_CANCEL = "late cancel"
    NO_SHOW = "no-show"
    MOVED = "moved"


@frozen(kw_only=True)
class Session:
    """One meeting. All moments are UTC; `minutes` is what counts, `planned_minutes` what was meant.

    `closed_at` is set when the coach closes the page of the session, `handed_out_at`
    when its summary left: from then on the shared text does not change.
    """

    id: SessionId
    engagement_id: EngagementId
    number: int
    planned_at: datetime | None = field(default=None, validator=utc)
    planned_minutes: int | None = field(default=None, validator=not_negative)
    began_at: datetime | None = field(default=None, validator=utc)
    ended_at: datetime | None = field(default=None, validator=utc)
    minutes: int | None = field(default=None, validator=not_negative)
    mode: SessionMode = SessionMode.IN_PERSON
    place: str = ""
    attendees: str = ""
    model_headings: str = ""
    lens_tags: tuple[str, ...] = ()
    fee_kind: FeeKind = FeeKind.PAID
    countable: bool = True
    countable_reason: str = ""
    state: SessionState = SessionState.PLANNED
    closed_at: datetime | None = field(default=None, validator=utc)
    handed_out_at: datetime | None = field(default=None, validator=utc)

    def __attrs_post_init__(self) -> None:
        """Reject an end before the start."""
        in_order(self.began_at, self.ended_at)


@frozen(kw_only=True)
class CheckIn:
    """The opening of a session, said together."""

    session_id: SessionId
    focus: str = ""
    most_valuable: str = ""
    mood: str = ""
    since_last: str = ""
    success_today: str = ""


@frozen(kw_only=True)
class PrivateNote:
    """The coach's own notes as Markdown source; they never leave the vault on a summary.

    `revision` rises with every save, so that an old text can't overwrite a newer one.
    """

    session_id: SessionId
    body: str = ""
    revision: int = 0


@frozen(kw_only=True)
class SharedText:
    """What the client receives, written on its own side of the wall."""

    session_id: SessionId
    focus: str = ""
    insights: str = ""
    agreed: str = ""
    next_step: str = ""
    next_date: str = ""


@frozen(kw_only=True)
class Addendum:
    """Dated words added after the summary was handed out."""

    id: AddendumId
    session_id: SessionId
    text: str = field(validator=named)
    written_at: datetime = field(validator=utc)


@frozen(kw_only=True)
class Closing:
    """The end of a session as it is being typed; complete parts become promises."""

    session_id: SessionId
    commitment_what: str = ""
    commitment_by: date | None = None
    commitment_known_by: str = ""
    pledge_what: str = ""
    pledge_by: date | None = None


class CommitmentState(StrEnum):
    """What became of a client's commitment."""

    OPEN = "open"
    DONE = "done"
    ADAPTED = "adapted"
    CARRIED = "carried"
    LET_GO = "let go"


@frozen(kw_only=True)
class Commitment:
    """What a client promised: what, by when and how both will know."""

    id: CommitmentId
    engagement_id: EngagementId
    session_id: SessionId | None = None
    what: str = field(validator=named)
    by_when: date
    how_we_will_know: str = field(validator=named)
    small_enough: bool | None = None
    barrier: str = ""
    held_to_it: str = ""
    proposed_by: ProposedBy = ProposedBy.CLIENT
    carried_from_id: CommitmentId | None = None
    outcome: str = ""
    state: CommitmentState = CommitmentState.OPEN


class PledgeState(StrEnum):
    """What became of a coach's pledge."""

    OPEN = "open"
    KEPT = "kept"
    LATE = "late"
    OWNED = "missed and owned"


@frozen(kw_only=True)
class Pledge:
    """What the coach promised, with the same weight as a commitment."""

    id: PledgeId
    engagement_id: EngagementId
    session_id: SessionId | None = None
    what: str = field(validator=named)
    by_when: date | None = None
    commitment_id: CommitmentId | None = None
    outcome: str = ""
    state: PledgeState = PledgeState.OPEN
