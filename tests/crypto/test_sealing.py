from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, EllipticCurvePrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_der_private_key
from cryptography.x509 import BasicConstraints, KeyUsage, load_der_x509_certificate
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.crypto import vault
from coachdesk.crypto.connection import Connection
from coachdesk.crypto.opened import OpenedVault
from coachdesk.crypto.sealing import KeyWrap, NewSeal, SealKeyError, make_seal, rewrap
from coachdesk.crypto.secret import Secret
from tests.crypto.conftest import CHEAP, PASSPHRASE, Files

NOW = datetime(2026, 5, 14, 8, tzinfo=UTC)
WRAP = KeyWrap(Secret(bytes(32)), "0" * 32)


def made(name: str = "Zoë Łukasik", organisation: str = "Weite & Co") -> NewSeal:
    return make_seal(WRAP, name=name, organisation=organisation, now=NOW)


def private_key(seal: NewSeal, wrap: KeyWrap = WRAP) -> EllipticCurvePrivateKey:
    with wrap.unwrap(seal.wrapped_key, seal.certificate) as key:
        found = load_der_private_key(bytes(key.reveal()), password=None)
    assert isinstance(found, EllipticCurvePrivateKey)
    return found


def test_the_certificate_names_coach_and_practice_for_ten_years() -> None:
    certificate = load_der_x509_certificate(made().certificate)
    assert certificate.subject.rfc4514_string() == "O=Weite & Co,CN=Zoë Łukasik"
    assert certificate.not_valid_before_utc == NOW
    assert certificate.not_valid_after_utc - NOW >= timedelta(days=3652)


def test_the_certificate_is_for_documents_and_vouches_for_nobody() -> None:
    extensions = load_der_x509_certificate(made().certificate).extensions
    usage = extensions.get_extension_for_class(KeyUsage).value
    assert (usage.digital_signature, usage.content_commitment, usage.key_cert_sign) == (True, True, False)
    assert not extensions.get_extension_for_class(BasicConstraints).value.ca


def test_the_key_is_the_one_that_the_certificate_names() -> None:
    seal = made()
    certificate = load_der_x509_certificate(seal.certificate)
    assert private_key(seal).public_key() == certificate.public_key()
    assert isinstance(private_key(seal).curve, SECP256R1)
    certificate.verify_directly_issued_by(certificate)


@given(name=st.text(min_size=1, max_size=200), organisation=st.text(max_size=200))
def test_any_name_makes_a_certificate(name: str, organisation: str) -> None:
    subject = load_der_x509_certificate(made(name, organisation).certificate).subject
    assert all(1 <= len(str(attribute.value).encode()) <= 64 for attribute in subject)


def test_two_seals_have_nothing_in_common() -> None:
    first, second = made(), made()
    assert first.certificate != second.certificate
    assert private_key(first).private_numbers() != private_key(second).private_numbers()


def test_the_wrap_hides_the_key() -> None:
    seal = made()
    with WRAP.unwrap(seal.wrapped_key, seal.certificate) as key:
        assert bytes(key.reveal()) not in seal.wrapped_key
    assert "wrapped_key" not in repr(seal)


@pytest.mark.parametrize(
    "wrap", [KeyWrap(Secret(bytes(32)), "1" * 32), KeyWrap(Secret(b"\1" * 32), "0" * 32)]
)
def test_it_opens_in_its_own_vault_only(wrap: KeyWrap) -> None:
    with pytest.raises(SealKeyError, match="can't be opened"):
        private_key(made(), wrap)


def test_it_opens_for_its_own_certificate_only() -> None:
    with pytest.raises(SealKeyError):
        WRAP.unwrap(made().wrapped_key, made().certificate)


@given(place=st.integers(min_value=0), bit=st.integers(0, 7))
def test_any_changed_bit_is_found(place: int, bit: int) -> None:
    seal = made()
    wrapped = bytearray(seal.wrapped_key)
    wrapped[place % len(wrapped)] ^= 1 << bit
    with pytest.raises(SealKeyError):
        WRAP.unwrap(bytes(wrapped), seal.certificate)


@pytest.mark.parametrize("length", [0, 5, 12, 20])
def test_what_is_cut_off_is_found(length: int) -> None:
    seal = made()
    with pytest.raises(SealKeyError):
        WRAP.unwrap(seal.wrapped_key[:length], seal.certificate)


COLUMNS = "id TEXT PRIMARY KEY, certificate BLOB NOT NULL, wrapped_key BLOB NOT NULL"


def keep(opened: OpenedVault) -> NewSeal:
    """Store a seal as the models do, and beside it one that is damaged and one that was retired."""
    seal = opened.make_seal(name="Ines Vogt", organisation="", now=NOW)
    rows = [("a", seal.certificate, b"damaged"), ("b", seal.certificate, seal.wrapped_key)]
    with closing(opened.connect()) as connection:
        connection.execute(f"CREATE TABLE seal_identity ({COLUMNS}) STRICT")
        connection.executemany("INSERT INTO seal_identity VALUES (?, ?, ?)", [*rows, ("c", b"x", b"")])
    return seal


def wrapped_in(connection: Connection) -> list[bytes]:
    return [row[0] for row in connection.execute("SELECT wrapped_key FROM seal_identity ORDER BY id")]


@pytest.fixture
def renewed(files: Files) -> Iterator[tuple[NewSeal, OpenedVault]]:
    """A vault with a seal, after its kit was replaced."""
    with vault.unlock(files.folder, PASSPHRASE) as opened:
        seal = keep(opened)
        opened.replace_kit(opened.prepare_renewal(), PASSPHRASE, cost=CHEAP)
    with vault.unlock(files.folder, PASSPHRASE) as opened:
        yield seal, opened


def test_a_new_kit_leaves_the_seal_usable(renewed: tuple[NewSeal, OpenedVault]) -> None:
    seal, opened = renewed
    with closing(opened.connect()) as connection:
        wrapped = wrapped_in(connection)[1]
    assert wrapped != seal.wrapped_key
    with opened.seal_key(wrapped, seal.certificate) as key:
        found = load_der_private_key(bytes(key.reveal()), password=None)
    assert isinstance(found, EllipticCurvePrivateKey)
    signature = found.sign(b"a document", ECDSA(SHA256()))
    public = load_der_x509_certificate(seal.certificate).public_key()
    public.verify(signature, b"a document", ECDSA(SHA256()))  # type: ignore[union-attr,call-arg,arg-type]  # P-256


def test_without_wrapping_anew_a_new_kit_would_lose_it(renewed: tuple[NewSeal, OpenedVault]) -> None:
    seal, opened = renewed
    with pytest.raises(SealKeyError):
        opened.seal_key(seal.wrapped_key, seal.certificate)


def test_what_can_t_be_wrapped_anew_stays_as_it_is(renewed: tuple[NewSeal, OpenedVault]) -> None:
    with closing(renewed[1].connect()) as connection:
        damaged, _good, retired = wrapped_in(connection)
    assert (damaged, retired) == (b"damaged", b"")


def test_a_vault_without_the_table_has_nothing_to_wrap(opened: OpenedVault) -> None:
    with closing(opened.connect()) as connection:
        rewrap(connection, WRAP, WRAP)
        assert not connection.in_transaction
