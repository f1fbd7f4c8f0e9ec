"""What may leave the vault: types without a private field, so that no renderer can meet one."""

from datetime import date, datetime
from enum import StrEnum

from attrs import field, frozen

from coachdesk.models.entities.agreement import Layer, Party, ReportField, SigningMethod, VersionState
from coachdesk.models.entities.difference import VersionDifference
from coachdesk.models.entities.ids import ClientId, EngagementId, SessionId, SharedDocumentId, VersionId
from coachdesk.models.entities.moment import MilestoneState
from coachdesk.models.entities.people import PaperSize
from coachdesk.models.entities.session import SummaryField
from coachdesk.models.entities.validators import named, utc


@frozen(kw_only=True)
class Letterhead:
    """The head of each page. `logo` is a PNG or JPEG."""

    coach_name: str
    practice_name: str = ""
    contact_lines: tuple[str, ...] = ()
    logo: bytes | None = None


@frozen(kw_only=True)
class DocumentParty:
    """One of those who make the agreement; `organisation` for a sponsor."""

    party: Party
    name: str
    organisation: str = ""


@frozen(kw_only=True)
class DocumentClause:
    """A clause as it is printed: the agreed words alone. Blank words mean: open on purpose.

    `keep_months` and `report_fields` are what a clause says besides words.
    """

    heading: str
    words: str
    layer: Layer
    keep_months: int | None = None
    report_fields: tuple[ReportField, ...] = ()

    @property
    def says_something(self) -> bool:
        """Whether there is anything to print under the heading."""
        return bool(self.words.strip() or self.report_fields) or self.keep_months is not None


@frozen(kw_only=True)
class DocumentSignature:
    """A signature as it is printed, in the place of `signer`. `signed_at` is local to the coach.

    `strokes` is what was drawn, as `coachdesk.models.entities.strokes` writes it.
    """

    party: Party
    signer: str = ""
    name: str
    place: str
    signed_at: datetime
    statement: str
    method: SigningMethod = SigningMethod.TYPED
    strokes: bytes = field(default=b"", repr=False)


@frozen(kw_only=True)
class AgreementDocument:
    """All that an agreement PDF is made from."""

    letterhead: Letterhead
    paper: PaperSize
    language: str
    parties: tuple[DocumentParty, ...]
    clauses: tuple[DocumentClause, ...]
    number: int
    state: VersionState
    effective_on: date | None = None
    review_on: date | None = None
    reason: str = ""
    content_hash: str = ""
    signatures: tuple[DocumentSignature, ...] = ()
    earlier_versions: tuple[str, ...] = ()


@frozen(kw_only=True)
class AddendumDocument:
    """All that is printed of what changed between two versions; `parties` are those of the newer one."""

    letterhead: Letterhead
    paper: PaperSize
    language: str
    parties: tuple[DocumentParty, ...]
    difference: VersionDifference
    for_sponsor: bool = False


@frozen(kw_only=True)
class DocumentReportPart:
    """What a sponsor report says under one of its fields."""

    field: ReportField
    words: str


@frozen(kw_only=True)
class SponsorReportDocument:
    """All that a sponsor report is made from; without approvals it is a draft."""

    letterhead: Letterhead
    paper: PaperSize
    language: str
    number: int
    client_names: tuple[str, ...]
    sponsor: str
    parts: tuple[DocumentReportPart, ...]
    content_hash: str = ""
    approved_by: tuple[str, ...] = ()
    approved_on: date | None = None


@frozen(kw_only=True)
class DocumentQuestion:
    """A clause as a take-home form asks about it, with the client's own words so far.

    `key` tells the answer from the others when the form comes back.
    """

    key: str
    heading: str
    asks: str = ""
    words: str = ""


@frozen(kw_only=True)
class TakeHomeDocument:
    """All that a take-home form is made from; `form_id` finds the way back."""

    letterhead: Letterhead
    paper: PaperSize
    language: str
    form_id: str
    client_name: str
    questions: tuple[DocumentQuestion, ...]


@frozen(kw_only=True)
class DocumentPromise:
    """A commitment or a pledge as it is printed; `by_coach` tells a further one of the two sides."""

    what: str
    by_when: date | None = None
    how_we_will_know: str = ""
    by_coach: bool = False


