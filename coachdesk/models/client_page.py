"""Everything the page of one client shows, read in one go."""

from datetime import date, datetime
from typing import Final

from attrs import frozen

from coachdesk.models.agreed_data import Retention, retention
from coachdesk.models.attachments import files_of_client
from coachdesk.models.clients import get_client
from coachdesk.models.clock import local
from coachdesk.models.consents import consents_of
from coachdesk.models.engagements import Sponsor, engagements_of
from coachdesk.models.entities.agreement import VersionState
from coachdesk.models.entities.attachment import FileRow
from coachdesk.models.entities.ids import (
    ClientId,
    EngagementId,
    OrganisationId,
    SessionId,
    SponsorContactId,
    VersionId,
)
from coachdesk.models.entities.people import (
    Client,
    Consent,
    Engagement,
    EngagementState,
    Organisation,
    SafeStartItem,
    SponsorContact,
)
from coachdesk.models.entities.session import Commitment, Pledge, Presence, SessionKind, SessionState
from coachdesk.models.entities.sharing import SharedDocument
from coachdesk.models.preferences import KnownPreference, known_of_client
from coachdesk.models.promises import OF_A_LIVING_SESSION
from coachdesk.models.review_causes import DueReview, due_review
from coachdesk.models.safe_start import in_order_of_steps
from coachdesk.models.session_kinds import ONLY_AROUND_COACHING
from coachdesk.models.store import Store

RECENT_SESSIONS: Final = 12


@frozen(kw_only=True)
class AgreementAtHand:
    """The newest version of an engagement's agreement, and the number of the one in force."""

    engagement_id: EngagementId
    version_id: VersionId
    number: int
    state: VersionState
    effective_on: date | None = None
    review_on: date | None = None
    in_force: int | None = None


@frozen(kw_only=True)
class SessionLine:
    """A session as a line. `at` is UTC, `headline` what it was about in the client's words.

    `presence` is that of this one client in a group.
    """

    id: SessionId
    engagement_id: EngagementId
    number: int
    at: datetime | None = None
    state: SessionState
    kind: SessionKind = SessionKind.COACHING
    received: bool = False
    presence: Presence = Presence.UNSAID
    headline: str = ""


@frozen(kw_only=True)
class EngagementPart:
    """An engagement with all that belongs to it; `others` are the names of those who take part too.

    `is_prelude` tells that there was nothing so far but what surrounds coaching, such as a chemistry session.
    """

    engagement: Engagement
    others: tuple[str, ...]
    safe_start: tuple[SafeStartItem, ...]
    sponsor: Sponsor | None = None
    agreement: AgreementAtHand | None = None
    retention: Retention | None = None
    due: DueReview | None = None
    is_prelude: bool = False

    @property
    def started_safely(self) -> bool:
        """Whether every step before coaching is done."""
        return all(item.done_on is not None for item in self.safe_start)

    @property
    def wants_ground(self) -> bool:
        """Whether coaching is under way without an agreement in force or a finished safe start."""
        has_agreement = self.agreement is not None and self.agreement.in_force is not None
        active = self.engagement.state is EngagementState.ACTIVE
        return active and not self.is_prelude and not (has_agreement and self.started_safely)


