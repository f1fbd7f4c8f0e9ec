"""The sample practice as it stands in `resources/sample`: plain values, with dates counted from a day.

The format is told at the head of `practice.toml`. Entities that come with the id of a
session or an engagement get it when that record exists; until then it is empty.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final

from attrs import field, frozen

from coachdesk.documents.strings import strings_for
from coachdesk.models.engagements import Sponsor
from coachdesk.models.entities.agreement import (
    AgreementKind,
    Audience,
    ClauseState,
    Layer,
    Party,
    ProposedBy,
    ReportField,
    SigningMethod,
)
from coachdesk.models.entities.between import Channel, Contact
from coachdesk.models.entities.ids import (
    ClientId,
    ConsentId,
    ContactId,
    EngagementId,
    FeedbackId,
    MomentId,
    OrganisationId,
    PreferenceId,
    SessionId,
    SponsorContactId,
    new_id,
)
from coachdesk.models.entities.moment import Reflection
from coachdesk.models.entities.people import (
    Cadence,
    CadenceUnit,
    Client,
    ClientStatus,
    CoachProfile,
    Consent,
    ConsentForm,
    ConsentKind,
    ConsentState,
    ContactPer,
    Credential,
    Engagement,
    EngagementFormat,
    EngagementState,
    Organisation,
    PaperSize,
    Payer,
    SafeStartItem,
    SafeStartStep,
    SponsorContact,
    SponsorRole,
)
from coachdesk.models.entities.relationship import (
    Dial,
    Feedback,
    FeedbackHow,
    Giver,
    Preference,
    PreferenceSource,
)
from coachdesk.models.entities.session import (
    CheckIn,
    Closing,
    CommitmentState,
    PledgeState,
    SessionKind,
    SessionMode,
    SessionState,
    SharedText,
)
from coachdesk.models.entities.sharing import SharedHow
from coachdesk.resources import resource_toml
from coachdesk.sample.asking import AskedText, asked_text
from coachdesk.sample.noting import NotedText, noted_text
from coachdesk.sample.promising import PromiseText, promise_text
from coachdesk.sample.repeating import RitualText, ritual_text
from coachdesk.sample.walking import GoalText, StopText, goal_text, stop_text

Table = dict[str, Any]
Convert = Callable[[Any], Any]

_FOLDER: Final = "sample"
_PRACTICE: Final = "practice.toml"
_MORNING: Final = time(8, 30)
_NO_SESSION: Final = SessionId("")
_NO_ENGAGEMENT: Final = EngagementId("")


@frozen
class Calendar:
    """Turns numbers of days into dates, and these with a local time into moments in UTC."""

    today: date

    def day(self, days: int) -> date:
        """Return the day so many days from today."""
        return self.today + timedelta(days=days)

    def moment(self, days: int, at: time) -> datetime:
        """Return the moment at which the coach's clock shows `at` on that day."""
        return datetime.combine(self.day(days), at).astimezone(UTC)


@frozen(kw_only=True)
class ClauseText:
    """A clause as it was talked through. Without a key it is the parties' own."""

    key: str = ""
    layer: Layer = Layer.ALLIANCE
    heading: str = ""
    prompt: str = ""
    clients_words: str = ""
    coachs_words: str = ""
    agreed_words: str = ""
    as_suggested: bool = False
    proposed_by: ProposedBy | None = None
    audience: Audience | None = None
    state: ClauseState = ClauseState.AGREED


@frozen(kw_only=True)
class SignatureText:
    """A signature. `signed_at` is UTC."""

    party: Party
    name: str
    method: SigningMethod
    place: str
    statement: str
    signed_at: datetime


@frozen(kw_only=True)
class VersionText:
    """A version of an agreement, from its draft to its signatures. `drafted_at` is UTC."""

    number: int
    language: str
    drafted_at: datetime
    effective_on: date
    review_on: date
    reason: str = ""
    keep_months: int | None = None
    report_fields: tuple[ReportField, ...] = ()
    clauses: tuple[ClauseText, ...]
    signatures: tuple[SignatureText, ...]


