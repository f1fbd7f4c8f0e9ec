"""Everything the page of one agreement shows, read in one go."""

from collections import Counter
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import attrs
from attrs import frozen

from coachdesk.errors import NotFoundError
from coachdesk.models.content_hash import AgreementText, content_hash, is_chained
from coachdesk.models.engagements import get_engagement, get_sponsor
from coachdesk.models.entities.agreement import (
    FROZEN_STATES,
    Agreement,
    AgreementKind,
    AgreementVersion,
    Audience,
    Clause,
    Party,
    PartyName,
    Signature,
    VersionState,
)
from coachdesk.models.entities.ids import (
    ClauseId,
    ClientId,
    EngagementId,
    SignatureId,
    SponsorContactId,
    VersionId,
)
from coachdesk.models.entities.people import PaperSize
from coachdesk.models.evidence import kept_evidence
from coachdesk.models.profile import get_profile
from coachdesk.models.store import Store

_ALL_SIGNED: Final = frozenset({VersionState.SIGNED, VersionState.SUPERSEDED})
_SIGNING_ORDER: Final = (Party.CLIENT, Party.GUARDIAN, Party.COACH, Party.SPONSOR)


@frozen(kw_only=True)
class AgreementPage:
    """One version of an agreement with all that belongs to it; `versions` holds every one, oldest first.

    `parties` are the names as signed or, before that, as they are today. `fingerprint` is that of the
    text as it stands on this page; `altered` tells that text or signatures no longer fit what was signed,
    `altered_before` the numbers of earlier versions for which that is so. `called` is what the client is
    called in conversation. `strokes` are those of the signatures that were drawn.
    """

    agreement: Agreement
    versions: tuple[AgreementVersion, ...]
    version: AgreementVersion
    clauses: tuple[Clause, ...]
    signatures: tuple[Signature, ...]
    parties: tuple[PartyName, ...]
    client_ids: tuple[ClientId, ...]
    called: str = ""
    paper: PaperSize = PaperSize.A4
    fingerprint: str = ""
    strokes: Mapping[SignatureId, bytes] = MappingProxyType({})
    altered: bool = False
    altered_before: tuple[int, ...] = ()

    @property
    def is_newest(self) -> bool:
        """Whether this is the version to work on."""
        return self.version == self.versions[-1]

    @property
    def is_fixed(self) -> bool:
        """Whether the text can't change any more: somebody has signed it, or it is history."""
        return self.version.state in FROZEN_STATES or bool(self.signed_by)

    @property
    def signed_by(self) -> tuple[Signature, ...]:
        """The signatures that stand."""
        return tuple(signature for signature in self.signatures if signature.voided_at is None)

    @property
    def in_force(self) -> AgreementVersion | None:
        """The version that every party has signed, if there is one."""
        return next((v for v in reversed(self.versions) if v.state is VersionState.SIGNED), None)

    @property
    def yet_to_sign(self) -> tuple[PartyName, ...]:
        """Who has not signed yet: clients first and their guardians, the coach, then the sponsor."""
        places = [one for party in _SIGNING_ORDER for one in self.names_of(party)]
        filled = Counter((mark.party, mark.signer) for mark in self.signed_by)
        waiting: list[PartyName] = []
        for one in places:
            if filled[one.party, one.name]:
                filled[one.party, one.name] -= 1
            else:
                waiting.append(one)
        return tuple(waiting)

    def names_of(self, party: Party) -> tuple[PartyName, ...]:
        """Return those who speak for one party."""
        return tuple(name for name in self.parties if name.party is party)

    def clause(self, clause_id: ClauseId) -> Clause | None:
        """Return one of the clauses, None where it is not on this page."""
        return next((clause for clause in self.clauses if clause.id == clause_id), None)


def concerned(clause: Clause, kind: AgreementKind) -> tuple[Party, ...]:
    """Return the parties whose yes a clause needs: the sponsor's where the sponsor may read it."""
    if kind is AgreementKind.THREE_WAY and clause.audience is Audience.ALL_PARTIES:
        return (Party.CLIENT, Party.COACH, Party.SPONSOR)
    return (Party.CLIENT, Party.COACH)


def open_agreement(
    store: Store, *, engagement_id: EngagementId, version_id: VersionId | None = None
) -> AgreementPage:
    """Return the agreement of an engagement at its newest version, or at the one asked for.

    Raises:
        NotFoundError: there is no agreement yet, or no such version of it.
    """
    agreement = store.one(Agreement, "SELECT * FROM agreement WHERE engagement_id = ?", [engagement_id])
    versions = store.all(
        AgreementVersion,
        "SELECT * FROM agreement_version WHERE agreement_id = ? ORDER BY number",
        [agreement.id],
    )
    wanted = [version for version in versions if version_id in (None, version.id)]
    if not wanted:
        raise NotFoundError
    page = _page(store, agreement, versions, wanted[-1])
    return attrs.evolve(page, altered_before=_altered_before(store, page))


def page_of_version(store: Store, *, version_id: VersionId) -> AgreementPage:
    """Return the page at this version.

    Raises:
        NotFoundError: there is no such version.
    """
    engagement_id = store.value(_ENGAGEMENT_OF_VERSION, [version_id])
    return open_agreement(store, engagement_id=EngagementId(engagement_id or ""), version_id=version_id)


