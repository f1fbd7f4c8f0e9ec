"""What happens between two sessions: contact, and a word on how a promise goes."""

from datetime import date, datetime
from enum import StrEnum

from attrs import field, frozen

from coachdesk.models.entities.ids import (
    BetweenCheckInId,
    ClientId,
    CommitmentId,
    ContactId,
    EngagementId,
    PledgeId,
)
from coachdesk.models.entities.validators import named, not_negative, utc


class Channel(StrEnum):
    """How coach and client reach each other."""

    MESSAGE = "message"
    EMAIL = "email"
    CALL = "call"
    LETTER = "letter"
    IN_PERSON = "in person"
    OTHER = "other"


@frozen(kw_only=True)
class Contact:
    """A contact between sessions, with the coach's own private words.

    One that is not `counted` was agreed on besides, and uses up nothing of the boundary.
    """

    id: ContactId
    engagement_id: EngagementId
    client_id: ClientId | None = None
    at: datetime = field(validator=utc)
    by_coach: bool = False
    channel: Channel = Channel.MESSAGE
    minutes: int | None = field(default=None, validator=not_negative)
    words: str = ""
    counted: bool = True


@frozen(kw_only=True)
class BetweenCheckIn:
    """How a promise goes, said between two sessions."""

    id: BetweenCheckInId
    engagement_id: EngagementId
    commitment_id: CommitmentId | None = None
    pledge_id: PledgeId | None = None
    on_day: date
    words: str = field(validator=named)
    mood: str = ""
