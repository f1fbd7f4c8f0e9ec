"""A seal of a coach that tests may use, and files that it is put on."""

from datetime import UTC, datetime
from functools import cache

from coachdesk.crypto.sealing import KeyWrap, make_seal
from coachdesk.crypto.secret import Secret
from coachdesk.documents.seal import Signer

PASSWORD = "grüne Bäume im Herbst"


@cache
def signer(name: str = "Ines Vogt", organisation: str = "Vogt & Weite") -> Signer:
    """Return a signer; the same name is the same seal."""
    wrap = KeyWrap(Secret(bytes(32)), "0" * 32)
    made = make_seal(wrap, name=name, organisation=organisation, now=datetime(2026, 5, 1, tzinfo=UTC))
    with wrap.unwrap(made.wrapped_key, made.certificate) as key:
        return Signer(certificate=made.certificate, key=bytes(key.reveal()))


def outside_the_blob(pdf: bytes) -> list[range]:
    """Return where a sealed file may not change: all but the hexadecimal digits of the signature itself."""
    start = pdf.index(b"/Contents <") + len(b"/Contents <")
    return [range(start), range(pdf.index(b">", start), len(pdf))]
