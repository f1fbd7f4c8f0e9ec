"""From the page of an agreement to what may leave the vault, and the record of what did."""

import hashlib
from typing import Final

from attrs import field, frozen

from coachdesk.errors import QT_TRANSLATE_NOOP, DamagedVaultError, InvalidInputError
from coachdesk.models.agreement_page import AgreementPage, page_of_version
from coachdesk.models.clock import local
from coachdesk.models.content_hash import printed_clauses
from coachdesk.models.entities.agreement import (
    FROZEN_STATES,
    RECORDS_CLAUSE,
    SPONSOR_CLAUSE,
    AgreementKind,
    AgreementVersion,
    Audience,
    Clause,
    Party,
    Signature,
    VersionState,
)
from coachdesk.models.entities.change import Change, Kind, Written
from coachdesk.models.entities.ids import SharedDocumentId, VersionId, new_id
from coachdesk.models.entities.sharing import (
    AgreementDocument,
    DocumentClause,
    DocumentParty,
    DocumentSignature,
    Letterhead,
    Protection,
    SharedDocument,
    SharedHow,
    SharedKind,
)
from coachdesk.models.entities.validators import NAME_LIMIT, named
from coachdesk.models.sharing import record_shared
from coachdesk.models.store import Store, write
from coachdesk.models.version_differences import fingerprint_of

_BEFORE_ALL_SIGNED: Final = "draft"  # such pages are never taken for those of the signed version


def agreement_document(
    page: AgreementPage, letterhead: Letterhead, *, for_sponsor: bool = False
) -> AgreementDocument:
    """Return what is printed: the agreed words alone, never one of the two voices.

    What is parked or dropped is left out. The sponsor's copy holds the clauses for all parties; why
    there is a new version, and fingerprints of text the sponsor has not seen, stay between the two.
    """
    version = page.version
    return AgreementDocument(
        letterhead=letterhead,
        paper=page.paper,
        language=version.language,
        parties=tuple(
            DocumentParty(party=one.party, name=one.name, organisation=one.organisation)
            for one in page.parties
        ),
        clauses=tuple(
            _printed_clause(version, clause)
            for clause in printed_clauses(page.clauses, for_sponsor=for_sponsor)
        ),
        number=version.number,
        state=version.state,
        effective_on=version.effective_on,
        review_on=version.review_on,
        reason="" if for_sponsor else version.reason,
        content_hash=fingerprint_of(page, for_sponsor=for_sponsor),
        signatures=tuple(_printed(page, signature) for signature in page.signed_by),
        earlier_versions=_earlier(page, for_sponsor=for_sponsor),
    )


def _printed_clause(version: AgreementVersion, clause: Clause) -> DocumentClause:
    return DocumentClause(
        heading=clause.heading,
        words=clause.agreed_words,
        layer=clause.layer,
        keep_months=version.keep_months if clause.key == RECORDS_CLAUSE else None,
        report_fields=version.report_fields if clause.key == SPONSOR_CLAUSE else (),
    )


def _printed(page: AgreementPage, signature: Signature) -> DocumentSignature:
    return DocumentSignature(
        party=signature.party,
        signer=signature.signer,
        name=signature.name,
        place=signature.place,
        signed_at=local(signature.signed_at),
        statement=signature.statement,
        method=signature.method,
        strokes=page.strokes.get(signature.id, b""),
    )


def _earlier(page: AgreementPage, *, for_sponsor: bool) -> tuple[str, ...]:
    """Return the earlier versions that were signed, each as its number and fingerprint."""
    signed = (VersionState.SIGNED, VersionState.SUPERSEDED, VersionState.WITHDRAWN)
    return tuple(
        str(version.number) if for_sponsor else f"{version.number} · {version.content_hash}"
        for version in page.versions
        if version.number < page.version.number and version.state in signed and version.content_hash
    )


@frozen(kw_only=True)
class Copy:
    """A copy that may leave: all that could keep it from that is found out before its pages are made.

    Raises:
        DamagedVaultError: text or signatures are not what was signed.
        InvalidInputError: nobody is named whom it is for, or a two-party agreement has no sponsor's copy.
    """

    page: AgreementPage
    for_sponsor: bool = False
    title: str = field(validator=named)
    for_whom: str = field()

    @title.default
    def _title(self) -> str:
        version = self.page.version
        what = "version" if version.state in FROZEN_STATES else "draft of version"
        names = " & ".join(name.name for name in self.page.names_of(Party.CLIENT))
        return f"Agreement with {names[: NAME_LIMIT // 2]}, {what} {version.number}"

    @for_whom.default
    def _readers(self) -> str:
        readers = self.page.names_of(Party.SPONSOR if self.for_sponsor else Party.CLIENT)
        names = (", ".join(part for part in (one.name, one.organisation) if part) for one in readers)
        return " & ".join(name for name in names if name)[:NAME_LIMIT]

    def __attrs_post_init__(self) -> None:  # noqa: D105  (the class tells what is refused)
        insist_on_intact(self.page)
        if self.for_sponsor and self.page.agreement.kind is not AgreementKind.THREE_WAY:
            raise InvalidInputError(
                QT_TRANSLATE_NOOP("errors", "This agreement has no sponsor."),
                QT_TRANSLATE_NOOP("errors", "Hand out the copy for coach and client."),
            )
        if not self.for_whom.strip():
            raise InvalidInputError(
                QT_TRANSLATE_NOOP("errors", "Nobody is named whom this copy is for."),
                QT_TRANSLATE_NOOP("errors", "Name client or sponsor in the engagement first."),
            )


