"""Steps towards an agreement, for every test that needs one."""

from datetime import UTC, datetime

from coachdesk.models import clients, engagements, profile
from coachdesk.models.agreement_page import AgreementPage, concerned, open_agreement
from coachdesk.models.agreement_versions import mark_ready
from coachdesk.models.agreements import start_agreement
from coachdesk.models.clause_sets import shipped_clauses
from coachdesk.models.clauses import agree, save_words
from coachdesk.models.engagements import Sponsor
from coachdesk.models.entities.agreement import AgreementKind, Clause, Party, Signature, SigningMethod
from coachdesk.models.entities.evidence import Evidence
from coachdesk.models.entities.ids import EngagementId, OrganisationId, SponsorContactId
from coachdesk.models.entities.people import CoachProfile, Engagement, Organisation, SponsorContact
from coachdesk.models.signatures import sign
from coachdesk.models.store import Store

NOW = datetime(2026, 5, 14, 8, tzinfo=UTC)
SPONSOR = Sponsor(
    SponsorContact(id=SponsorContactId("ruth"), name="Ruth Amsel"),
    Organisation(id=OrganisationId("halden"), name="Halden AG"),
)


def engage(store: Store, *names: str, sponsor: Sponsor | None = None) -> Engagement:
    """Add the coach, the clients and what they engage in."""
    profile.save_profile(store, profile=CoachProfile(name="Ines Vogt"))
    ids = tuple(clients.add_client(store, display_name=name).value.id for name in names or ("Mira Solano",))
    engagement = engagements.add_engagement(store, client_ids=ids).value
    return engagements.save_engagement(store, engagement=engagement, sponsor=sponsor).value


def begin(store: Store, *names: str, three_way: bool = False) -> AgreementPage:
    """Start an agreement from the shipped clauses."""
    kind = AgreementKind.THREE_WAY if three_way else AgreementKind.TWO_PARTY
    engagement = engage(store, *names, sponsor=SPONSOR if three_way else None)
    start_agreement(
        store,
        engagement_id=engagement.id,
        kind=kind,
        language="en",
        templates=shipped_clauses("en", kind),
    )
    return open_agreement(store, engagement_id=engagement.id)


def settle_clause(store: Store, page: AgreementPage, clause: Clause) -> None:
    """Write agreed words and let everybody concerned say yes."""
    save_words(store, clause_id=clause.id, agreed_words=f"We keep {clause.heading.lower()} in mind.")
    for party in concerned(clause, page.agreement.kind):
        agree(store, clause_id=clause.id, party=party)


def make_ready(store: Store, page: AgreementPage) -> AgreementPage:
    """Settle each core clause and declare the version ready."""
    for clause in page.clauses:
        if clause.core:
            settle_clause(store, page, clause)
    mark_ready(store, version_id=page.version.id)
    return reread(store, page)


def put_name(
    store: Store,
    page: AgreementPage,
    party: Party,
    name: str,
    *,
    signer: str | None = None,
    method: SigningMethod = SigningMethod.TYPED,
    evidence: Evidence | None = None,
) -> Signature:
    """Let one party sign, in their own place or in that of `signer`."""
    return sign(
        store,
        version_id=page.version.id,
        shown=page.fingerprint,
        party=party,
        signer=name if signer is None else signer,
        name=name,
        place="Basel",
        signed_at=NOW,
        statement="This is what we agreed on.",
        method=method,
        evidence=evidence,
    ).value


def sign_all(store: Store, page: AgreementPage) -> AgreementPage:
    """Let everybody sign who has not yet."""
    for waiting in page.yet_to_sign:
        put_name(store, page, waiting.party, waiting.name)
    return reread(store, page)


def signed(store: Store, *names: str, three_way: bool = False) -> AgreementPage:
    """Return an agreement that is in force."""
    return sign_all(store, make_ready(store, begin(store, *names, three_way=three_way)))


def reread(store: Store, page: AgreementPage) -> AgreementPage:
    """Return the same version as it is stored now."""
    return open_agreement(
        store, engagement_id=EngagementId(page.agreement.engagement_id), version_id=page.version.id
    )


def clause_named(page: AgreementPage, key: str) -> Clause:
    """Return a shipped clause by its key."""
    return next(clause for clause in page.clauses if clause.key == key)
