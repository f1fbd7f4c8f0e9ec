"""Looking at an agreement together again: when, why, what was said of each clause, and what came of it."""

from datetime import date, datetime
from enum import StrEnum

from attrs import field, frozen

from coachdesk.models.entities.ids import ClauseId, EngagementId, NoticedId, ReviewId, VersionId
from coachdesk.models.entities.validators import named, not_negative, utc


class ReviewKind(StrEnum):
    """What a review is mostly about."""

    AGREEMENT = "agreement"
    PROGRESS = "progress"
    ALLIANCE = "alliance"
    THREE_WAY = "three-way"
    CLOSING = "closing"


class ReviewState(StrEnum):
    """The course of a review."""

    AHEAD = "ahead"
    HELD = "held"
    LET_GO = "let go"


class ReviewCause(StrEnum):
    """What makes a review due, the plainest first."""

    PLANNED = "planned"
    DAY = "day in the agreement"
    CADENCE = "cadence"
    MISSED = "missed sessions"
    CARRIED = "carried commitment"
    FEEDBACK = "feedback"
    BOUNDARY = "boundary"
    SPONSOR = "sponsor changed"


class Answer(StrEnum):
    """What was said of a clause; OPEN while there is at most a sentence."""

    OPEN = "open"
    STILL_TRUE = "still true"
    CHANGE = "change"
    DROP = "drop"


class Outcome(StrEnum):
    """What came of a review."""

    OPEN = "open"
    NOTHING_CHANGED = "nothing changed"
    NEW_VERSION = "new version"


class NoticedKind(StrEnum):
    """What the coach noticed between two reviews."""

    BOUNDARY = "boundary"
    FEEDBACK = "feedback"


@frozen(kw_only=True)
class ReviewPoint:
    """A review that is planned, under way, held or let go.

    `version_id` is the version that is looked at, None until the first answer. `about` holds
    keys of the events that were known when it was held or let go, so that none of them asks again;
    `words` is why it was let go, and `held_at` the moment of that too.
    """

    id: ReviewId
    engagement_id: EngagementId
    kind: ReviewKind = ReviewKind.AGREEMENT
    due_on: date | None = None
    due_after_session: int | None = field(default=None, validator=not_negative)
    cause: ReviewCause = ReviewCause.PLANNED
    about: tuple[str, ...] = ()
    state: ReviewState = ReviewState.AHEAD
    held_at: datetime | None = field(default=None, validator=utc)
    outcome: Outcome = Outcome.OPEN
    words: str = ""
    version_id: VersionId | None = None
    new_version_id: VersionId | None = None

    @property
    def is_planned(self) -> bool:
        """Whether it was given a day or a session."""
        return self.due_on is not None or self.due_after_session is not None

    @property
    def is_under_way(self) -> bool:
        """Whether it has begun and goes on."""
        return self.state is ReviewState.AHEAD and self.version_id is not None


@frozen(kw_only=True)
class ReviewAnswer:
    """What a review says of one clause, in a sentence where there is one."""

    review_id: ReviewId
    clause_id: ClauseId
    answer: Answer = Answer.OPEN
    words: str = ""


@frozen(kw_only=True)
class Noticed:
    """Something the coach noticed that a review should know of."""

    id: NoticedId
    engagement_id: EngagementId
    kind: NoticedKind
    noticed_on: date
    words: str = field(validator=named)
