"""What happened with a client, whatever it was, as one line."""

from datetime import datetime
from enum import StrEnum
from typing import Final

from attrs import field, frozen

from coachdesk.models.entities.ids import ClientId, EngagementId, SessionId
from coachdesk.models.entities.validators import utc


class Happened(StrEnum):
    """A kind of thing that happens between coach and client."""

    SESSION = "session"
    QUOTE = "quote"
    REFLECTION = "reflection"
    SIGNAL = "signal"
    INSIGHT = "insight"
    EXPERIMENT = "experiment"
    SUPERVISION = "supervision"
    PROMISED = "promised"
    PLEDGED = "pledged"
    PROMISE_SETTLED = "promise settled"
    PLEDGE_SETTLED = "pledge settled"
    FEEDBACK = "feedback"
    PREFERENCE = "preference"
    VERSION = "version"
    SIGNATURE = "signature"
    REVIEW = "review"
    GOAL = "goal"
    SCALING = "scaling"
    MILESTONE = "milestone"
    MILESTONE_TURN = "milestone turn"
    CONTACT = "contact"
    CHECK_IN = "check-in"
    RITUAL = "ritual"
    FILE = "file"
    SHARED = "shared"
    BEGINNING = "beginning"
    PAUSE = "pause"
    RETURN = "return"
    ENDING = "ending"


class HappenedGroup(StrEnum):
    """What a coach looks for in a timeline."""

    SESSIONS = "sessions"
    NOTED = "noted"
    PROMISES = "promises"
    FEEDBACK = "feedback"
    HOW_WE_WORK = "how we work"
    AGREEMENT = "agreement"
    PATH = "path"
    BETWEEN = "between"
    PAPERS = "papers"
    COURSE = "course"


KINDS_OF: Final[dict[HappenedGroup, frozenset[Happened]]] = {
    HappenedGroup.SESSIONS: frozenset({Happened.SESSION}),
    HappenedGroup.NOTED: frozenset(
        {
            Happened.QUOTE,
            Happened.REFLECTION,
            Happened.SIGNAL,
            Happened.INSIGHT,
            Happened.EXPERIMENT,
            Happened.SUPERVISION,
        }
    ),
    HappenedGroup.PROMISES: frozenset(
        {Happened.PROMISED, Happened.PLEDGED, Happened.PROMISE_SETTLED, Happened.PLEDGE_SETTLED}
    ),
    HappenedGroup.FEEDBACK: frozenset({Happened.FEEDBACK}),
    HappenedGroup.HOW_WE_WORK: frozenset({Happened.PREFERENCE}),
    HappenedGroup.AGREEMENT: frozenset({Happened.VERSION, Happened.SIGNATURE, Happened.REVIEW}),
    HappenedGroup.PATH: frozenset(
        {Happened.GOAL, Happened.SCALING, Happened.MILESTONE, Happened.MILESTONE_TURN}
    ),
    HappenedGroup.BETWEEN: frozenset({Happened.CONTACT, Happened.CHECK_IN, Happened.RITUAL}),
    HappenedGroup.PAPERS: frozenset({Happened.FILE, Happened.SHARED}),
    HappenedGroup.COURSE: frozenset({Happened.BEGINNING, Happened.PAUSE, Happened.RETURN, Happened.ENDING}),
}
# What no paper for anybody else is ever made of.
_NEVER_LEAVES: Final = frozenset(
    {Happened.REFLECTION, Happened.SIGNAL, Happened.SUPERVISION, Happened.CONTACT, Happened.CHECK_IN}
)
_COACH_NOTICED: Final = "coach noticed"


@frozen(kw_only=True)
class TimelineRow:
    """One thing that happened. What is known by its day alone stands at the end of that day.

    `words` is what was said or what it is called, `more` what else was said of it. `state` and `number` are
    the value and the figure that belong to the kind: of a session its state and its number, of a scaling
    the step on the client's own scale.
    """

    kind: Happened
    id: str
    at: datetime = field(validator=utc)
    has_time: bool = True
    words: str = ""
    more: str = ""
    state: str = ""
    number: int | None = None
    client_id: ClientId | None = None
    engagement_id: EngagementId | None = None
    session_id: SessionId | None = None

    @property
    def key(self) -> str:
        """What tells it from all others: a promise is made once, and settled once."""
        return f"{self.kind} {self.id}"

    @property
    def never_leaves(self) -> bool:
        """Whether it is the coach's alone, on no paper for anybody else."""
        is_guess = self.kind is Happened.PREFERENCE and self.state == _COACH_NOTICED
        return is_guess or self.kind in _NEVER_LEAVES
