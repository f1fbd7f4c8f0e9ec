"""What a coach prints of a brief, for nobody else."""

from datetime import date

from attrs import frozen

from coachdesk.models.entities.people import PaperSize
from coachdesk.models.entities.sharing import DocumentPromise


@frozen(kw_only=True)
class SheetMilestone:
    """A milestone as it is printed."""

    what: str
    measure: str = ""
    target_on: date | None = None


@frozen(kw_only=True)
class SheetGoal:
    """A goal as it is printed, with the step that the client saw themselves at last, if they were asked."""

    words: str
    step: int | None = None
    said: str = ""
    said_on: date | None = None


@frozen(kw_only=True)
class SheetPreferences:
    """What a client said of how they like to work; `words` are questions of ours with their own words.

    A dial stands here by its name, as `less`, `about right` or `more`.
    """

    client_name: str
    dials: tuple[tuple[str, str], ...] = ()
    words: tuple[tuple[str, str], ...] = ()
    confirmed_on: date | None = None
    is_due: bool = False


@frozen(kw_only=True)
class SheetFeedback:
    """A sentence about the work together that waits; `will_change` where it waits to be told."""

    sentence: str
    given_on: date
    will_change: str = ""


@frozen(kw_only=True)
class BriefSheet:
    """All that a printed brief is made from: what was said between the two.

    What only the coach has heard, noticed or guessed has no place here, nor have notes.
    """

    paper: PaperSize
    language: str
    client_name: str
    pronunciation: str = ""
    pronouns: str = ""
    session_number: int
    sessions_planned: int | None = None
    planned_on: date | None = None
    last_session_on: date | None = None
    days_since: int | None = None
    purpose: str = ""
    last_words: str = ""
    commitments: tuple[DocumentPromise, ...] = ()
    pledges: tuple[DocumentPromise, ...] = ()
    preferences: tuple[SheetPreferences, ...] = ()
    goals: tuple[SheetGoal, ...] = ()
    milestones: tuple[SheetMilestone, ...] = ()
    unanswered: tuple[SheetFeedback, ...] = ()
    to_tell: tuple[SheetFeedback, ...] = ()
    is_review_due: bool = False
    clauses: tuple[str, ...] = ()
