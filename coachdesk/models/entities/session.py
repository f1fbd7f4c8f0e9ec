"""A session: how it opens, what is kept private, what is shared, how it closes."""

from datetime import date, datetime
from enum import StrEnum

from attrs import field, frozen

from coachdesk.models.entities.agreement import ProposedBy
from coachdesk.models.entities.ids import (
    AddendumId,
    ClientId,
    CommitmentId,
    EngagementId,
    FurtherPromiseId,
    HeadingTemplateId,
    PledgeId,
    SessionId,
)
from coachdesk.models.entities.validators import in_order, named, not_negative, utc


class SessionMode(StrEnum):
    """How coach and client meet."""

    IN_PERSON = "in person"
    PHONE = "phone"
    VIDEO = "video"


class SessionKind(StrEnum):
    """What a session is: coaching, or one of what surrounds it."""

    COACHING = "coaching"
    CHEMISTRY = "chemistry"
    THREE_WAY = "three-way"
    MENTORING = "mentoring"
    SUPERVISION = "supervision"


class Uncounted(StrEnum):
    """Why no hour of a session counts."""

    NOT_HELD = "not held"
    RECEIVED = "received"
    CHEMISTRY = "chemistry"
    CHOSEN = "chosen"


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

    `received` tells mentoring or supervision that the coach was given from what the coach gave.
    `countable_reason` is the coach's word on why it counts or not, or on why it did not take place.
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
    kind: SessionKind = SessionKind.COACHING
    received: bool = False
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


class SummaryField(StrEnum):
    """A part of what the client receives, in the order of the page."""

    FOCUS = "focus"
    INSIGHTS = "insights"
    AGREED = "agreed"
    EXPERIMENT = "experiment"
    PROMISES = "promises"
    NEXT_STEP = "next_step"
    NEXT_DATE = "next_date"
    FREE_LINE = "free_line"


@frozen(kw_only=True)
class Heading:
    """What stands above a part of a summary instead of its usual heading."""

    field: SummaryField
    words: str


@frozen(kw_only=True)
class HeadingTemplate:
    """Headings that a coach likes to use, under a name."""

    id: HeadingTemplateId
    name: str = field(validator=named)
    headings: tuple[Heading, ...] = ()


@frozen(kw_only=True)
class SharedText:
    """What the client receives, written on its own side of the wall; `headings` are those that differ."""

    session_id: SessionId
    focus: str = ""
    insights: str = ""
    agreed: str = ""
    experiment: str = ""
    next_step: str = ""
    next_date: str = ""
    free_line: str = ""
    headings: tuple[Heading, ...] = ()


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
    small_enough: bool | None = None
    barrier: str = ""
    held_to_it: str = ""
    pledge_what: str = ""
    pledge_by: date | None = None


@frozen(kw_only=True)
class FurtherPromise:
    """One more promise of a closing as it is being typed; once complete it is a promise with the same id."""

    id: FurtherPromiseId
    session_id: SessionId
    position: int = field(default=0, validator=not_negative)
    by_coach: bool = False
    what: str = ""
    by_when: date | None = None
    known_by: str = ""
    small_enough: bool | None = None
    barrier: str = ""
    held_to_it: str = ""


class CommitmentState(StrEnum):
    """What became of a client's commitment."""

    OPEN = "open"
    DONE = "done"
    ADAPTED = "adapted"
    CARRIED = "carried"
    LET_GO = "let go"


@frozen(kw_only=True)
class Commitment:
    """What a client promised: what, by when and how both will know; `headline` where it led the closing.

    `settled_on` is the coach's day on which its state was given. `size_kept` tells that it was carried twice,
    and that both looked at its size and left it.
    """

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
    settled_on: date | None = None
    size_kept: bool = False
    headline: bool = True


class SizeAnswer(StrEnum):
    """What both make of a commitment that was carried twice."""

    SMALLER = "smaller words"
    LET_GO = "let go"
    KEEP = "kept as it is"


class PledgeState(StrEnum):
    """What became of a coach's pledge."""

    OPEN = "open"
    KEPT = "kept"
    LATE = "late"
    OWNED = "missed and owned"


@frozen(kw_only=True)
class Pledge:
    """What the coach promised, with the same weight as a commitment; `settled_on` is the coach's day."""

    id: PledgeId
    engagement_id: EngagementId
    session_id: SessionId | None = None
    what: str = field(validator=named)
    by_when: date | None = None
    commitment_id: CommitmentId | None = None
    outcome: str = ""
    state: PledgeState = PledgeState.OPEN
    settled_on: date | None = None
    headline: bool = True


class Presence(StrEnum):
    """Whether a member of a group was there; UNSAID where nobody has said so yet."""

    UNSAID = ""
    PRESENT = "present"
    PART = "part of it"
    ABSENT = "absent"


@frozen(kw_only=True)
class Attendance:
    """Who of a group was there, and what the coach notes of this one person alone: it is private."""

    session_id: SessionId
    client_id: ClientId
    presence: Presence = Presence.UNSAID
    note: str = ""
