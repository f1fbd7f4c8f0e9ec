"""The contract that coach and client write together."""

from datetime import date, datetime
from enum import StrEnum
from typing import Final

from attrs import field, frozen

from coachdesk.models.entities.ids import AgreementId, ClauseId, EngagementId, SignatureId, VersionId
from coachdesk.models.entities.validators import named, not_negative, utc


class AgreementKind(StrEnum):
    """Who makes the agreement."""

    TWO_PARTY = "two-party"
    THREE_WAY = "three-way"


@frozen(kw_only=True)
class Agreement:
    """The agreement of one engagement; its text lives in versions."""

    id: AgreementId
    engagement_id: EngagementId
    kind: AgreementKind = AgreementKind.TWO_PARTY


class Party(StrEnum):
    """Who speaks, agrees or signs."""

    CLIENT = "client"
    COACH = "coach"
    SPONSOR = "sponsor"
    GUARDIAN = "guardian"


@frozen(kw_only=True)
class PartyName:
    """One of those who make the agreement, as named in it; `organisation` for a sponsor."""

    party: Party
    name: str
    organisation: str = ""


class VersionState(StrEnum):
    """The course of a version; from SIGNED on its text never changes."""

    DRAFT = "draft"
    IN_DISCUSSION = "in discussion"
    READY = "ready"
    SIGNED = "signed"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


class ReportField(StrEnum):
    """What a sponsor report may hold, where the agreement names it."""

    ATTENDANCE = "attendance"
    PURPOSE = "purpose"
    THEMES = "themes"
    PROGRESS = "progress"
    NEXT_STEPS = "next steps"
    COMPLETION = "completion"


FROZEN_STATES = frozenset({VersionState.SIGNED, VersionState.SUPERSEDED, VersionState.WITHDRAWN})


@frozen(kw_only=True)
class AgreementVersion:
    """One version of an agreement.

    `content_hash` and `parties` are set when the first party signs: a client who is
    renamed later leaves the names in a signed version as they were. `keep_months` is how long
    records are kept after the end, None while nothing is said; `report_fields` is all that a
    sponsor report may hold.
    """

    id: VersionId
    agreement_id: AgreementId
    number: int
    language: str = "en"
    effective_on: date | None = None
    review_on: date | None = None
    reason: str = ""
    supersedes_id: VersionId | None = None
    content_hash: str = ""
    parties: tuple[PartyName, ...] = ()
    keep_months: int | None = field(default=None, validator=not_negative)
    report_fields: tuple[ReportField, ...] = ()
    state: VersionState = VersionState.DRAFT


class ProposedBy(StrEnum):
    """Where the agreed words come from."""

    CLIENT = "client"
    COACH = "coach"
    TOGETHER = "together"
    TEMPLATE = "template"


class Layer(StrEnum):
    """Plain talk first, terms as an annex."""

    ALLIANCE = "alliance"
    TERMS = "terms"


class Audience(StrEnum):
    """Who may read a clause: coach and client, or the sponsor too."""

    PAIR = "pair"
    ALL_PARTIES = "all parties"


RECORDS_CLAUSE: Final = "records"  # the shipped clauses that carry what is agreed on besides words
SPONSOR_CLAUSE: Final = "sponsor"


class ClauseState(StrEnum):
    """Where a clause stands between the parties."""

    OPEN = "open"
    AGREED = "agreed"
    REVISIT = "revisit"
    PARKED = "parked"
    DROPPED = "dropped"


@frozen(kw_only=True)
class Clause:
    """One clause in two voices. The three `agreed_by_…_at` are moments in UTC."""

    id: ClauseId
    version_id: VersionId
    position: int
    layer: Layer
    key: str = ""
    heading: str = field(validator=named)
    prompt: str = ""
    clients_words: str = ""
    coachs_words: str = ""
    agreed_words: str = ""
    proposed_by: ProposedBy = ProposedBy.TEMPLATE
    agreed_by_client_at: datetime | None = field(default=None, validator=utc)
    agreed_by_coach_at: datetime | None = field(default=None, validator=utc)
    agreed_by_sponsor_at: datetime | None = field(default=None, validator=utc)
    audience: Audience = Audience.PAIR
    core: bool = False
    state: ClauseState = ClauseState.OPEN


class SigningMethod(StrEnum):
    """How a signature was given."""

    TYPED = "typed"
    DRAWN = "drawn"
    PAPER = "paper scan"


@frozen(kw_only=True)
class Signature:
    """A party's signature under one version, with the hash of what was signed.

    `signer` is whose place it fills, as named among the version's parties; `name` is what was typed
    there. A guardian signs beside the parties and fills nobody's place. `chain_hash` ties it to the
    signatures before it. `evidence_hash` is the SHA-256 of what was drawn or scanned, empty where it
    was typed.
    """

    id: SignatureId
    version_id: VersionId
    party: Party
    signer: str = ""
    name: str = field(validator=named)
    method: SigningMethod = SigningMethod.TYPED
    place: str = ""
    signed_at: datetime = field(validator=utc)
    statement: str = field(validator=named)
    content_hash: str = field(validator=named)
    chain_hash: str = ""
    evidence_hash: str = ""
    voided_at: datetime | None = field(default=None, validator=utc)
    void_reason: str = ""
