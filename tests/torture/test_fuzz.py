"""Fault 30, the quick part: files of strangers raise typed errors, soon."""

import subprocess
import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.drivers.processes import ROOT
from tests.torture.fuzz import LONGEST_S, TARGETS

CARELESS = """
import sys
from tests.torture import fuzz
def take(data):
    if data[:1] == b"C":
        data.decode("ascii")
fuzz.TARGETS = {"careless": fuzz.Target(take, lambda: [b"CoachDesk"])}
fuzz.main("careless", 20)
"""
SLOW = """
import time
from tests.torture import fuzz
def take(data):
    while time.process_time() < 3:
        pass
fuzz.measured(take)(b"")
"""
HUNGRY = """
from tests.torture import fuzz
take = fuzz.measured(lambda data: bytearray(200_000_000))
take(b"")
"""


@pytest.mark.fault(30)
@pytest.mark.parametrize("name", TARGETS)
@given(data=st.binary(max_size=2000))
def test_any_bytes_are_taken_or_refused_in_words(name: str, data: bytes) -> None:
    TARGETS[name].take(data)


@pytest.mark.fault(30)
@pytest.mark.parametrize("name", TARGETS)
@given(edits=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.binary(max_size=6)), max_size=8))
def test_an_edited_file_is_taken_or_refused_in_words(name: str, edits: list[tuple[float, bytes]]) -> None:
    for seed in SEEDS[name]:
        data = seed
        for place, put in edits:
            at = int(place * len(data))
            data = data[:at] + put + data[at + len(put) :]
        began = time.process_time()
        TARGETS[name].take(data)
        assert time.process_time() - began < LONGEST_S


SEEDS = {name: target.seeds() for name, target in TARGETS.items()}


def run(script: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-c", script]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)  # noqa: S603


@pytest.mark.fault(30, control=True)
def test_the_fuzzer_finds_a_careless_reader() -> None:
    pytest.importorskip("atheris")
    ran = run(CARELESS)
    assert ran.returncode != 0
    assert "UnicodeDecodeError" in ran.stdout + ran.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux for the memory")
def test_a_slow_reader_is_a_finding() -> None:
    assert "TimeoutError" in run(SLOW).stderr


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux for the memory")
def test_a_hungry_reader_is_a_finding() -> None:
    assert "MemoryError" in run(HUNGRY).stderr
