"""Fault 4: a kill while a vault is made of a backup or of a damaged one, or the bin lets go or gives back.

Afterwards everything is as it was or as it was to be, and the backup from before opens.
"""

import os
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import pytest

from tests.drivers.processes import ROOT
from tests.torture.figures import Figures

pytestmark = pytest.mark.skipif(os.name != "posix", reason="forks and kills as POSIX does")
# Where on the way there is something to lose, in per cent.
_LOST_AT: Final = {
    "restore": (10, 20, 30),
    "salvage": (97, 99, 99.8),
    "delete_for_good": (40, 60, 80),
    "put_back": (50, 70),
    "empty_bin": tuple(80 + n / 2 for n in range(32)),  # three short moments, after each of three deletions
}
_NAMES: Final = {
    "restore": "restores",
    "salvage": "salvages to a new vault",
    "delete_for_good": "deletions of a client for good",
    "put_back": "returns of a client from the bin",
    "empty_bin": "emptyings of the bin",
}
each_undertaking = pytest.mark.parametrize("undertaking", _NAMES)


def interrupt(scratch: Path, undertaking: str, care: str, how: str, points: Iterable[float]) -> Counter[str]:
    """Kill an undertaking at each point; return what was found."""
    scratch.mkdir()
    command = [sys.executable, "-m", "tests.torture.interrupter", str(scratch), undertaking, care, how]
    command += map(str, points)
    ran = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)  # noqa: S603
    assert ran.returncode == 0, ran.stderr
    return Counter(ran.stdout.split())


@pytest.mark.fault(4)
@each_undertaking
def test_a_kill_leaves_it_undone_or_done(tmp_path: Path, undertaking: str) -> None:
    found = interrupt(tmp_path / "x", undertaking, "careful", "line", (5, 30, 60, 97, 99.2, 99.999))
    assert found["lost"] == 0
    assert found["old"] > 0
    assert found["new"] > 0


@pytest.mark.fault(4, control=True)
@each_undertaking
def test_without_the_care_it_would_be_neither(tmp_path: Path, undertaking: str) -> None:
    assert interrupt(tmp_path / "x", undertaking, "careless", "line", _LOST_AT[undertaking])["lost"] > 0


@pytest.mark.fault(4)
@pytest.mark.slow
@each_undertaking
def test_kills_everywhere_leave_it_undone_or_done(tmp_path: Path, undertaking: str, figures: Figures) -> None:
    chance = random.Random(undertaking)  # noqa: S311  (no secret: it chooses when to kill)
    lines = [*range(100), *(99 + n / 50 for n in range(50)), *(99.99 + n / 1000 for n in range(10))]
    moments = [chance.uniform(0, 100) for _ in range(60)]
    found = interrupt(tmp_path / "line", undertaking, "careful", "line", lines)
    found += interrupt(tmp_path / "time", undertaking, "careful", "time", moments)
    what = _NAMES[undertaking]
    figures(f"{what} killed", found.total() - found["done"])
    figures(f"{what} killed, afterwards neither undone nor done", found["lost"])
    assert found["lost"] == 0
    assert found["old"] > 0
    assert found["new"] > 0