def insist_on_intact(page: AgreementPage) -> None:
    """Make sure that a version is what was signed, before anything leaves of it.

    Raises:
        DamagedVaultError: it is not.
    """
    if page.altered:
        raise DamagedVaultError(
            QT_TRANSLATE_NOOP("errors", "The stored text of version {number} is not what was signed."),
            QT_TRANSLATE_NOOP("errors", "Hand out the signed PDF that you kept, or restore a backup."),
            number=page.version.number,
        )


@write
def hand_out(
    store: Store,
    *,
    copy: Copy,
    pdf: bytes,
    how: SharedHow,
    protection: Protection = Protection.PLAIN,
    sha256: str = "",
) -> Written[SharedDocument]:
    """Record that a copy left, and keep its pages.

    They are kept plain, so that they can be read without a password; `sha256` is of the file that left
    where that was protected.
    """
    page = copy.page
    kind = SharedKind.AGREEMENT.value if page.version.state in FROZEN_STATES else _BEFORE_ALL_SIGNED
    pages_hash = keep_pages(store, page.version.id, pdf, for_sponsor=copy.for_sponsor, kind=kind)
    document = SharedDocument(
        id=SharedDocumentId(new_id()),
        kind=SharedKind.AGREEMENT,
        title=copy.title,
        for_whom=copy.for_whom,
        how=how,
        sha256=sha256 or pages_hash,
        shared_at=store.now(),
        protection=protection,
        pages_hash=pages_hash,
        engagement_id=page.agreement.engagement_id,
        client_id=next(iter(page.client_ids), None),
        version_id=page.version.id,
    )
    return record_shared(store, document)


@write
def keep_pdf(store: Store, *, version_id: VersionId, pdf: bytes) -> Written[str]:
    """Keep the PDF of a version that all have signed, as it looked that day; return its SHA-256.

    A version has one such PDF: a second one is not kept, nor one of a text that was altered.
    """
    page = page_of_version(store, version_id=version_id)
    is_as_signed = page.version.state in FROZEN_STATES and not page.altered
    if is_as_signed and kept_pdf(store, version_id=version_id) is None:
        keep_pages(store, version_id, pdf)
    return Written(hashlib.sha256(pdf).hexdigest(), Change.of(Kind.AGREEMENT, page.agreement.id, version_id))


def kept_pdf(store: Store, *, version_id: VersionId) -> bytes | None:
    """Return the first whole PDF that was kept of a signed version, None if there is none."""
    sql = """
        SELECT p.pdf FROM version_pdf p JOIN agreement_version v ON v.id = p.version_id
        WHERE v.id = ? AND v.state IN ('signed', 'superseded', 'withdrawn') AND p.audience = 'pair'
          AND p.kind = 'agreement'
        ORDER BY p.created_at, p.sha256 LIMIT 1"""
    found = store.value(sql, [version_id])
    return None if found is None else bytes(found)


def handed_out(store: Store, *, version_id: VersionId) -> tuple[SharedDocument, ...]:
    """Return what left of a version, oldest first."""
    sql = "SELECT * FROM shared_document WHERE version_id = ? ORDER BY shared_at, id"
    return store.all(SharedDocument, sql, [version_id])


def pages_of(store: Store, *, document_id: SharedDocumentId) -> bytes | None:
    """Return the pages of what left, as they were kept then; None where none were.

    What left before pages had a fingerprint of their own left plain.
    """
    sql = """
        SELECT p.pdf FROM version_pdf p JOIN shared_document d ON d.version_id = p.version_id
        WHERE d.id = ? AND p.sha256 = CASE d.pages_hash WHEN '' THEN d.sha256 ELSE d.pages_hash END"""
    found = store.value(sql, [document_id])
    return None if found is None else bytes(found)


def keep_pages(
    store: Store,
    version_id: VersionId,
    pdf: bytes,
    *,
    for_sponsor: bool = False,
    kind: str = SharedKind.AGREEMENT.value,
) -> str:
    """Keep pages beside a version, for this and the neighbouring modules; return their SHA-256."""
    now = store.now().isoformat()
    sha256 = hashlib.sha256(pdf).hexdigest()
    audience = Audience.ALL_PARTIES if for_sponsor else Audience.PAIR
    store.db.execute(
        "INSERT INTO version_pdf (sha256, version_id, pdf, audience, kind, created_at, updated_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        [sha256, version_id, pdf, audience.value, kind, now, now],
    )
    return sha256
