import hashlib
import json
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.crypto.keyfile import (
    MAGIC,
    DamagedKeyFileError,
    ForeignKeyFileError,
    KeyFile,
    parse,
    serialise,
)
from coachdesk.crypto.secret import Secret
from coachdesk.crypto.slots import canonical, seal, seal_for_keychain
from coachdesk.errors import KnownError, NewerVaultError
from tests.crypto.conftest import CHEAP, PASSPHRASE

MASTER = Secret(bytes(range(32)))
VAULT_ID = "0f" * 16
KEYS = KeyFile(vault_id=VAULT_ID, generation=7, slots=(seal(MASTER, PASSPHRASE, CHEAP, VAULT_ID),))
RAW = serialise(KEYS, MASTER)


def with_checksum(content: bytes) -> bytes:
    return content + b"sha-256 " + hashlib.sha256(content).hexdigest().encode() + b"\n"


def edited(**fields: Any) -> bytes:  # noqa: ANN401  (any JSON)
    """Return the file as an editor would leave it that recomputes the checksum."""
    magic, body, mac, _ = RAW.splitlines(keepends=True)
    return with_checksum(magic + canonical(json.loads(body) | fields) + b"\n" + mac)


def test_what_is_written_is_read() -> None:
    signed = parse(RAW)
    assert signed.keys == KEYS
    assert signed.is_genuine(MASTER)


def test_it_has_four_lines_that_people_can_read() -> None:
    assert RAW.startswith(MAGIC)
    assert RAW.isascii()
    assert RAW.count(b"\n") == 4


@pytest.mark.parametrize("bit", range(8))
def test_no_flipped_bit_goes_unnoticed(bit: int) -> None:
    for place in range(len(RAW)):
        flipped = bytearray(RAW)
        flipped[place] ^= 1 << bit
        with pytest.raises(DamagedKeyFileError):
            parse(bytes(flipped))


def test_no_truncation_goes_unnoticed() -> None:
    for length in range(len(RAW)):
        with pytest.raises(DamagedKeyFileError):
            parse(RAW[:length])


@pytest.mark.parametrize("tail", [b"\n", b" ", RAW, b"x" * 300_000])
def test_nothing_may_follow(tail: bytes) -> None:
    with pytest.raises(DamagedKeyFileError):
        parse(RAW + tail)


@pytest.mark.parametrize("content", [b"", b"\0" * 700, b"SQLite format 3\0", b"{}", b"%PDF-1.7"])
def test_another_file_is_told_from_a_damaged_one(content: bytes) -> None:
    with pytest.raises(ForeignKeyFileError):
        parse(content)


def test_a_newer_one_is_refused_in_plain_words() -> None:
    with pytest.raises(NewerVaultError):
        parse(edited(reader=3, format=3, slots="of a shape still unknown"))


def test_an_edited_one_is_readable_and_not_genuine() -> None:
    assert not parse(edited(generation=8)).is_genuine(MASTER)


def test_another_master_key_does_not_vouch_for_it() -> None:
    assert not parse(RAW).is_genuine(Secret(bytes(32)))


@pytest.mark.parametrize(
    "fields",
    [
        {"vault": "0f"},
        {"vault": None},
        {"generation": "7"},
        {"generation": 7.5},
        {"slots": [{}]},
        {"slots": None},
        {"db": {"cipher": "none"}},
        {"format": None},
        {"more": 1},
    ],
)
def test_another_shape_is_no_key_file(fields: dict[str, Any]) -> None:
    with pytest.raises(ForeignKeyFileError):
        parse(edited(**fields))


@pytest.mark.parametrize(
    "body", [b"", b"\n", b"[]\nx\n", b"[" * 9000 + b"\nx\n", b"{}\n", b"\xff\n\n", b"1\n2\n3\n4\n"]
)
def test_other_lines_are_no_key_file(body: bytes) -> None:
    with pytest.raises(ForeignKeyFileError):
        parse(with_checksum(MAGIC + body))


KEY = Secret(bytes(range(1, 33)))
BOTH = attrs.evolve(KEYS, slots=(*KEYS.slots, seal_for_keychain(MASTER, KEY, VAULT_ID)))


def stated(raw: bytes) -> tuple[int, int]:
    body = json.loads(raw.splitlines()[1])
    return body["format"], body["reader"]


def test_a_file_says_the_format_that_its_slots_need() -> None:
    assert stated(RAW) == (1, 1)
    assert stated(serialise(BOTH, MASTER)) == (2, 2)


def test_a_file_with_a_keychain_slot_is_read_back() -> None:
    assert parse(serialise(BOTH, MASTER)).keys == BOTH


def test_the_passphrase_s_slot_is_the_same_beside_a_keychain_s() -> None:
    alone, beside = (json.loads(raw.splitlines()[1])["slots"][0] for raw in (RAW, serialise(BOTH, MASTER)))
    assert beside == alone


def test_a_file_that_overstates_its_format_is_no_key_file() -> None:
    with pytest.raises(ForeignKeyFileError):
        parse(edited(format=2, reader=2))


def test_the_entry_is_named_after_vault_and_slot() -> None:
    assert BOTH.keychain_entry == f"{VAULT_ID}.{BOTH.slots[1].id}"
    assert KEYS.keychain_entry is None


@given(st.binary(max_size=2000))
def test_noise_raises_only_known_errors(noise: bytes) -> None:
    for content in (noise, MAGIC + noise, with_checksum(MAGIC + noise)):
        with pytest.raises(KnownError):
            parse(content)
