"""Signing in the room: one party after the other, all under the same text."""

from datetime import datetime, timedelta
from typing import Final

import attrs

from coachdesk.errors import QT_TRANSLATE_NOOP, InvalidInputError, LockedTextError, StaleError
from coachdesk.models.agreement_page import (
    AgreementPage,
    page_of_version,
    parties_today,
    signatures_of,
    signed_hash,
)
from coachdesk.models.agreement_versions import get_version, put_version
from coachdesk.models.content_hash import chain_hash
from coachdesk.models.entities.agreement import (
    AgreementVersion,
    Party,
    PartyName,
    Signature,
    SigningMethod,
    VersionState,
)
from coachdesk.models.entities.change import Change, Kind, Written
from coachdesk.models.entities.evidence import Evidence
from coachdesk.models.entities.ids import SignatureId, VersionId, new_id
from coachdesk.models.evidence import insist_on_evidence, keep_evidence
from coachdesk.models.store import Store, write

_CLOCKS_DIFFER_BY: Final = timedelta(minutes=5)


@write
def sign(
    store: Store,
    *,
    version_id: VersionId,
    shown: str,
    party: Party,
    signer: str,
    name: str,
    place: str,
    signed_at: datetime,
    statement: str,
    method: SigningMethod = SigningMethod.TYPED,
    evidence: Evidence | None = None,
) -> Written[Signature]:
    """Put a party's name under a version that is ready.

    `shown` is the fingerprint of the text that was read. `signer` is whose turn it is, as named in the
    agreement, and `name` what they type; `evidence` is what they drew, or the scan. The first signature
    fixes the text; the last one puts the version in force, in place of the one before.

    Raises:
        InvalidInputError: version, turn, name, day, drawing or scan is not such that it can be signed.
        LockedTextError: the text is not the one that the first party signed.
        StaleError: the text is not the one that was shown.
    """
    page = page_of_version(store, version_id=version_id)
    _insist_on_a_place(page, party, signer, name)
    _insist_on_the_past(store, signed_at)
    insist_on_evidence(method, evidence)
    version = _with_fingerprint(store, page, shown)
    unchained = Signature(
        id=SignatureId(new_id()),
        version_id=version_id,
        party=party,
        signer=signer,
        name=name.strip(),
        method=method,
        place=place.strip(),
        signed_at=signed_at,
        statement=statement,
        content_hash=signed_hash(store, version, party),
    )
    signature = _keep(store, _chained(page, unchained, evidence), evidence)
    change = Change.of(Kind.AGREEMENT, page.agreement.id, version_id, signature.id)
    return Written(signature, change | _put_in_force(store, version_id))


@write
def void_signatures(store: Store, *, version_id: VersionId, reason: str) -> Written[AgreementVersion]:
    """Take back the signatures given so far and talk again; they stay on record with the reason.

    Raises:
        InvalidInputError: no reason is given.
        LockedTextError: everybody has signed; from then on only a new version changes anything.
    """
    version = get_version(store, version_id=version_id)
    if version.state is not VersionState.READY:
        raise LockedTextError(
            QT_TRANSLATE_NOOP("errors", "Version {number} does not change any more."),
            QT_TRANSLATE_NOOP("errors", "Start a new version; it begins with these words."),
            number=version.number,
        )
    if not reason.strip():
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "Taking signatures back needs a reason."),
            QT_TRANSLATE_NOOP("errors", "Write one sentence about what is to change."),
        )
    for signature in signatures_of(store, version_id):
        if signature.voided_at is None:
            void = attrs.evolve(signature, voided_at=store.now(), void_reason=reason.strip())
            store.put("signature", void)
    return put_version(
        store, attrs.evolve(version, state=VersionState.IN_DISCUSSION, content_hash="", parties=())
    )


def _insist_on_ready(page: AgreementPage, party: Party) -> None:
    if page.version.state is VersionState.READY:
        return
    if page.version.state is VersionState.SIGNED:
        raise _signed_already(party)
    raise InvalidInputError(
        QT_TRANSLATE_NOOP("errors", "Version {number} is not ready to sign."),
        QT_TRANSLATE_NOOP("errors", "Agree on its core clauses first, then mark it as ready."),
        number=page.version.number,
    )


