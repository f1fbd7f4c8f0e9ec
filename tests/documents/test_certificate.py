from datetime import UTC, datetime

import pytest
from cryptography.x509 import load_der_x509_certificate, load_pem_x509_certificate
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.documents.certificate import as_pem, facts_of
from coachdesk.errors import DamagedVaultError
from tests.documents.sealing import signer


def test_it_tells_whom_it_names_and_how_long_it_holds() -> None:
    facts = facts_of(signer().certificate)
    assert (facts.name, facts.organisation) == ("Ines Vogt", "Vogt & Weite")
    assert facts.made_at == datetime(2026, 5, 1, tzinfo=UTC)
    assert facts.ends_at.year == 2036


def test_a_strangers_name_does_nothing_to_a_terminal() -> None:
    name = facts_of(signer("Ines\x1b[2J\u202eVogt", "").certificate).name
    assert name == "Ines[2JVogt"


def test_the_fingerprint_is_read_out_in_groups() -> None:
    grouped = facts_of(signer().certificate).grouped
    assert [len(group) for group in grouped.split()] == [4] * 16
    assert grouped == grouped.upper()


def test_other_programs_take_it_in_as_text_and_as_bytes() -> None:
    der = signer().certificate
    assert load_pem_x509_certificate(as_pem(der)) == load_der_x509_certificate(der)


@given(st.binary(max_size=300))
def test_what_is_none_is_said_to_be_damaged(rubbish: bytes) -> None:
    with pytest.raises(DamagedVaultError):
        facts_of(rubbish)
