"""A seal on a PDF: a PAdES signature that allows no change, and what has become of one.

pyHanko does both, and takes its time to be imported, so a worker is the place for all of this. It could
fetch certificates from the net: it is told not to, and nothing here needs any.
"""

import logging
from datetime import datetime
from enum import Enum
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

from attrs import field, frozen

from coachdesk.documents.certificate import CertificateFacts, facts_of
from coachdesk.errors import QT_TRANSLATE_NOOP, InvalidInputError, KnownError, known_from_os

if TYPE_CHECKING:
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.signers import PdfSigner, SimpleSigner
    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

_FIELD: Final = "CoachDeskSeal"
_DIGEST: Final = "sha256"
_MOST_BYTES: Final = 200 * 1024 * 1024
_BEGINNING: Final = b"%PDF-"
_LOOKED_AT: Final = 1024  # readers take a file that has its header within this
# What any file that was ever signed carries in plain sight; one flipped byte spoils one of them at most.
_TRACES: Final = (b"/ByteRange", b"/ETSI.CAdES.detached", b"/adbe.pkcs7", b"/DocMDP")


class SealState(Enum):
    """What has become of a seal."""

    WHOLE = "whole"
    CHANGED = "changed"
    NONE = "none"


@frozen(kw_only=True)
class Signer:
    """Who seals: a certificate in DER, and its private key (PKCS #8, DER)."""

    certificate: bytes
    key: bytes = field(repr=False)


@frozen(kw_only=True)
class SealCheck:
    """What a file says of its seal; `certificate` and `sealed_at` only where it is whole.

    The time is that of the sealer's computer. Whether the certificate is one's own, who reads this
    has to compare.
    """

    state: SealState
    certificate: CertificateFacts | None = None
    sealed_at: datetime | None = None


class PasswordNeededError(KnownError):
    """A PDF opens with a password only, and this is not it."""

    code = "pdf-password"
    message = QT_TRANSLATE_NOOP("errors", "This PDF opens with its password only.")
    hint = QT_TRANSLATE_NOOP(
        "errors", "Type the password that it was given. If that is the one, the file was changed."
    )


def seal_pdf(pdf: bytes, signer: Signer, password: str = "") -> bytes:
    """Return a PDF with the coach's seal around all of it; `password` opens one that is encrypted.

    What the file says of itself stays: tags, title, language, and the standards it keeps to.
    """
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    _hush()
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    if password:
        writer.encrypt(password)  # type: ignore[no-untyped-call]  # as it comes
    sealed: BytesIO = _pdf_signer(signer).sign_pdf(writer)
    return sealed.getvalue()


def content_of(file: Path) -> bytes:
    """Read a file that may be anything; of a very large one no more than it takes to refuse it.

    Raises:
        StorageError: it can't be read.
    """
    try:
        with file.open("rb") as opened:
            return opened.read(_MOST_BYTES + 1)
    except OSError as error:
        raise known_from_os(error) from error


def check_seal(pdf: bytes, password: str = "") -> SealCheck:
    """Find out whether a PDF is still what was sealed, to its last byte.

    Raises:
        InvalidInputError: it is no PDF, or a very large one.
        PasswordNeededError: it is encrypted, and `password` does not open it.
    """
    if len(pdf) > _MOST_BYTES or not (_BEGINNING in pdf[:_LOOKED_AT] or _was_sealed(pdf)):
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "This file is no PDF, or larger than 200 MB."),
            QT_TRANSLATE_NOOP("errors", "Choose a PDF that was sealed here."),
        )
    _hush()
    try:
        return _check(_opened(pdf, password), pdf)
    except PasswordNeededError:
        raise
    except Exception:  # a changed file breaks its reader in any way there is
        return _unreadable(pdf)


def _hush() -> None:
    """Keep pyHanko from the log: it finds much to say about files that were changed, and names people."""
    for name in ("pyhanko", "pyhanko_certvalidator"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)


