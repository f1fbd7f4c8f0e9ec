import contextlib

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.crypto import slots
from coachdesk.crypto.secret import Secret
from coachdesk.crypto.slots import (
    AnySlot,
    KeychainSlot,
    PassphraseSlot,
    from_json,
    open_slot,
    seal,
    seal_for_keychain,
    to_json,
)
from coachdesk.errors import InvalidInputError
from tests.crypto.conftest import CHEAP, PASSPHRASE

MASTER = Secret(bytes(range(32)))
VAULT_ID = "00" * 16
SLOT = seal(MASTER, PASSPHRASE, CHEAP, VAULT_ID)


def test_the_passphrase_opens_it() -> None:
    assert open_slot(SLOT, PASSPHRASE, VAULT_ID) == MASTER


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        " ",
        PASSPHRASE + " ",
        " " + PASSPHRASE,
        PASSPHRASE.upper(),
        PASSPHRASE[:-1],
        "x" * 10_000,
        "🦔" * 9,
    ],
)
def test_no_other_passphrase_does(wrong: str) -> None:
    assert open_slot(SLOT, wrong, VAULT_ID) is None


def test_accents_may_be_typed_either_way() -> None:
    slot = seal(MASTER, "caf\N{LATIN SMALL LETTER E WITH ACUTE} noisette", CHEAP, VAULT_ID)
    assert open_slot(slot, "cafe\N{COMBINING ACUTE ACCENT} noisette", VAULT_ID) == MASTER


@pytest.mark.parametrize(
    "passphrase", ["🦔🌧️🚲🎻🧦🍐🛶🪁", "x" * 10_000, "        ", "пароль из слов", "\ud83d" * 8]
)
def test_any_passphrase_of_eight_characters_can_be_set(passphrase: str) -> None:
    assert open_slot(seal(MASTER, passphrase, CHEAP, VAULT_ID), passphrase, VAULT_ID) == MASTER


def test_a_short_one_can_not() -> None:
    with pytest.raises(InvalidInputError):
        seal(MASTER, "1234567", CHEAP, VAULT_ID)


@pytest.mark.parametrize(
    "changed",
    [
        attrs.evolve(SLOT, id="00" * 8),
        attrs.evolve(SLOT, created="2020-01-01T00:00:00Z"),
        attrs.evolve(SLOT, cost=attrs.evolve(CHEAP, memory_kib=32)),
        attrs.evolve(SLOT, salt=bytes(16)),
        attrs.evolve(SLOT, nonce=bytes(12)),
        attrs.evolve(SLOT, ciphertext=bytes(48)),
    ],
)
def test_a_changed_slot_stays_shut(changed: PassphraseSlot) -> None:
    assert open_slot(changed, PASSPHRASE, VAULT_ID) is None


def test_a_slot_fits_one_vault_only() -> None:
    assert open_slot(SLOT, PASSPHRASE, "11" * 16) is None


def test_each_is_sealed_with_fresh_salt_and_nonce() -> None:
    again = seal(MASTER, PASSPHRASE, CHEAP, VAULT_ID)
    assert {again.salt, again.nonce, again.ciphertext}.isdisjoint({SLOT.salt, SLOT.nonce, SLOT.ciphertext})


def test_json_leads_back_to_the_slot() -> None:
    assert from_json(to_json(SLOT)) == SLOT


@pytest.mark.parametrize(
    "changes",
    [
        {"nonce": "00"},
        {"ct": "00" * 47},
        {"kind": "keychain"},
        {"more": 1},
        {"id": 1},
        {"kdf": {}},
        {"salt": ""},
    ],
)
def test_another_shape_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        from_json(to_json(SLOT) | changes)


KEY = Secret(bytes(range(1, 33)))
KEYCHAIN_SLOT = seal_for_keychain(MASTER, KEY, VAULT_ID)


def test_the_keychain_s_key_opens_its_slot() -> None:
    assert open_slot(KEYCHAIN_SLOT, KEY, VAULT_ID) == MASTER


def test_each_secret_opens_slots_of_its_kind_alone() -> None:
    assert open_slot(SLOT, KEY, VAULT_ID) is None
    assert open_slot(KEYCHAIN_SLOT, PASSPHRASE, VAULT_ID) is None
    assert open_slot(KEYCHAIN_SLOT, KEY.reveal().hex(), VAULT_ID) is None


@pytest.mark.parametrize(
    "changed",
    [
        attrs.evolve(KEYCHAIN_SLOT, id="00" * 8),
        attrs.evolve(KEYCHAIN_SLOT, created="2020-01-01T00:00:00Z"),
        attrs.evolve(KEYCHAIN_SLOT, nonce=bytes(12)),
        attrs.evolve(KEYCHAIN_SLOT, ciphertext=bytes(48)),
    ],
)
def test_a_changed_keychain_slot_stays_shut(changed: KeychainSlot) -> None:
    assert open_slot(changed, KEY, VAULT_ID) is None


def test_a_keychain_slot_fits_one_key_and_one_vault_only() -> None:
    assert open_slot(KEYCHAIN_SLOT, Secret(bytes(32)), VAULT_ID) is None
    assert open_slot(KEYCHAIN_SLOT, KEY, "11" * 16) is None


def test_a_keychain_slot_is_read_back_too() -> None:
    assert from_json(to_json(KEYCHAIN_SLOT)) == KEYCHAIN_SLOT


@pytest.mark.parametrize(
    "changes", [{"kdf": to_json(SLOT)["kdf"]}, {"kdf": {}}, {"kind": "passphrase"}, {"ct": "00" * 49}]
)
def test_a_keychain_slot_of_another_shape_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        from_json(to_json(KEYCHAIN_SLOT) | changes)


@given(
    slot=st.sampled_from((SLOT, KEYCHAIN_SLOT)),
    field=st.sampled_from(sorted(to_json(SLOT))),
    value=st.none() | st.integers() | st.text(max_size=5) | st.lists(st.none(), max_size=1),
)
def test_any_other_value_is_kept_as_it_is_or_refused(slot: AnySlot, field: str, value: object) -> None:
    changed = to_json(slot) | {field: value}
    with contextlib.suppress(KeyError, TypeError, ValueError):
        assert to_json(from_json(changed)) == changed


def test_canonical_json_has_one_form() -> None:
    assert slots.canonical({"b": "é", "a": [1, {}]}) == b'{"a":[1,{}],"b":"\\u00e9"}'