@frozen(kw_only=True)
class ClientPage:
    """One client, whole. Sessions to come are in their order, those past the newest first."""

    client: Client
    engagements: tuple[EngagementPart, ...] = ()
    consents: tuple[Consent, ...] = ()
    next_sessions: tuple[SessionLine, ...] = ()
    past_sessions: tuple[SessionLine, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    pledges: tuple[Pledge, ...] = ()
    shared: tuple[SharedDocument, ...] = ()
    known: KnownPreference | None = None
    files: tuple[FileRow, ...] = ()

    @property
    def purpose(self) -> str:
        """What the client came for, of the engagement at hand."""
        return next((part.engagement.purpose for part in self.engagements if part.engagement.purpose), "")

    @property
    def current(self) -> EngagementPart | None:
        """The engagement at hand."""
        return next(iter(self.engagements), None)


def client_page(store: Store, *, client_id: ClientId) -> ClientPage:
    """Return a client with everything around them; the same number of queries for any client.

    Raises:
        NotFoundError: there is none with this id, or they were deleted.
    """
    client = get_client(store, client_id=client_id)
    return ClientPage(
        client=client,
        engagements=_parts(store, client_id),
        consents=consents_of(store, client_id=client_id),
        next_sessions=store.all(SessionLine, _NEXT, {"client": client_id}),
        past_sessions=store.all(SessionLine, _PAST, {"client": client_id, "most": RECENT_SESSIONS}),
        commitments=store.all(Commitment, _OPEN.format(table="commitment"), [client_id]),
        pledges=store.all(Pledge, _OPEN.format(table="pledge"), [client_id]),
        shared=store.all(SharedDocument, _SHARED, [client_id, client_id]),
        known=known_of_client(store, client),
        files=files_of_client(store, client_id=client_id),
    )


_MINE: Final = "(SELECT engagement_id FROM engagement_client WHERE client_id = ?)"
_OPEN: Final = (
    f"SELECT * FROM {{table}} WHERE engagement_id IN {_MINE} AND state = 'open' "  # noqa: S608  (our own names)
    f"AND {OF_A_LIVING_SESSION} ORDER BY by_when IS NULL, by_when"
)
# Those of a group that a client has left stay theirs where it is known whether they were there.
_LINES: Final = """
SELECT s.id, s.engagement_id, s.number, coalesce(s.began_at, s.planned_at) AS at, s.state, s.kind, s.received,
  coalesce(nullif(c.focus, ''), t.focus, '') AS headline, coalesce(a.presence, '') AS presence
FROM session s LEFT JOIN check_in c ON c.session_id = s.id LEFT JOIN shared_text t ON t.session_id = s.id
LEFT JOIN attendance a ON a.session_id = s.id AND a.client_id = :client
WHERE s.deleted_at IS NULL AND s.id IN (
  SELECT one.id FROM engagement_client ec JOIN session one ON one.engagement_id = ec.engagement_id
  WHERE ec.client_id = :client
  UNION SELECT session_id FROM attendance WHERE client_id = :client AND presence <> '')
"""
_NEXT: Final = f"{_LINES} AND s.state = 'planned' ORDER BY at IS NULL, at"
_PAST: Final = f"{_LINES} AND s.state <> 'planned' ORDER BY at DESC, s.number DESC LIMIT :most"
_SHARED: Final = f"""
SELECT * FROM shared_document WHERE client_id = ? OR (client_id IS NULL AND engagement_id IN {_MINE})
ORDER BY shared_at DESC, id
"""  # noqa: S608  (our own names)
_SAFE_START: Final = f"SELECT * FROM safe_start WHERE engagement_id IN {_MINE}"  # noqa: S608  (our own names)
_SPONSORS: Final = f"""
SELECT * FROM sponsor_contact WHERE id IN (SELECT sponsor_id FROM engagement WHERE id IN {_MINE})
"""  # noqa: S608  (our own names)
_ORGANISATIONS: Final = f"""
SELECT * FROM organisation WHERE id IN (SELECT organisation_id FROM ({_SPONSORS}))
"""  # noqa: S608  (our own names)
_AGREEMENTS: Final = f"""
SELECT a.engagement_id, v.id AS version_id, v.number, v.state, v.effective_on, v.review_on,
  (SELECT max(number) FROM agreement_version WHERE agreement_id = a.id AND state = 'signed') AS in_force
FROM agreement a JOIN agreement_version v ON v.agreement_id = a.id
WHERE a.engagement_id IN {_MINE} ORDER BY v.state = 'withdrawn' DESC, v.number
"""  # noqa: S608  (our own names)
_NAMES: Final = f"""
SELECT p.engagement_id, c.display_name FROM engagement_client p JOIN client c ON c.id = p.client_id
WHERE p.engagement_id IN {_MINE} AND c.id <> ? AND c.deleted_at IS NULL ORDER BY p.position
"""  # noqa: S608  (our own names)

_PRELUDES: Final = f"""
SELECT e.id FROM engagement e WHERE e.id IN {_MINE} AND {ONLY_AROUND_COACHING.format(engagement="e.id")}
"""  # noqa: S608  (our own text)


def _parts(store: Store, client_id: ClientId) -> tuple[EngagementPart, ...]:
    steps = store.all(SafeStartItem, _SAFE_START, [client_id])
    sponsors = _sponsors(store, client_id)
    # the last of each engagement stays in the dictionary: the newest version that stands
    agreements = {
        found.engagement_id: found for found in store.all(AgreementAtHand, _AGREEMENTS, [client_id])
    }
    names = store.db.execute(_NAMES, [client_id, client_id]).fetchall()
    preludes = {row[0] for row in store.db.execute(_PRELUDES, [client_id])}
    return tuple(
        EngagementPart(
            engagement=engagement,
            others=tuple(name for owner, name in names if owner == engagement.id),
            safe_start=in_order_of_steps(
                engagement.id, tuple(step for step in steps if step.engagement_id == engagement.id)
            ),
            sponsor=sponsors.get(engagement.sponsor_id),
            agreement=agreements.get(engagement.id),
            retention=retention(store, engagement_id=engagement.id),
            due=due_review(store, engagement_id=engagement.id, day=local(store.now()).date()),
            is_prelude=engagement.id in preludes,
        )
        for engagement in engagements_of(store, client_id=client_id)
    )


def _sponsors(store: Store, client_id: ClientId) -> dict[SponsorContactId | None, Sponsor]:
    found = store.all(Organisation, _ORGANISATIONS, [client_id])
    organisations: dict[OrganisationId | None, Organisation] = {one.id: one for one in found}
    return {
        contact.id: Sponsor(contact, organisations.get(contact.organisation_id))
        for contact in store.all(SponsorContact, _SPONSORS, [client_id])
    }
