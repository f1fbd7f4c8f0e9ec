"""Fault 2: the power goes at any moment, and what was not synced is lost or torn."""

import contextlib
import random
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest
from attrs import define, frozen

from coachdesk.crypto import vault
from coachdesk.crypto.connection import find_damage
from coachdesk.crypto.opened import OpenedVault
from coachdesk.errors import KnownError
from coachdesk.models import notes
from coachdesk.models.clock import Clock, fixed_clock
from coachdesk.models.entities.ids import SessionId
from coachdesk.models.store import Store
from tests import making
from tests.conftest import NOW
from tests.drivers.practice import PASSPHRASE, make_vault
from tests.drivers.processes import ROOT
from tests.torture.figures import Figures
from tests.torture.power import Call, Disk, read_calls
from tests.torture.typist import number_of

_CALLS: Final = "trace=openat,pwrite64,write,ftruncate,fsync,fdatasync,unlink,rename"
_DATABASE: Final = "practice.db"
_SEED: Final = 20_261_123


@frozen
class Run:
    """What a coach typed, as the disk heard it."""

    folder: Path
    session: SessionId
    before: dict[str, bytes]
    calls: tuple[Call, ...]

    @property
    def begin(self) -> int:
        """The first call that the typing itself made."""
        return next(place for place, call in enumerate(self.calls) if call.data == b"begin\n")


@define
class Outcome:
    """What the starts after so many power cuts found."""

    cuts: int = 0
    corrupt: int = 0
    lost: int = 0
    rolled_back: int = 0


def record(folder: Path, clock: Clock, saves: int, *synchronous: str) -> Run:
    """Type into a new vault while strace writes down each call."""
    tool = shutil.which("strace")
    if tool is None:
        pytest.skip("no strace here to hear system calls")
    ids: list[SessionId] = []
    made = make_vault(
        folder, clock, lambda store: ids.append(making.a_session(store, making.an_engagement(store)).id)
    )
    before = {_DATABASE: (made / _DATABASE).read_bytes()}
    heard = folder.with_suffix(".calls")
    listen = [tool, "-f", "-qq", "-xx", "-y", "-s", "100000000", "-e", _CALLS, "-o", str(heard)]
    typing = [sys.executable, "-m", "tests.torture.typist", str(made), PASSPHRASE, ids[0], str(saves)]
    command = [*listen, *typing, *synchronous]
    ran = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)  # noqa: S603
    if not heard.exists() or "ptrace" in ran.stderr:
        pytest.skip("strace may not listen here")
    assert ran.returncode == 0, ran.stderr
    calls = read_calls(heard.read_text().splitlines(), made)
    return Run(made, ids[0], before, tuple(calls))


def cut_power(run: Run, cuts: int, seed: int = _SEED) -> Outcome:
    """Cut the power so often, each time somewhere else, and look at what is left."""
    chance, outcome = random.Random(seed), Outcome()  # noqa: S311  (no secret: it chooses where to cut)
    places = sorted(chance.randint(run.begin, len(run.calls)) for _ in range(cuts))
    disk, done, acknowledged = Disk(run.before), 0, -1
    with vault.unlock(run.folder, PASSPHRASE) as opened:
        for place in places:
            for call in run.calls[done:place]:
                disk.do(call)
                acknowledged = (
                    int(call.data) if call.data.rstrip().isdigit() and not call.path else acknowledged
                )
            done = place
            _look(opened, run.session, disk.after_power_cut(chance), acknowledged, outcome)
    return outcome


def _look(
    opened: OpenedVault, session: SessionId, found: dict[str, bytes], acknowledged: int, outcome: Outcome
) -> None:
    for name in (_DATABASE, f"{_DATABASE}-journal"):
        path = opened.folder / name
        path.unlink(missing_ok=True)
        if name in found:
            path.write_bytes(found[name])
    outcome.cuts += 1
    try:
        number = _newest_whole(opened, session)
    except (KnownError, ValueError):
        outcome.corrupt += 1
    else:
        outcome.lost += number < acknowledged
        outcome.rolled_back += (opened.folder / _DATABASE).read_bytes() != found[_DATABASE]


def _newest_whole(opened: OpenedVault, session: SessionId) -> int:
    """Return the number of the newest save, from a database that both checks find whole."""
    for check in ("cipher_integrity_check", "integrity_check"):
        with contextlib.closing(opened.connect()) as connection:
            if find_damage(connection, check):
                raise ValueError(check)
    with contextlib.closing(Store(opened.connect())) as store:
        return number_of(notes.open_note(store, session).note.body)


@pytest.fixture(scope="module")
def typed(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return record(tmp_path_factory.mktemp("power") / "Typed.coachdesk", fixed_clock(NOW), 60)


@pytest.mark.fault(2)
def test_nothing_saved_is_lost_when_the_power_goes(typed: Run) -> None:
    outcome = cut_power(typed, 20)
    assert (outcome.cuts, outcome.corrupt, outcome.lost) == (20, 0, 0)


@pytest.mark.fault(2)
@pytest.mark.slow
def test_nothing_saved_is_lost_at_any_of_many_moments(typed: Run, figures: Figures) -> None:
    outcome = cut_power(typed, 500, seed=_SEED + 1)
    figures("power cuts replayed", outcome.cuts)
    figures("power cuts after which a half-done save was rolled back", outcome.rolled_back)
    figures("databases corrupt after a power cut", outcome.corrupt)
    figures("acknowledged saves lost to a power cut", outcome.lost)
    assert (outcome.cuts, outcome.corrupt, outcome.lost) == (500, 0, 0)
    assert outcome.rolled_back > 50


@pytest.mark.fault(2, control=True)
def test_without_syncs_the_same_cuts_do_harm(tmp_path: Path, clock: Clock) -> None:
    outcome = cut_power(record(tmp_path / "Fast.coachdesk", clock, 30, "OFF"), 20)
    assert outcome.corrupt + outcome.lost > 0


def test_what_was_not_synced_may_be_missing_or_torn() -> None:
    write = Call("pwrite64", "a", bytes([1]) * 2048, (0,))
    found = set()
    for seed in range(200):
        disk = Disk({"a": bytes(2048)})
        disk.do(write)
        found.add(disk.after_power_cut(random.Random(seed))["a"])  # noqa: S311
    assert {bytes(2048), bytes([1]) * 2048} < found


def test_what_was_synced_is_there() -> None:
    disk = Disk({})
    for call in (
        Call("openat", "a"),
        Call("pwrite64", "a", b"kept", (0,)),
        Call("fsync", "a"),
        Call("fsync", "."),
        Call("ftruncate", "a", numbers=(2,)),
        Call("rename", "a", other="b"),
    ):
        disk.do(call)
    ends = [disk.after_power_cut(random.Random(seed)) for seed in range(50)]  # noqa: S311
    assert {next(iter(end)) for end in ends} == {"a", "b"}
    assert {next(iter(end.values())) for end in ends} == {b"kept", b"ke"}
