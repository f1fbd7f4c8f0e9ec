"""A seal's certificate, as people read it, and as others may have it."""

import hashlib
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from coachdesk.documents.text import short
from coachdesk.errors import DamagedVaultError

if TYPE_CHECKING:
    from asn1crypto.x509 import Certificate

_GROUP: Final = 4
_LONGEST_NAME: Final = 160


@frozen(kw_only=True)
class CertificateFacts:
    """Whom a certificate names, how long it holds, and what tells it from every other one."""

    name: str
    organisation: str
    made_at: datetime
    ends_at: datetime
    fingerprint: str

    @property
    def grouped(self) -> str:
        """Return the fingerprint as it is compared by voice: capitals, two lines of eight groups of four."""
        text = self.fingerprint.upper()
        groups = [text[at : at + _GROUP] for at in range(0, len(text), _GROUP)]
        half = len(groups) // 2
        return "\n".join(map(" ".join, (groups[:half], groups[half:])))


def fingerprint_of(certificate: bytes) -> str:
    """Return SHA-256 of a certificate in DER, in hexadecimal."""
    return hashlib.sha256(certificate).hexdigest()


def facts_of(certificate: bytes) -> CertificateFacts:
    """Read a certificate in DER.

    Raises:
        DamagedVaultError: it is none.
    """
    from asn1crypto.x509 import Certificate

    try:
        return _facts(Certificate.load(certificate, strict=True), certificate)
    except (ValueError, KeyError, TypeError) as error:
        raise DamagedVaultError from error


def as_pem(certificate: bytes) -> bytes:
    """Return a certificate as text (RFC 7468), which other programs take in."""
    from asn1crypto import pem

    armoured: bytes = pem.armor("CERTIFICATE", certificate)
    return armoured


def _facts(parsed: "Certificate", der: bytes) -> CertificateFacts:
    subject: dict[str, Any] = parsed.subject.native
    return CertificateFacts(
        name=_text(subject.get("common_name")),
        organisation=_text(subject.get("organization_name")),
        made_at=parsed.not_valid_before,
        ends_at=parsed.not_valid_after,
        fingerprint=fingerprint_of(der),
    )


def _text(value: object) -> str:
    """Return one name; a stranger's certificate may carry several, endless ones, or codes for a terminal."""
    names = ", ".join(map(str, value)) if isinstance(value, list) else str(value or "")
    return short(names, _LONGEST_NAME)
