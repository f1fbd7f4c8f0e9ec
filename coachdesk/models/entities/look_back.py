"""A look-back as it leaves, and the pack that a client keeps: nothing in either but what is the client's."""

from datetime import date

from attrs import field, frozen

from coachdesk.models.entities.people import PaperSize
from coachdesk.models.entities.relationship import Dial
from coachdesk.models.entities.session import CommitmentState, PledgeState
from coachdesk.models.entities.sharing import Letterhead, SharedPath, SharedSummary


@frozen(kw_only=True)
class DocumentTurned:
    """How a client turned the dials on a day, each by its name; what was not talked about is missing."""

    on_day: date
    dials: tuple[tuple[str, Dial], ...]


@frozen(kw_only=True)
class DocumentKept:
    """A promise of either side, and what became of it: a word, not a mark."""

    what: str
    by_when: date | None = None
    how_we_will_know: str = ""
    became: CommitmentState | PledgeState


@frozen(kw_only=True)
class DocumentFeedback:
    """A sentence about the work together, word for word; `answer` is there once it was told."""

    given_on: date
    sentence: str
    answer: str = ""
    will_change: str = ""


@frozen(kw_only=True)
class SharedLookBack:
    """All that a look-back for a client is made from. `met_on` has one day for each session that was held.

    `since` is the day with which it begins, None where that is the beginning of the work. `of_group` keeps a
    promise of several from being one person's, without naming the others.
    """

    letterhead: Letterhead
    paper: PaperSize
    language: str
    client_name: str
    since: date | None = None
    of_group: bool = False
    met_on: tuple[date, ...] = ()
    path: SharedPath = field(factory=SharedPath)
    turned: tuple[DocumentTurned, ...] = ()
    commitments: tuple[DocumentKept, ...] = ()
    pledges: tuple[DocumentKept, ...] = ()
    feedback: tuple[DocumentFeedback, ...] = ()

    @property
    def says_nothing(self) -> bool:
        """Whether there is nothing yet to look back on."""
        parts = (self.met_on, self.path.goals, self.path.stops, self.turned)
        return not any((*parts, self.commitments, self.pledges, self.feedback))


@frozen(kw_only=True)
class KeptAgreement:
    """A signed version as its PDF was kept on the day that all had signed."""

    number: int
    signed_on: date | None
    pdf: bytes = field(repr=False)


@frozen(kw_only=True)
class ClientPack:
    """What a client keeps when the work ends: agreements as signed, summaries as received, the look-back."""

    letterhead: Letterhead
    paper: PaperSize
    language: str
    client_name: str
    agreements: tuple[KeptAgreement, ...] = ()
    summaries: tuple[SharedSummary, ...] = ()
    look_back: SharedLookBack | None = None

    @property
    def says_nothing(self) -> bool:
        """Whether there is nothing yet to keep."""
        return not (self.agreements or self.summaries or self.look_back)