def _insist_on_a_place(page: AgreementPage, party: Party, signer: str, name: str) -> None:
    _insist_on_a_turn(page, party, signer)
    _insist_on_an_own_name(page, party, signer, name)


def _insist_on_a_turn(page: AgreementPage, party: Party, signer: str) -> None:
    """Let a guardian whom nobody named sign beside the others; everybody else in a place of their own."""
    _insist_on_ready(page, party)
    if _signs_beside(page, party, signer):
        return
    if not any((one.party, one.name) == (party, signer) for one in page.yet_to_sign):
        raise _signed_already(party)


def _insist_on_an_own_name(page: AgreementPage, party: Party, signer: str, name: str) -> None:
    """Keep one from signing in another's place: the names of all others are taken."""
    signed = {mark.name.casefold() for mark in page.signed_by}
    named = {one.name.casefold() for one in _places(page, party, signer)}
    if name.strip().casefold() in (signed | named) - {signer.casefold()}:
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "“{name}” has a place of their own to sign."),
            QT_TRANSLATE_NOOP("errors", "Look whose turn it is, then sign again."),
            name=name.strip(),
        )


def _signs_beside(page: AgreementPage, party: Party, signer: str) -> bool:
    """Tell whether this is a guardian without a place among the parties."""
    return party is Party.GUARDIAN and not any(one.name == signer for one in page.names_of(party))


def _places(page: AgreementPage, party: Party, signer: str) -> tuple[PartyName, ...]:
    """Return the places that are somebody's own: a parent may have the name of the child."""
    return page.names_of(Party.GUARDIAN) if _signs_beside(page, party, signer) else page.parties


def _signed_already(party: Party) -> InvalidInputError:
    return InvalidInputError(
        QT_TRANSLATE_NOOP("errors", "No further signature is needed here ({party})."),
        QT_TRANSLATE_NOOP("errors", "Look at the list of those who have signed."),
        party=party.value,
    )


def _insist_on_the_past(store: Store, signed_at: datetime) -> None:
    if signed_at > store.now() + _CLOCKS_DIFFER_BY:
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "The day of signing is still to come."),
            QT_TRANSLATE_NOOP("errors", "Give the day and time on which it is signed."),
        )


def _with_fingerprint(store: Store, page: AgreementPage, shown: str) -> AgreementVersion:
    """Fix the text under the first signature, check it under each later one."""
    if page.altered:
        raise LockedTextError(
            QT_TRANSLATE_NOOP("errors", "This is not the text that was signed before."),
            QT_TRANSLATE_NOOP("errors", "Take the signatures back, read it together, and sign again."),
        )
    if page.fingerprint != shown:
        raise StaleError(
            QT_TRANSLATE_NOOP("errors", "The text has changed since it was shown."),
            QT_TRANSLATE_NOOP("errors", "Read it together again, then sign."),
        )
    if page.signed_by:
        return page.version
    named = attrs.evolve(page.version, parties=parties_today(store, page.agreement))
    whole = signed_hash(store, named, Party.COACH)
    return put_version(store, attrs.evolve(named, content_hash=whole)).value


def _chained(page: AgreementPage, signature: Signature, evidence: Evidence | None) -> Signature:
    previous = page.signatures[-1].chain_hash if page.signatures else ""
    whole = attrs.evolve(signature, evidence_hash="" if evidence is None else evidence.sha256)
    return attrs.evolve(whole, chain_hash=chain_hash(whole, previous))


def _keep(store: Store, signature: Signature, evidence: Evidence | None) -> Signature:
    store.put("signature", signature)
    if evidence is not None:
        keep_evidence(store, signature.id, evidence)
    return signature


def _put_in_force(store: Store, version_id: VersionId) -> Change:
    page = page_of_version(store, version_id=version_id)
    if page.yet_to_sign:
        return Change()
    change = put_version(store, attrs.evolve(page.version, state=VersionState.SIGNED)).change
    if page.in_force is not None:
        former = attrs.evolve(page.in_force, state=VersionState.SUPERSEDED)
        change |= put_version(store, former).change
    return change
