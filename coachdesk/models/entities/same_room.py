"""What a screen that is turned to the client may show: types without a private field."""

from datetime import datetime

from attrs import frozen

from coachdesk.models.entities.agreement import ClauseState, Layer, Party, ProposedBy, ReportField
from coachdesk.models.entities.ids import ClauseId


@frozen(kw_only=True)
class SharedVoices:
    """What client and coach each wrote in their own words."""

    clients: str
    coachs: str


@frozen(kw_only=True)
class SharedYes:
    """A party whose yes a clause needs, and when it was said."""

    party: Party
    name: str
    said_at: datetime | None = None


@frozen(kw_only=True)
class SharedClause:
    """A clause as those in the room see it; no `voices` where the sponsor sits among them.

    `keep_months` and `report_fields` are what it says besides words: a yes is to that as well.
    """

    id: ClauseId
    layer: Layer
    heading: str
    prompt: str
    voices: SharedVoices | None
    agreed_words: str
    proposed_by: ProposedBy
    answers: tuple[SharedYes, ...]
    state: ClauseState
    keep_months: int | None = None
    report_fields: tuple[ReportField, ...] = ()


@frozen(kw_only=True)
class SameRoomPage:
    """All that the turned screen knows; `is_fixed` where the words can only be read."""

    client: str
    coach: str
    clauses: tuple[SharedClause, ...]
    is_fixed: bool = False

    @property
    def agreed(self) -> int:
        """How many clauses everybody has said yes to."""
        return sum(clause.state is ClauseState.AGREED for clause in self.clauses)

    def place_of(self, clause_id: ClauseId | None) -> int:
        """Return where a clause stands, the first place where it is not among them."""
        return next((at for at, clause in enumerate(self.clauses) if clause.id == clause_id), 0)