@frozen(kw_only=True)
class AddendumText:
    """Later words. `written_at` is UTC."""

    text: str
    written_at: datetime


@frozen(kw_only=True)
class FileText:
    """A file that somebody brought along: its name, and the words in it."""

    name: str
    words: str


@frozen(kw_only=True)
class SessionText:
    """A session as it went; moments are UTC, what nobody wrote is blank.

    `last_…` is what it found of the promises before it; `language` that of its summary.
    """

    language: str
    planned_at: datetime
    planned_minutes: int | None = None
    began_at: datetime
    minutes: int = 0
    mode: SessionMode
    place: str = ""
    kind: SessionKind = SessionKind.COACHING
    attendees: str = ""
    countable_reason: str = ""
    state: SessionState
    last_commitment: tuple[CommitmentState, str] | None = None
    last_pledge: tuple[PledgeState, str] | None = None
    check_in: CheckIn
    note: str = ""
    noted: tuple[NotedText, ...] = ()
    themes: tuple[str, ...] = ()
    asked: tuple[AskedText, ...] = ()
    files: tuple[FileText, ...] = ()
    shared: SharedText
    closing: Closing
    feedback: Feedback | None = None
    handed_out: SharedHow | None = None
    addenda: tuple[AddendumText, ...] = ()

    @property
    def ended_at(self) -> datetime:
        """When it was over."""
        return self.began_at + timedelta(minutes=self.minutes)


@frozen(kw_only=True)
class BetweenText:
    """How client and coach work together; what was heard belongs to the session that was under way then."""

    preferences: tuple[Preference, ...] = ()
    milestones: tuple[StopText, ...] = ()
    goals: tuple[GoalText, ...] = ()
    rituals: tuple[RitualText, ...] = ()
    promises: tuple[PromiseText, ...] = ()
    heard: tuple[Reflection, ...] = ()
    contacts: tuple[Contact, ...] = ()
    feedback: tuple[Feedback, ...] = ()


@frozen(kw_only=True)
class ClientText:
    """A client with all that happened."""

    client: Client
    engagement: Engagement
    sponsor: Sponsor | None
    safe_start: tuple[SafeStartItem, ...]
    consents: tuple[Consent, ...]
    kind: AgreementKind
    versions: tuple[VersionText, ...]
    sessions: tuple[SessionText, ...]
    between: BetweenText = field(factory=BetweenText)


@frozen(kw_only=True)
class PracticeText:
    """The whole sample practice."""

    profile: CoachProfile
    clients: tuple[ClientText, ...]


def fixed_day() -> date:
    """Return the day that counts as today where the result has to be the same each time."""
    day: date = resource_toml(_FOLDER, _PRACTICE)["fixed_day"]
    return day


def load_practice(today: date) -> PracticeText:
    """Return the sample practice as it is on a day."""
    table = resource_toml(_FOLDER, _PRACTICE)
    calendar = Calendar(today)
    return PracticeText(
        profile=_profile(table["profile"], calendar),
        clients=tuple(_client(resource_toml(_FOLDER, name), calendar) for name in table["clients"]),
    )


def _fields(table: Table, calendar: Calendar, **kinds: Convert) -> Table:
    """Return a table as an entity takes it: numbers of days as dates, the rest by `kinds`."""
    is_day = {name: isinstance(table[name], int) and name.endswith(("_on", "_by")) for name in table}
    dated = {name: calendar.day(value) if is_day[name] else value for name, value in table.items()}
    return dated | {name: kind(table[name]) for name, kind in kinds.items() if name in table}


def _profile(table: Table, calendar: Calendar) -> CoachProfile:
    credentials = tuple(Credential(**_fields(row, calendar)) for row in table["credentials"])
    return CoachProfile(**_fields(table, calendar, paper=PaperSize) | {"credentials": credentials})


