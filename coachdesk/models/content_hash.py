"""The fingerprint of what the parties sign, and of the signatures under it.

It is the SHA-256 of canonical JSON in UTF-8: keys in order, no spaces, letters as they are
(`json.dumps(…, sort_keys=True, ensure_ascii=False, separators=(",", ":"))`), so that anybody
can compute it again without CoachDesk. These are the keys:

- `format`: the text "coachdesk agreement 1"
- `number`, `language`, `reason`; `effective_on` and `review_on` as ISO 8601 days or null
- `parties`: a list of `party`, `name`, `organisation`
- `clauses`: a list of `layer`, `heading`, `words`, `audience`, in the order they are printed
- `previous`: the fingerprint of the version that this one supersedes, empty for the first
- `keep_months` and `report_fields`, each only where the version says something of it and the clause that it
  belongs to is among `clauses`; `format` is then "coachdesk agreement 2"

A version therefore vouches for all before it. The sponsor signs a copy that holds only the clauses
for all parties; its fingerprint is made the same way with an empty `reason`, and its `previous` is that
of the sponsor's earlier copy, so that it says nothing about words that the sponsor has not seen.

The signatures of a version, those taken back among them, make a chain in the order in which they were
given. The hash of each is made from the same kind of JSON with these keys:

- `format`: the text "coachdesk signature 1"
- `party`, `signer`, `name`, `method`, `place`, `signed_at` (ISO 8601), `statement`, `content_hash`
- `previous`: the hash of the signature before it, empty for the first
- `evidence`, the SHA-256 of what was drawn or scanned, only where there is such; `format` is then
  "coachdesk signature 2"
"""

import hashlib
import json
from collections.abc import Iterable
from typing import Any, Final

import attrs
from attrs import frozen

from coachdesk.models.entities.agreement import (
    RECORDS_CLAUSE,
    SPONSOR_CLAUSE,
    AgreementVersion,
    Audience,
    Clause,
    ClauseState,
    Layer,
    PartyName,
    Signature,
)

_FORMAT: Final = "coachdesk agreement 1"
_FORMAT_WITH_DATA: Final = "coachdesk agreement 2"
_SIGNATURE_FORMAT: Final = "coachdesk signature 1"
_FORMAT_WITH_EVIDENCE: Final = "coachdesk signature 2"
_LEFT_OUT: Final = frozenset({ClauseState.PARKED, ClauseState.DROPPED})
_LAYERS: Final = tuple(Layer)


@frozen(kw_only=True)
class AgreementText:
    """What the fingerprint is made from."""

    version: AgreementVersion
    parties: tuple[PartyName, ...]
    clauses: tuple[Clause, ...]
    previous: str = ""


def printed_clauses(clauses: Iterable[Clause], *, for_sponsor: bool = False) -> tuple[Clause, ...]:
    """Return the clauses that belong to the text, in the order they are printed."""
    kept = (clause for clause in clauses if clause.state not in _LEFT_OUT)
    seen = (clause for clause in kept if not for_sponsor or clause.audience is Audience.ALL_PARTIES)
    return tuple(sorted(seen, key=lambda clause: (_LAYERS.index(clause.layer), clause.position)))


def content_hash(text: AgreementText, *, for_sponsor: bool = False) -> str:
    """Return the fingerprint as 64 hexadecimal digits."""
    return hashlib.sha256(canonical(text, for_sponsor=for_sponsor)).hexdigest()


def canonical(text: AgreementText, *, for_sponsor: bool = False) -> bytes:
    """Return the bytes that the fingerprint is made from."""
    version = text.version
    clauses = printed_clauses(text.clauses, for_sponsor=for_sponsor)
    content = {
        "format": _FORMAT,
        "number": version.number,
        "language": version.language,
        "reason": "" if for_sponsor else version.reason,
        "effective_on": version.effective_on and version.effective_on.isoformat(),
        "review_on": version.review_on and version.review_on.isoformat(),
        "parties": [attrs.asdict(party) for party in text.parties],
        "clauses": [_clause(clause) for clause in clauses],
        "previous": text.previous,
    }
    data = _data(version, {clause.key for clause in clauses})
    return canonical_json(content | data | ({"format": _FORMAT_WITH_DATA} if data else {}))


def _data(version: AgreementVersion, keys: set[str]) -> dict[str, Any]:
    """Return what is agreed on besides words, as far as it is printed under a clause."""
    data: dict[str, Any] = {}
    if version.keep_months is not None and RECORDS_CLAUSE in keys:
        data["keep_months"] = version.keep_months
    if version.report_fields and SPONSOR_CLAUSE in keys:
        data["report_fields"] = list(version.report_fields)
    return data


def canonical_json(content: dict[str, Any]) -> bytes:
    """Return JSON in the one form that has a fingerprint."""
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def chain_hash(signature: Signature, previous: str) -> str:
    """Return the hash of a signature that follows the one with the hash `previous`."""
    content = {
        "format": _SIGNATURE_FORMAT,
        "party": signature.party,
        "signer": signature.signer,
        "name": signature.name,
        "method": signature.method,
        "place": signature.place,
        "signed_at": signature.signed_at.isoformat(),
        "statement": signature.statement,
        "content_hash": signature.content_hash,
        "previous": previous,
    }
    if signature.evidence_hash:
        content |= {"format": _FORMAT_WITH_EVIDENCE, "evidence": signature.evidence_hash}
    return hashlib.sha256(canonical_json(content)).hexdigest()


def is_chained(signatures: Iterable[Signature]) -> bool:
    """Tell whether each of a version's signatures, oldest first, follows the one before it."""
    previous = ""
    for signature in signatures:
        if signature.chain_hash != chain_hash(signature, previous):
            return False
        previous = signature.chain_hash
    return True


def _clause(clause: Clause) -> dict[str, Any]:
    return {
        "layer": clause.layer,
        "heading": clause.heading,
        "words": clause.agreed_words,
        "audience": clause.audience,
    }
