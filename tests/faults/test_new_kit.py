"""Fault 3: the process is killed at any point of the replacement of a recovery kit.

Afterwards the former words open the vault or the newer ones, never both or neither, and the passphrase does.
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
FILE_EVENTS: Final = 46
_THOUSANDTHS: Final = 1000


def kill_replacements(scratch: Path, care: str, how: str, points: Iterable[int]) -> Counter[str]:
    """Kill a replacement at each point; return whose words were found in force."""
    command = [sys.executable, "-m", "tests.torture.renewer", str(scratch), care, how, *map(str, points)]
    ran = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)  # noqa: S603
    assert ran.returncode == 0, ran.stderr
    return Counter(ran.stdout.split())


@pytest.mark.fault(3)
def test_a_killed_replacement_leaves_the_former_kit_or_the_newer_one(tmp_path: Path) -> None:
    found = kill_replacements(tmp_path, "careful", "file", (9, 20, 30, 38))
    assert set(found) == {"former", "newer"}


@pytest.mark.fault(3, control=True)
@pytest.mark.parametrize(("care", "points"), [("keys_first", (33, 38)), ("unprepared", (19, 24))])
def test_in_another_order_the_vault_is_lost(tmp_path: Path, care: str, points: tuple[int, ...]) -> None:
    assert kill_replacements(tmp_path, care, "file", points)["lost"] > 0


@pytest.mark.fault(3)
@pytest.mark.slow
def test_replacements_killed_everywhere_leave_one_kit_or_the_other(tmp_path: Path, figures: Figures) -> None:
    moments = random.Random(3).sample(range(_THOUSANDTHS), 110)  # noqa: S311  (no secret)
    found = kill_replacements(tmp_path / "file", "careful", "file", range(1, FILE_EVENTS + 1))
    found += kill_replacements(tmp_path / "time", "careful", "time", moments)
    figures("kit replacements killed", found["former"] + found["newer"])
    figures("of these, the former words and the passphrase opened the vault", found["former"])
    figures("of these, the newer words and the passphrase opened it", found["newer"])
    figures("of these, no words or no passphrase did", found["lost"])
    assert found["lost"] == 0
    assert found["former"] + found["newer"] >= 100