def _client(table: Table, calendar: Calendar) -> ClientText:
    client = Client(
        id=ClientId(new_id()), **_fields(table["client"], calendar, tags=tuple, status=ClientStatus)
    )
    return ClientText(
        client=client,
        engagement=_engagement(table["engagement"], calendar, client.id),
        sponsor=_sponsor(table["sponsor"]) if "sponsor" in table else None,
        safe_start=tuple(_safe_start(row, calendar) for row in table["safe_start"]),
        consents=tuple(_consent(row, calendar, client.id) for row in table["consents"]),
        kind=AgreementKind(table["agreement"]["kind"]),
        versions=tuple(_version(row, calendar) for row in table["agreement"]["versions"]),
        sessions=tuple(session_text(row, calendar, client.language) for row in table["sessions"]),
        between=_between(table.get("between", {}), calendar, client.id),
    )


def _between(table: Table, calendar: Calendar, client_id: ClientId) -> BetweenText:
    dials = dict.fromkeys(("pace", "directness", "structure", "reassurance", "contact"), Dial)
    preferences = (
        _fields(row, calendar, source=PreferenceSource, **dials) for row in table.get("preferences", ())
    )
    return BetweenText(
        preferences=tuple(
            Preference(id=PreferenceId(""), client_id=client_id, **fields) for fields in preferences
        ),
        milestones=tuple(
            stop_text(row, calendar.moment, calendar.day) for row in table.get("milestones", ())
        ),
        goals=tuple(goal_text(row, calendar.moment) for row in table.get("goals", ())),
        rituals=tuple(ritual_text(row, calendar.moment, calendar.day) for row in table.get("rituals", ())),
        promises=tuple(promise_text(row, calendar.moment, calendar.day) for row in table.get("promises", ())),
        heard=tuple(
            Reflection(
                id=MomentId(new_id()),
                session_id=_NO_SESSION,
                noted_at=calendar.moment(row["day"], row["time"]),
                heard=row["heard"],
                feeling=row.get("feeling", ""),
            )
            for row in table.get("heard", ())
        ),
        contacts=tuple(_contact(row, calendar) for row in table.get("contacts", ())),
        feedback=tuple(_said_between(row, calendar) for row in table.get("feedback", ())),
    )


def _contact(table: Table, calendar: Calendar) -> Contact:
    fields = {name: value for name, value in table.items() if name not in ("day", "time")}
    fields["channel"] = Channel(table["channel"])
    at = calendar.moment(table["day"], table["time"])
    return Contact(id=ContactId(new_id()), engagement_id=_NO_ENGAGEMENT, at=at, **fields)


def _said_between(table: Table, calendar: Calendar) -> Feedback:
    fields = _fields(table, calendar, how=FeedbackHow, giver=Giver)
    return Feedback(id=FeedbackId(new_id()), engagement_id=_NO_ENGAGEMENT, **fields)


def _engagement(table: Table, calendar: Calendar, client_id: ClientId) -> Engagement:
    fields = _fields(
        table,
        calendar,
        format=EngagementFormat,
        payer=Payer,
        state=EngagementState,
        review_every=_cadence,
        feedback_every=_cadence,
        preferences_every=_cadence,
        contact_per=ContactPer,
    )
    return Engagement(id=EngagementId(new_id()), client_ids=(client_id,), **fields)


def _cadence(table: Table) -> Cadence:
    return Cadence(table["every"], CadenceUnit(table["unit"]))


def _sponsor(table: Table) -> Sponsor:
    organisation = Organisation(id=OrganisationId(new_id()), **table["organisation"])
    return Sponsor(
        SponsorContact(
            id=SponsorContactId(new_id()),
            organisation_id=organisation.id,
            name=table["name"],
            role=SponsorRole(table["role"]),
            contact=table["contact"],
        ),
        organisation,
    )


def _safe_start(table: Table, calendar: Calendar) -> SafeStartItem:
    return SafeStartItem(engagement_id=_NO_ENGAGEMENT, **_fields(table, calendar, step=SafeStartStep))


def _consent(table: Table, calendar: Calendar, client_id: ClientId) -> Consent:
    fields = _fields(table, calendar, kind=ConsentKind, form=ConsentForm, state=ConsentState)
    return Consent(id=ConsentId(new_id()), client_id=client_id, **fields)