def _pdf_signer(signer: Signer) -> "PdfSigner":
    from pyhanko.sign.fields import InvisSigSettings, MDPPerm, SigFieldSpec, SigSeedSubFilter
    from pyhanko.sign.signers import PdfSignatureMetadata

    name = facts_of(signer.certificate).name
    return _quiet_signer()(
        PdfSignatureMetadata(
            field_name=_FIELD,
            md_algorithm=_DIGEST,
            subfilter=SigSeedSubFilter.PADES,
            certify=True,
            docmdp_permissions=MDPPerm.NO_CHANGES,
            name=name,
        ),
        _simple_signer(signer),
        new_field_spec=SigFieldSpec(
            _FIELD,
            # Not hidden, as PDF/A wants it, and off the page, so that PDF/UA wants no tag for it.
            invis_sig_settings=InvisSigSettings(
                set_print_flag=True, set_hidden_flag=False, box_out_of_bounds=True
            ),
            readable_field_name=name,
        ),
    )


def _quiet_signer() -> "type[PdfSigner]":
    from pyhanko.pdf_utils.writer import BasePdfFileWriter
    from pyhanko.sign.signers import PdfSigner
    from pyhanko.sign.signers.constants import ESIC_EXTENSION_1

    class QuietSigner(PdfSigner):
        """Leaves a file PDF 1.7: PDF/A-2 and PDF/UA-1 know nothing later.

        pyHanko would call it PDF 2.0 because of the curve, which PAdES has allowed for longer.
        """

        def register_extensions(
            self,
            pdf_out: BasePdfFileWriter,
            *,
            md_algorithm: str,  # noqa: ARG002  (pyHanko's own)
        ) -> None:
            """Name the extension that brought PAdES."""
            pdf_out.register_extension(ESIC_EXTENSION_1)

    return QuietSigner


def _simple_signer(signer: Signer) -> "SimpleSigner":
    from asn1crypto.keys import PrivateKeyInfo
    from asn1crypto.x509 import Certificate
    from pyhanko.sign.signers import SimpleSigner
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    return SimpleSigner(
        signing_cert=Certificate.load(signer.certificate),
        signing_key=PrivateKeyInfo.load(signer.key),
        cert_registry=SimpleCertificateStore(),  # type: ignore[no-untyped-call]  # as it comes
    )


def _opened(pdf: bytes, password: str) -> "PdfFileReader":
    from pyhanko.pdf_utils.crypt import AuthStatus
    from pyhanko.pdf_utils.reader import PdfFileReader

    reader = PdfFileReader(BytesIO(pdf))
    if reader.encrypted:
        try:
            is_open = reader.decrypt(password).status is not AuthStatus.FAILED
        except ValueError:  # no reader would prepare it, so it can't be the one
            is_open = False
        if not is_open:
            raise PasswordNeededError
    return reader


def _check(reader: "PdfFileReader", pdf: bytes) -> SealCheck:
    signatures = reader.embedded_signatures
    if not signatures:
        return _unreadable(pdf)
    first = signatures[0]
    if len(signatures) > 1 or not _covers_everything(first) or not _holds(first):
        return SealCheck(state=SealState.CHANGED)
    return SealCheck(
        state=SealState.WHOLE,
        certificate=facts_of(first.signer_cert.dump()),
        sealed_at=first.self_reported_timestamp,
    )


def _covers_everything(signature: "EmbeddedPdfSignature") -> bool:
    """Tell whether nothing was added: to pyHanko, a signature holds on in a file that has grown."""
    from pyhanko.sign.validation.status import SignatureCoverageLevel

    signature.compute_integrity_info(skip_diff=True)  # type: ignore[no-untyped-call]  # as it comes
    return signature.coverage is SignatureCoverageLevel.ENTIRE_FILE


def _holds(signature: "EmbeddedPdfSignature") -> bool:
    """Tell whether content and signature are as they were made, whoever made them."""
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    context = ValidationContext(trust_roots=[signature.signer_cert], allow_fetching=False)
    status = validate_pdf_signature(signature, context, skip_diff=True)
    return bool(status.intact and status.valid)


def _unreadable(pdf: bytes) -> SealCheck:
    """Tell a file that was never sealed from one whose seal can't even be found any more."""
    return SealCheck(state=SealState.CHANGED if _was_sealed(pdf) else SealState.NONE)


def _was_sealed(pdf: bytes) -> bool:
    return any(trace in pdf for trace in _TRACES)
