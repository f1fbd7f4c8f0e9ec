"""What was drawn or scanned as a signature: kept with it, and found to be what it was."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from attrs import frozen

from coachdesk.errors import QT_TRANSLATE_NOOP, BugError, InvalidInputError
from coachdesk.models.entities.agreement import SigningMethod
from coachdesk.models.entities.evidence import MOST_BYTES, STROKES, Evidence
from coachdesk.models.entities.ids import SignatureId, VersionId
from coachdesk.models.entities.strokes import from_json
from coachdesk.models.store import Store

_LONGEST_FILE_NAME: Final = 200
_OF_VERSION: Final = """
SELECT s.id, s.method, s.evidence_hash, e.signature_id, e.media_type, e.file_name, e.content
FROM signature s LEFT JOIN signature_evidence e ON e.signature_id = s.id WHERE s.version_id = ?
"""


@frozen(kw_only=True)
class KeptEvidence:
    """What is kept of a version's signatures; `altered` tells that some of it is not what was signed with.

    `strokes` holds what was drawn, as far as it is as it was.
    """

    strokes: Mapping[SignatureId, bytes] = MappingProxyType({})
    altered: bool = False


def insist_on_evidence(method: SigningMethod, evidence: Evidence | None) -> None:
    """Make sure that there is what this way of signing leaves behind, and nothing else.

    Raises:
        InvalidInputError: nothing was drawn, or no scan of a usual kind and size is there.
    """
    if method is SigningMethod.TYPED:
        if evidence is not None:
            raise BugError("a typed signature leaves nothing behind but its name")
    elif method is SigningMethod.DRAWN:
        _insist_on_a_drawing(evidence)
    else:
        _insist_on_a_scan(evidence)


def _insist_on_a_drawing(evidence: Evidence | None) -> None:
    if evidence is None or evidence.media_type != STROKES or from_json(evidence.content).is_blank:
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "Nothing is drawn yet."),
            QT_TRANSLATE_NOOP("errors", "Sign in the white box, or type your name instead."),
        )


def _insist_on_a_scan(evidence: Evidence | None) -> None:
    if evidence is None or not evidence.is_scan:
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "The scan of the signed page is still missing."),
            QT_TRANSLATE_NOOP("errors", "Choose a PNG, a JPEG or a PDF of it."),
        )
    if len(evidence.content) > MOST_BYTES:
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "This scan is larger than 25 MB."),
            QT_TRANSLATE_NOOP("errors", "Scan the signed page again with fewer dots per inch."),
        )


def keep_evidence(store: Store, signature_id: SignatureId, evidence: Evidence) -> None:
    """Keep what belongs to a signature, in the transaction that keeps the signature."""
    now = store.now().isoformat()
    store.db.execute(
        "INSERT INTO signature_evidence "
        "(signature_id, media_type, file_name, content, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?)",
        [
            signature_id,
            evidence.media_type,
            evidence.file_name[-_LONGEST_FILE_NAME:],
            evidence.content,
            now,
            now,
        ],
    )


def get_evidence(store: Store, *, signature_id: SignatureId) -> Evidence:
    """Return what was drawn or scanned.

    Raises:
        NotFoundError: the signature was typed, or is not there.
    """
    return store.one(Evidence, "SELECT * FROM signature_evidence WHERE signature_id = ?", [signature_id])


def kept_evidence(store: Store, version_id: VersionId) -> KeptEvidence:
    """Return what was drawn under a version, and whether all evidence is as it was."""
    strokes: dict[SignatureId, bytes] = {}
    altered = False
    for row in store.db.query(_OF_VERSION, [version_id]):
        if not _is_as_signed(row):
            altered = True
        elif row["media_type"] == STROKES:
            strokes[SignatureId(row["id"])] = bytes(row["content"])
    return KeptEvidence(strokes=strokes, altered=altered)


def _is_as_signed(row: Mapping[str, Any]) -> bool:
    if row["signature_id"] is None or not row["evidence_hash"]:
        return row["signature_id"] is None and not row["evidence_hash"]
    kept = Evidence(media_type=row["media_type"], content=bytes(row["content"]))
    return kept.sha256 == row["evidence_hash"] and _fits(SigningMethod(row["method"]), kept)


def _fits(method: SigningMethod, kept: Evidence) -> bool:
    """Tell whether what is kept is what this way of signing leaves behind."""
    try:
        insist_on_evidence(method, kept)
    except (InvalidInputError, BugError):
        return False
    return True
