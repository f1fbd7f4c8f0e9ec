"""The key that seals documents, and its certificate: made here, kept wrapped in the vault.

A seal says that a file comes from this vault and has not changed since; who the coach is, it does not
prove: the certificate is self-signed. X.509 is RFC 5280, the wrap AES-256-GCM-SIV, RFC 8452.
"""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from attrs import field, frozen

from coachdesk.crypto.kdf import Subkey, subkey
from coachdesk.crypto.secret import Secret
from coachdesk.crypto.slots import NONCE_BYTES, canonical
from coachdesk.errors import QT_TRANSLATE_NOOP, KnownError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
    from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV
    from cryptography.x509 import Certificate, KeyUsage, Name, NameAttribute, ObjectIdentifier

    from coachdesk.crypto.connection import Connection

_WRAP_FORMAT: Final = 1
_LONGEST_NAME: Final = 64  # bytes; ub-common-name and ub-organization-name, RFC 5280, appendix A.1
_LASTS: Final = timedelta(days=3653)  # ten years, with their leap days
_TABLE: Final = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'seal_identity'"
_WRAPPED: Final = "SELECT id, certificate, wrapped_key FROM seal_identity WHERE length(wrapped_key) > 0"


class SealKeyError(KnownError):
    """The key of the seal does not open with this vault's master key."""

    code = "seal-key"
    message = QT_TRANSLATE_NOOP("errors", "The key of your seal can't be opened.")
    hint = QT_TRANSLATE_NOOP(
        "errors", "Make a new seal in the settings. What was sealed before stays checkable."
    )


@frozen(kw_only=True)
class NewSeal:
    """A certificate in DER, and its private key as it may be stored."""

    certificate: bytes
    wrapped_key: bytes = field(repr=False)


class KeyWrap:
    """Wraps signing keys under a key of their own, for one vault and one certificate each."""

    def __init__(self, master: Secret, vault_id: str) -> None:
        self._master = master
        self._vault_id = vault_id

    def wrap(self, key: Secret, certificate: bytes) -> bytes:
        """Return nonce and ciphertext of a private key (PKCS #8, DER)."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        with subkey(self._master, Subkey.SIGNING_KEY_WRAP) as wrapping:
            sealed = _cipher(wrapping).encrypt(nonce, bytes(key.reveal()), self._bound_to(certificate))
        return nonce + sealed

    def unwrap(self, wrapped: bytes, certificate: bytes) -> Secret:
        """Return the private key that belongs to a certificate of this vault.

        Raises:
            SealKeyError: it does not open: another vault's, another certificate's, or damaged.
        """
        from cryptography.exceptions import InvalidTag

        nonce, sealed = wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:]
        with subkey(self._master, Subkey.SIGNING_KEY_WRAP) as wrapping:
            try:
                return Secret(_cipher(wrapping).decrypt(nonce, sealed, self._bound_to(certificate)))
            except (InvalidTag, ValueError) as error:  # ValueError: too short to hold a nonce
                raise SealKeyError from error

    def _bound_to(self, certificate: bytes) -> bytes:
        fingerprint = hashlib.sha256(certificate).hexdigest()
        return canonical({"certificate": fingerprint, "format": _WRAP_FORMAT, "vault": self._vault_id})


def make_seal(wrap: KeyWrap, *, name: str, organisation: str, now: datetime) -> NewSeal:
    """Make a P-256 key and a self-signed certificate that lasts ten years."""
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    key = ec.generate_private_key(ec.SECP256R1())
    certificate = _certificate(key, _subject(name, organisation), now).public_bytes(Encoding.DER)
    with Secret(key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())) as private:
        return NewSeal(certificate=certificate, wrapped_key=wrap.wrap(private, certificate))


def rewrap(connection: "Connection", former: KeyWrap, new: KeyWrap) -> None:
    """Wrap each signing key in a database anew; one that does not open stays as it is."""
    if connection.execute(_TABLE).fetchone() is None:
        return
    connection.execute("BEGIN IMMEDIATE")
    for seal_id, certificate, wrapped in connection.execute(_WRAPPED).fetchall():
        try:
            key = former.unwrap(wrapped, certificate)
        except SealKeyError:
            continue
        with key:
            cells = [new.wrap(key, certificate), seal_id]
            connection.execute("UPDATE seal_identity SET wrapped_key = ? WHERE id = ?", cells)
    connection.execute("COMMIT")


def _cipher(key: Secret) -> "AESGCMSIV":
    from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV

    return AESGCMSIV(bytes(key.reveal()))


def _subject(name: str, organisation: str) -> "Name":
    from cryptography.x509 import Name
    from cryptography.x509.oid import NameOID

    parts = ((NameOID.COMMON_NAME, name), (NameOID.ORGANIZATION_NAME, organisation))
    return Name([_attribute(kind, text) for kind, text in parts if text.strip()])


def _attribute(kind: "ObjectIdentifier", text: str) -> "NameAttribute[str]":
    from cryptography.x509 import NameAttribute

    plain = " ".join(text.split()).encode("utf-8", "replace")  # a lone surrogate has no place in it
    return NameAttribute(kind, plain[:_LONGEST_NAME].decode("utf-8", "ignore").strip())


def _certificate(key: "EllipticCurvePrivateKey", subject: "Name", now: datetime) -> "Certificate":
    """Return a certificate for signing documents and nothing else."""
    from cryptography import x509
    from cryptography.hazmat.primitives.hashes import SHA256

    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now)
        .not_valid_after(now + _LASTS)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_for_documents(), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, SHA256())
    )


def _for_documents() -> "KeyUsage":
    from cryptography.x509 import KeyUsage

    return KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
