"""Coach, clients, sponsors and what they engage in together."""

from datetime import date
from enum import StrEnum

from attrs import field, frozen

from coachdesk.models.entities.ids import (
    ClientId,
    ConsentId,
    EngagementId,
    OrganisationId,
    SponsorContactId,
)
from coachdesk.models.entities.validators import in_order, named, not_negative


@frozen(kw_only=True)
class Credential:
    """A credential of the coach, as printed on the letterhead or not at all."""

    body: str = ""
    level: str = ""
    number: str = ""
    awarded_on: date | None = None
    expires_on: date | None = None


class PaperSize(StrEnum):
    """The paper that documents are laid out for."""

    A4 = "a4"
    LETTER = "us-letter"


@frozen(kw_only=True)
class CoachProfile:
    """The coach: one row a vault. `contact` has one line for each line of the letterhead."""

    name: str = field(validator=named)
    practice_name: str = ""
    contact: str = ""
    logo: bytes | None = None
    credentials: tuple[Credential, ...] = ()
    ethics_code: str = ""
    insurer: str = ""
    jurisdiction: str = ""
    training_began_on: date | None = None
    currency: str = "EUR"
    paper: PaperSize = PaperSize.A4


class ClientStatus(StrEnum):
    """Where the work with a client stands."""

    PROSPECT = "prospect"
    ACTIVE = "active"
    PAUSED = "paused"
    FORMER = "former"
    ERASED = "erased"


@frozen(kw_only=True)
class Client:
    """A person who is coached. `archived` hides from the everyday list, whatever the status.

    `guardian` is the name of who signs along with a client who is not of age.
    """

    id: ClientId
    display_name: str = field(validator=named)
    preferred_name: str = ""
    pronunciation: str = ""
    pronouns: str = ""
    code: str = ""
    email: str = ""
    phone: str = ""
    time_zone: str = ""
    language: str = ""
    referred_by: str = ""
    tags: tuple[str, ...] = ()
    status: ClientStatus = ClientStatus.PROSPECT
    archived: bool = False
    guardian: str = ""

    @property
    def called(self) -> str:
        """The name used in conversation and on a summary."""
        return self.preferred_name or self.display_name


@frozen(kw_only=True)
class Organisation:
    """A sponsor's organisation."""

    id: OrganisationId
    name: str = field(validator=named)
    address: str = ""


class SponsorRole(StrEnum):
    """What a sponsor's person is to the coaching."""

    MANAGER = "manager"
    HR = "hr"
    PAYER = "payer"


@frozen(kw_only=True)
class SponsorContact:
    """A person who speaks for the sponsor."""

    id: SponsorContactId
    organisation_id: OrganisationId | None = None
    name: str = field(validator=named)
    role: SponsorRole = SponsorRole.MANAGER
    contact: str = ""


class EngagementFormat(StrEnum):
    """How many people are coached together."""

    INDIVIDUAL = "individual"
    GROUP = "group"
    TEAM = "team"


class Payer(StrEnum):
    """Who pays."""

    CLIENT = "client"
    SPONSOR = "sponsor"
    EMPLOYER = "employer"
    EXCHANGE = "exchange"
    NONE = "none"


class EngagementState(StrEnum):
    """The course of an engagement."""

    EXPLORING = "exploring"
    AGREEING = "agreeing"
    ACTIVE = "active"
    PAUSED = "paused"
    CLOSING = "closing"
    CLOSED = "closed"


class CadenceUnit(StrEnum):
    """What a cadence counts."""

    SESSIONS = "sessions"
    WEEKS = "weeks"


class ContactPer(StrEnum):
    """The stretch of time for which contact in between is agreed."""

    SESSION = "session"
    WEEK = "week"
    MONTH = "month"


@frozen
class Cadence:
    """Every so many sessions or weeks."""

    every: int = field(validator=not_negative)
    unit: CadenceUnit = CadenceUnit.SESSIONS


@frozen(kw_only=True)
class Engagement:
    """A stretch of coaching with one or several clients. `purpose` is in the client's words.

    The fee is in minor units of `currency` (cents); `session_minutes` is the planned length.
    `members_apart` keeps the names of the others off what a member of a group receives.
    `contact_words` are the agreed boundary of contact in between, `contact_most` how often it may be for
    each `contact_per`; after `quiet_after_weeks` without anything planned the client is a quiet one.
    """

    id: EngagementId
    client_ids: tuple[ClientId, ...]
    format: EngagementFormat = EngagementFormat.INDIVIDUAL
    number_in_group: int | None = field(default=None, validator=not_negative)
    sponsor_id: SponsorContactId | None = None
    purpose: str = ""
    picture_of_success: str = ""
    starts_on: date | None = None
    planned_end_on: date | None = None
    sessions_planned: int | None = field(default=None, validator=not_negative)
    session_minutes: int | None = field(default=None, validator=not_negative)
    fee_minor: int | None = field(default=None, validator=not_negative)
    currency: str = ""
    payer: Payer = Payer.CLIENT
    review_every: Cadence | None = None
    feedback_every: Cadence | None = None
    preferences_every: Cadence | None = None
    state: EngagementState = EngagementState.EXPLORING
    members_apart: bool = False
    contact_words: str = ""
    contact_most: int | None = field(default=None, validator=not_negative)
    contact_per: ContactPer = ContactPer.SESSION
    quiet_after_weeks: int | None = field(default=None, validator=not_negative)

    def __attrs_post_init__(self) -> None:
        """Reject an end before the start."""
        in_order(self.starts_on, self.planned_end_on)


class SafeStartStep(StrEnum):
    """What is talked through before coaching starts."""

    EXPLAINED = "coaching explained"
    NOT_THERAPY = "not therapy or advice"
    CONFIDENTIALITY = "limits of confidentiality"
    RECORDS = "notes and how long"
    PRIVACY = "privacy notice"
    CONSENTS = "consents"
    ETHICS = "ethics code named"
    COMPATIBILITY = "compatibility asked"


@frozen(kw_only=True)
class SafeStartItem:
    """One step of the safe start, with who did it and when; not done while `done_on` is None."""

    engagement_id: EngagementId
    step: SafeStartStep
    done_on: date | None = None
    done_by: str = ""


class ConsentKind(StrEnum):
    """What a client may agree to, each on its own."""

    HOURS_LOG = "named in hours log"
    SPECIAL_CATEGORY = "special-category data"
    RECORDING = "recording"
    REFERENCE = "reference"
    SUPERVISION = "supervision with name"
    SPONSOR = "share with sponsor"


class ConsentForm(StrEnum):
    """How a consent was given."""

    VERBAL = "verbal"
    WRITTEN = "written"


class ConsentState(StrEnum):
    """Where a consent stands."""

    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


@frozen(kw_only=True)
class Consent:
    """A client's answer to one question of consent."""

    id: ConsentId
    client_id: ClientId
    kind: ConsentKind
    scope: str = ""
    given_on: date
    form: ConsentForm = ConsentForm.VERBAL
    evidence: str = ""
    state: ConsentState = ConsentState.GIVEN
