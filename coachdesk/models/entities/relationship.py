"""How coach and client work together, and what they tell each other about it."""

from datetime import date
from enum import StrEnum

from attrs import field, frozen

from coachdesk.errors import QT_TRANSLATE_NOOP, InvalidInputError
from coachdesk.models.entities.ids import ClientId, EngagementId, FeedbackId, PreferenceId, SessionId

SENTENCE_LIMIT = 280


class Dial(StrEnum):
    """What a client wants of something; UNSAID where it was not talked about."""

    UNSAID = ""
    LESS = "less"
    RIGHT = "about right"
    MORE = "more"


class PreferenceSource(StrEnum):
    """Who said so: what the coach noticed is a guess until the client confirms it."""

    CLIENT = "client said"
    COACH = "coach noticed"


@frozen(kw_only=True)
class Preference:
    """How a client wants to work, in their own words, as it stood from `asked_on`; the newest one holds.

    `contact` is the contact between sessions, `channels` how to reach each other.
    """

    id: PreferenceId
    client_id: ClientId
    pace: Dial = Dial.UNSAID
    directness: Dial = Dial.UNSAID
    structure: Dial = Dial.UNSAID
    reassurance: Dial = Dial.UNSAID
    contact: Dial = Dial.UNSAID
    channels: str = ""
    silence: str = ""
    disagreeing: str = ""
    off_track: str = ""
    trust: str = ""
    safer: str = ""
    context: str = ""
    source: PreferenceSource = PreferenceSource.CLIENT
    asked_on: date
    confirmed_on: date | None = None
    recheck_on: date | None = None


class Giver(StrEnum):
    """Whose feedback it is."""

    CLIENT = "client"
    COACH = "coach"


class FeedbackHow(StrEnum):
    """How feedback was given."""

    IN_SESSION = "in session"
    AFTERWARDS = "afterwards"
    ON_PAPER = "on paper"
    DECLINED = "declined"


def _short(_owner: object, _attribute: object, value: str) -> None:
    if len(value) > SENTENCE_LIMIT:
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "The sentence is longer than {limit} characters."),
            QT_TRANSLATE_NOOP("errors", "Keep what matters most of it, then save again."),
            limit=SENTENCE_LIMIT,
        )


@frozen(kw_only=True)
class Feedback:
    """One sentence about the relationship, verbatim, and what the other side makes of it.

    It is open until `answer` says something; one that was declined has no sentence and needs no answer.
    """

    id: FeedbackId
    engagement_id: EngagementId
    session_id: SessionId | None = None
    client_id: ClientId | None = None
    giver: Giver = Giver.CLIENT
    given_on: date
    sentence: str = field(default="", validator=_short)
    stem: str = ""
    how: FeedbackHow = FeedbackHow.IN_SESSION
    asks_change: bool = False
    answer: str = ""
    will_change: str = ""
    told_on: date | None = None

    @property
    def is_open(self) -> bool:
        """Whether it still wants an answer."""
        return self.how is not FeedbackHow.DECLINED and not self.answer.strip()