_ENGAGEMENT_OF_VERSION: Final = """
SELECT a.engagement_id FROM agreement a JOIN agreement_version v ON v.agreement_id = a.id WHERE v.id = ?
"""
_SPONSORS_COPY: Final = """
SELECT content_hash FROM signature WHERE version_id = ? AND party = 'sponsor' AND voided_at IS NULL
"""
_CLIENTS: Final = """
SELECT c.display_name, coalesce(nullif(c.preferred_name, ''), c.display_name), c.guardian
FROM client c JOIN engagement_client p ON p.client_id = c.id WHERE p.engagement_id = ? ORDER BY p.position
"""


def _page(
    store: Store, agreement: Agreement, versions: tuple[AgreementVersion, ...], version: AgreementVersion
) -> AgreementPage:
    engagement = get_engagement(store, engagement_id=agreement.engagement_id)
    profile = get_profile(store)
    named = attrs.evolve(version, parties=version.parties or parties_today(store, agreement))
    page = AgreementPage(
        agreement=agreement,
        versions=versions,
        version=version,
        clauses=clauses_of(store, version.id),
        signatures=signatures_of(store, version.id),
        parties=named.parties,
        client_ids=engagement.client_ids,
        called=" & ".join(called for _, called, _ in store.db.execute(_CLIENTS, [engagement.id])),
        paper=PaperSize.A4 if profile is None else profile.paper,
        fingerprint=signed_hash(store, named, Party.COACH),
    )
    kept = kept_evidence(store, version.id)
    return attrs.evolve(page, strokes=kept.strokes, altered=kept.altered or _is_altered(store, page))


def _altered_before(store: Store, page: AgreementPage) -> tuple[int, ...]:
    """Return the earlier versions that are not what was signed: this one's chain begins with them."""
    earlier = (version for version in page.versions if version.number < page.version.number)
    pages = (_page(store, page.agreement, page.versions, version) for version in earlier)
    return tuple(one.version.number for one in pages if one.altered)


def clauses_of(store: Store, version_id: VersionId) -> tuple[Clause, ...]:
    """Return a version's clauses, the alliance first."""
    return store.all(
        Clause, "SELECT * FROM clause WHERE version_id = ? ORDER BY layer, position", [version_id]
    )


def signatures_of(store: Store, version_id: VersionId) -> tuple[Signature, ...]:
    """Return a version's signatures in the order they were given, voided ones too."""
    sql = "SELECT * FROM signature WHERE version_id = ? ORDER BY created_at, rowid"
    return store.all(Signature, sql, [version_id])


def parties_today(store: Store, agreement: Agreement) -> tuple[PartyName, ...]:
    """Return who makes the agreement, as they are named today; a guardian of two signs once."""
    engagement = get_engagement(store, engagement_id=agreement.engagement_id)
    profile = get_profile(store)
    clients = store.db.execute(_CLIENTS, [engagement.id]).fetchall()
    parties = [PartyName(party=Party.CLIENT, name=name) for name, *_ in clients]
    guardians = dict.fromkeys(guardian for *_, guardian in clients if guardian)
    parties += [PartyName(party=Party.GUARDIAN, name=name) for name in guardians]
    parties.append(PartyName(party=Party.COACH, name="" if profile is None else profile.name))
    if agreement.kind is AgreementKind.THREE_WAY:
        parties.append(_sponsor(store, engagement.sponsor_id))
    return tuple(parties)


def _sponsor(store: Store, sponsor_id: SponsorContactId | None) -> PartyName:
    """Return the sponsor; without a name where none is known, but never left out."""
    if sponsor_id is None:
        return PartyName(party=Party.SPONSOR, name="")
    sponsor = get_sponsor(store, sponsor_id=sponsor_id)
    organisation = "" if sponsor.organisation is None else sponsor.organisation.name
    return PartyName(party=Party.SPONSOR, name=sponsor.contact.name, organisation=organisation)


def text_of(store: Store, version: AgreementVersion, *, for_sponsor: bool = False) -> AgreementText:
    """Return what a version's fingerprint is made from."""
    return AgreementText(
        version=version,
        parties=version.parties,
        clauses=clauses_of(store, version.id),
        previous=_previous(store, version, for_sponsor=for_sponsor),
    )


def _previous(store: Store, version: AgreementVersion, *, for_sponsor: bool) -> str:
    if version.supersedes_id is None:
        return ""
    sql = _SPONSORS_COPY if for_sponsor else "SELECT content_hash FROM agreement_version WHERE id = ?"
    return store.value(sql, [version.supersedes_id]) or ""


def _is_altered(store: Store, page: AgreementPage) -> bool:
    version, signed = page.version, page.signed_by
    if not is_chained(page.signatures):
        return True
    if not version.content_hash or not signed:
        return bool(version.content_hash or signed) or version.state in _ALL_SIGNED
    hashes = [(mark.party, mark.content_hash) for mark in signed]
    is_short = version.state in FROZEN_STATES and bool(page.yet_to_sign)
    whole = (Party.COACH, version.content_hash)
    return is_short or any(mark != signed_hash(store, version, party) for party, mark in [whole, *hashes])


def signed_hash(store: Store, version: AgreementVersion, party: Party) -> str:
    """Return the fingerprint that a party signs: the sponsor's is of the sponsor's copy."""
    for_sponsor = party is Party.SPONSOR
    return content_hash(text_of(store, version, for_sponsor=for_sponsor), for_sponsor=for_sponsor)