@frozen(kw_only=True)
class DocumentAddendum:
    """Later words as they are printed. `written_at` is local to the coach."""

    text: str
    written_at: datetime


@frozen(kw_only=True)
class DocumentHeading:
    """What stands above a part of a summary instead of its usual heading."""

    field: SummaryField
    words: str


@frozen(kw_only=True)
class SharedSummary:
    """All that a session summary is made from: the client's side of the wall.

    `promised_by` are those who promise together, where there are several. `others_unnamed`
    keeps a promise of a whole group from being one person's, without naming the others.
    """

    letterhead: Letterhead
    paper: PaperSize
    language: str
    client_name: str
    session_number: int
    sessions_planned: int | None = None
    held_on: date | None = None
    focus: str = ""
    insights: str = ""
    agreed: str = ""
    experiment: str = ""
    next_step: str = ""
    next_date: str = ""
    free_line: str = ""
    commitment: DocumentPromise | None = None
    pledge: DocumentPromise | None = None
    further: tuple[DocumentPromise, ...] = ()
    addenda: tuple[DocumentAddendum, ...] = ()
    headings: tuple[DocumentHeading, ...] = ()
    promised_by: str = ""
    others_unnamed: bool = False


@frozen(kw_only=True)
class SharedBooklet:
    """Several summaries as one paper, in the order of their sessions."""

    letterhead: Letterhead
    paper: PaperSize
    language: str
    client_name: str
    summaries: tuple[SharedSummary, ...]


@frozen(kw_only=True)
class SharedScaling:
    """Where the client saw themselves on the way to a goal, from 0 to 10, and what they said of it."""

    on_day: date
    value: int
    words: str = ""


@frozen(kw_only=True)
class SharedGoal:
    """A goal in the client's words; open until `ended_on`."""

    words: str
    measure: str = ""
    ended_on: date | None = None
    scalings: tuple[SharedScaling, ...] = ()


@frozen(kw_only=True)
class SharedDetour:
    """How a milestone was re-routed: where it stood before, and what it was called then."""

    turned_on: date
    what_before: str
    target_before: date | None = None


@frozen(kw_only=True)
class SharedStop:
    """A milestone that both have set; `settled_on` is when it was reached or let go."""

    what: str
    measure: str = ""
    target_on: date | None = None
    state: MilestoneState
    settled_on: date | None = None
    detours: tuple[SharedDetour, ...] = ()


@frozen(kw_only=True)
class SharedPath:
    """The way of a client as both know it: goals and milestones, what is past first."""

    goals: tuple[SharedGoal, ...] = ()
    stops: tuple[SharedStop, ...] = ()


@frozen(kw_only=True)
class RecoveryKit:
    """All that the kit page is made from; the words are the key to everything."""

    words: tuple[str, ...] = field(repr=False)
    vault_id: str
    made_on: date
    vault_place: str
    paper: PaperSize = PaperSize.A4


class SharedKind(StrEnum):
    """What kind of document left."""

    AGREEMENT = "agreement"
    SUMMARY = "summary"
    ADDENDUM = "addendum"
    SPONSOR_REPORT = "sponsor report"
    FORM = "take-home form"
    BOOKLET = "booklet"
    LOOK_BACK = "look-back"
    PACK = "client pack"


class Protection(StrEnum):
    """What a PDF that left was protected with."""

    PLAIN = "plain"
    SEALED = "sealed"
    ENCRYPTED = "password"
    SEALED_AND_ENCRYPTED = "sealed, password"


class SharedHow(StrEnum):
    """The way it left."""

    PDF = "saved as PDF"
    PRINT = "printed"


@frozen(kw_only=True)
class SharedDocument:
    """The record of something that left: it can't be recalled.

    `sha256` is of the PDF's bytes, `pages_hash` of the plain pages where those are kept.
    """

    id: SharedDocumentId
    kind: SharedKind
    title: str = field(validator=named)
    for_whom: str = field(validator=named)
    how: SharedHow
    sha256: str = field(validator=named)
    shared_at: datetime = field(validator=utc)
    protection: Protection = Protection.PLAIN
    pages_hash: str = ""
    engagement_id: EngagementId | None = None
    client_id: ClientId | None = None
    session_id: SessionId | None = None
    version_id: VersionId | None = None