def _version(table: Table, calendar: Calendar) -> VersionText:
    return VersionText(
        number=table["number"],
        language=table["language"],
        drafted_at=calendar.moment(table["drafted_on"], _MORNING),
        effective_on=calendar.day(table["effective_on"]),
        review_on=calendar.day(table["review_on"]),
        reason=table.get("reason", ""),
        keep_months=table.get("keep_months"),
        report_fields=tuple(map(ReportField, table.get("report_fields", ()))),
        clauses=tuple(clause_text(row, calendar) for row in table["clauses"]),
        signatures=tuple(_signature(row, calendar) for row in table["signatures"]),
    )


def clause_text(table: Table, calendar: Calendar) -> ClauseText:
    """Return a clause of a client's file."""
    fields = _fields(
        table, calendar, layer=Layer, proposed_by=ProposedBy, audience=Audience, state=ClauseState
    )
    return ClauseText(**fields)


def _signature(table: Table, calendar: Calendar) -> SignatureText:
    return SignatureText(
        party=Party(table["party"]),
        name=table["name"],
        method=SigningMethod(table["method"]),
        place=table["place"],
        statement=table["statement"],
        signed_at=calendar.moment(table["day"], table["time"]),
    )


def session_text(table: Table, calendar: Calendar, language: str) -> SessionText:
    """Return a session of a client's file; `language` is the client's."""
    planned_at = calendar.moment(table["day"], table["time"])
    return SessionText(
        language=language,
        planned_at=planned_at,
        planned_minutes=table.get("planned_minutes"),
        began_at=calendar.moment(table["day"], table["began"]) if "began" in table else planned_at,
        minutes=table.get("minutes", 0),
        mode=SessionMode(table["mode"]),
        place=table.get("place", ""),
        kind=SessionKind(table.get("kind", SessionKind.COACHING)),
        attendees=table.get("attendees", ""),
        countable_reason=table.get("countable_reason", ""),
        state=SessionState(table.get("state", SessionState.HELD)),
        last_commitment=_outcome(table.get("last_commitment"), CommitmentState),
        last_pledge=_outcome(table.get("last_pledge"), PledgeState),
        check_in=CheckIn(session_id=_NO_SESSION, **table.get("check_in", {})),
        note=table.get("private_note", "").strip(),
        noted=tuple(noted_text(row, calendar.day) for row in table.get("noted", ())),
        themes=tuple(table.get("themes", ())),
        asked=tuple(asked_text(row) for row in table.get("asked", ())),
        files=tuple(FileText(**row) for row in table.get("files", ())),
        shared=_shared(table.get("shared", {}), calendar, language),
        closing=Closing(session_id=_NO_SESSION, **_fields(table.get("closing", {}), calendar)),
        feedback=_feedback(table, calendar) if "feedback" in table else None,
        handed_out=SharedHow(table["handed_out"]) if "handed_out" in table else None,
        addenda=tuple(_addendum(row, calendar) for row in table.get("addenda", ())),
    )


def _outcome(table: Table | None, kind: Convert) -> Any:  # noqa: ANN401  (of whichever kind)
    return None if table is None else (kind(table["state"]), table["outcome"])


def _shared(table: Table, calendar: Calendar, language: str) -> SharedText:
    words = {name: value for name, value in table.items() if name not in ("next_day", "next_time")}
    if "next_day" in table:
        meeting = datetime.combine(calendar.day(table["next_day"]), table["next_time"])
        words["next_date"] = strings_for(language).long_moment(meeting)
    return SharedText(session_id=_NO_SESSION, **words)


def _feedback(table: Table, calendar: Calendar) -> Feedback:
    return Feedback(
        id=FeedbackId(new_id()),
        engagement_id=_NO_ENGAGEMENT,
        session_id=_NO_SESSION,
        given_on=calendar.day(table["day"]),
        **_fields(table["feedback"], calendar, how=FeedbackHow),
    )


def _addendum(table: Table, calendar: Calendar) -> AddendumText:
    return AddendumText(text=table["text"], written_at=calendar.moment(table["day"], table["time"]))
