import subprocess
import sys
import time
import tracemalloc
from types import SimpleNamespace
from unicodedata import normalize

import attrs
import pytest
from cryptography.hazmat.primitives.kdf import argon2
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.crypto.kdf import Cost, Subkey, calibrate, normalise, passphrase_key, require_length, subkey
from coachdesk.crypto.secret import Secret
from coachdesk.errors import DamagedVaultError, InvalidInputError
from tests.crypto.conftest import CHEAP

SALT = bytes(16)
GIB = 1024**3
BOMBS = [
    Cost(memory_kib=4 * 1024 * 1024),
    Cost(iterations=10**6),
    Cost(lanes=255),
    Cost(memory_kib=1024 * 1024 + 1),
    Cost(iterations=0),
    Cost(lanes=0),
    Cost(memory_kib=31, lanes=4),
    Cost(memory_kib=-1, lanes=-1),
]


@given(st.text())
def test_composed_and_decomposed_letters_are_the_same(text: str) -> None:
    assert normalise(normalize("NFD", text)) == normalise(text)


def test_spaces_count() -> None:
    assert len({normalise(text) for text in ("a", "a ", " a", "a\n")}) == 4


def test_half_a_surrogate_pair_has_bytes_too() -> None:
    assert normalise("\ud83d") == b"\xed\xa0\xbd"


def test_a_new_passphrase_has_eight_characters() -> None:
    with pytest.raises(InvalidInputError, match="shorter than 8"):
        require_length("1234567")
    require_length("12345678")


def test_accents_typed_apart_do_not_make_it_longer() -> None:
    with pytest.raises(InvalidInputError):
        require_length("e\N{COMBINING ACUTE ACCENT}" * 4)


def test_the_reference_vector_of_rfc_9106_fits_our_parameters() -> None:
    # argon2 -id -v 13, password "password", salt "somesalt", t=2 m=2^16 p=1, of the reference implementation
    expected = "09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7"
    cost = Cost(memory_kib=65536, iterations=2, lanes=1)
    assert passphrase_key("password", cost, b"somesalt").reveal().hex() == expected


@pytest.mark.parametrize("bomb", BOMBS, ids=str)
def test_a_bomb_is_refused_at_once_and_without_memory(bomb: Cost) -> None:
    passphrase_key("x", CHEAP, SALT)
    tracemalloc.start()
    started = time.perf_counter()
    with pytest.raises(DamagedVaultError, match="never asks for"):
        passphrase_key("x", bomb, SALT)
    took = time.perf_counter() - started
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert took < 0.05
    assert peak < 100_000


@pytest.mark.parametrize("value", ["65536", 65536.0, None])
def test_a_cost_is_made_of_whole_numbers(value: object) -> None:
    with pytest.raises(TypeError):
        Cost(memory_kib=value)  # type: ignore[arg-type]  # what a file may hold


@pytest.mark.skipif(sys.platform != "linux", reason="limits memory as Linux does")
def test_too_little_memory_is_its_own_error() -> None:
    script = """
import resource
from coachdesk.crypto.kdf import Cost, passphrase_key
from coachdesk.errors import NotEnoughMemoryError
passphrase_key("x", Cost(memory_kib=64, iterations=1, lanes=1), bytes(16))
resource.setrlimit(resource.RLIMIT_AS, (500 << 20, 500 << 20))
try:
    passphrase_key("x", Cost(memory_kib=1 << 20), bytes(16))
except NotEnoughMemoryError as error:
    print(error.code)
"""
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)  # noqa: S603  (our own script)
    assert ran.stdout.strip() == "not-enough-memory"


def test_each_use_has_a_key_of_its_own() -> None:
    master = Secret(bytes(32))
    assert len({bytes(subkey(master, use).reveal()) for use in Subkey}) == len(Subkey)


def test_a_subkey_has_the_length_asked_for() -> None:
    assert len(subkey(Secret(bytes(32)), Subkey.DATABASE_SALT, 16)) == 16


def test_subkeys_stay_what_they_are_for_ever() -> None:
    key = subkey(Secret(bytes(range(32))), Subkey.DATABASE_KEY)
    assert key.reveal().hex() == "fbbc560756251a19c826c4fb8d1a7839b3c7148517ecf8c29fd6898f81477a0d"


@pytest.mark.parametrize(
    ("seconds_per_gib", "memory", "expected_mib"),
    [
        (1.0, 16 * GIB, 256),
        (4.0, 16 * GIB, 256),
        (5.0, 16 * GIB, 128),
        (9.0, 16 * GIB, 64),
        (0.1, 2 * GIB, 256),
        (0.1, 1 * GIB, 128),
        (0.1, GIB // 2, 64),
        (0.1, 0, 64),
    ],
)
def test_calibration_stays_within_a_second_and_an_eighth(
    seconds_per_gib: float, memory: int, expected_mib: int
) -> None:
    cost = calibrate(memory, lambda tried: tried.memory_kib / 2**20 * seconds_per_gib)
    assert cost == attrs.evolve(Cost(), memory_kib=expected_mib * 1024)


def test_calibration_measures_this_machine() -> None:
    assert calibrate(16 * GIB).memory_kib in (64 * 1024, 128 * 1024, 256 * 1024)


def test_calibration_takes_lack_of_memory_for_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> bytes:
        raise MemoryError

    monkeypatch.setattr(argon2, "Argon2id", lambda **_: SimpleNamespace(derive=refuse))
    assert calibrate(16 * GIB) == Cost()
