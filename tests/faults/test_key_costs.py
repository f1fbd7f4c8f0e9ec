"""Faults 7 and 8: a key file that asks for more work than CoachDesk ever does, and memory that is not there.

What Argon2 takes is taken outside of Python, so each look is one at a process of its own: its
processor time, and the most memory that it ever held.
"""

import json
import subprocess
import sys
from pathlib import Path

import attrs
import pytest

from coachdesk.crypto.kdf import Cost
from coachdesk.crypto.keyfile import serialise
from coachdesk.crypto.keystore import KeyStore
from coachdesk.crypto.slots import PassphraseSlot
from tests.crypto.conftest import PASSPHRASE, Files, make_files
from tests.crypto.test_vault import snapshot

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="measures memory as Linux does")
GIB_KIB = 1024 * 1024
BOMBS = {
    "4 GiB": Cost(memory_kib=4 * GIB_KIB),
    "a million passes": Cost(iterations=10**6),
    "255 lanes": Cost(lanes=255),
    "a little over the limit": Cost(memory_kib=GIB_KIB + 1),
    "2 to the 62": Cost(memory_kib=2**62, iterations=2**62, lanes=2**62),
}
LARGE = Cost(memory_kib=256 * 1024, iterations=1)
UNLOCK = """
import json, resource, sys, time, tracemalloc
from pathlib import Path
from coachdesk.crypto import vault
from coachdesk.crypto.kdf import Cost, passphrase_key
from coachdesk.errors import KnownError

def held():
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))

folder, passphrase, limit_kib = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
passphrase_key("warm", Cost(memory_kib=64, iterations=1, lanes=1), bytes(16))
if limit_kib:
    size = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (size + limit_kib * 1024,) * 2)
tracemalloc.start()
before, began = held(), time.process_time()
try:
    vault.unlock(folder, passphrase).close()
    code = "opened"
except KnownError as error:
    code = error.code
took = time.process_time() - began
peak = tracemalloc.get_traced_memory()[1]
print(json.dumps({"code": code, "ms": took * 1000, "held_kib": held() - before, "python_kib": peak / 1024}))
"""


@attrs.frozen
class Outcome:
    code: str
    ms: float
    held_kib: int
    python_kib: float


def unlock(files: Files, *, limit_kib: int = 0) -> Outcome:
    """Unlock in a process that may take so much memory more; 0 is as much as it likes."""
    command = [sys.executable, "-c", UNLOCK, str(files.folder), PASSPHRASE, str(limit_kib)]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603  (our own script)
    return Outcome(**json.loads(ran.stdout))


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return make_files(tmp_path / "Mine.coachdesk")


def demand(files: Files, cost: Cost) -> None:
    """Let both key files ask for this, with a checksum and a MAC that hold."""
    found = KeyStore(files.folder).unlock(PASSPHRASE)
    [slot] = found.keys.slots
    assert isinstance(slot, PassphraseSlot)
    raw = serialise(attrs.evolve(found.keys, slots=(attrs.evolve(slot, cost=cost),)), found.master)
    files.keys.write_bytes(raw)
    files.copy.write_bytes(raw)


@pytest.mark.fault(7)
@pytest.mark.parametrize("bomb", BOMBS)
def test_7_a_bomb_is_refused_at_once_without_memory_and_left_as_it_is(files: Files, bomb: str) -> None:
    demand(files, BOMBS[bomb])
    before = snapshot(files.folder)
    outcome = unlock(files)
    assert outcome.code == "damaged-vault"
    assert outcome.ms < 50
    assert outcome.held_kib < 4 * 1024
    assert outcome.python_kib < 1024
    assert snapshot(files.folder) == before


def make_large(folder: Path) -> Files:
    from coachdesk.crypto import vault

    with vault.create(folder, PASSPHRASE, cost=LARGE) as made:
        return Files(folder, " ".join(made.recovery_words()))


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """Return a vault that takes 256 MiB to open; nobody writes into it."""
    return make_large(tmp_path_factory.mktemp("large") / "Mine.coachdesk")


@pytest.mark.fault(7, control=True)
def test_7_control_what_is_within_bounds_shows_in_the_same_measure(large: Files) -> None:
    outcome = unlock(large)
    assert outcome.code == "opened"
    assert outcome.held_kib > 200 * 1024
    assert outcome.ms > 50


@pytest.mark.fault(8)
def test_8_too_little_memory_is_said_and_is_not_a_wrong_passphrase(large: Files) -> None:
    before = snapshot(large.folder)
    assert unlock(large, limit_kib=128 * 1024).code == "not-enough-memory"
    assert snapshot(large.folder) == before


@pytest.mark.fault(8, control=True)
def test_8_control_with_enough_memory_the_same_vault_opens(large: Files) -> None:
    assert unlock(large, limit_kib=512 * 1024).code == "opened"
