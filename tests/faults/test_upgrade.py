"""Fault 4: an upgrade is killed at any point; afterwards the old or the new vault is whole."""

import random
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import pytest

from coachdesk.errors import DamagedVaultError
from tests.drivers.processes import ROOT
from tests.torture import upgrader
from tests.torture.figures import Figures

V1: Final = ROOT / "tests" / "data" / "v1.coachdesk"
_COPY: Final = "practice.db.before-upgrade"
_LONGEST_MS: Final = 600


def kill_upgrades(scratch: Path, how: str, points: Iterable[int]) -> Counter[str]:
    """Kill an upgrade at each point; return what was found, each completed by the next opening."""
    command = [sys.executable, "-m", "tests.torture.upgrader", str(V1), str(scratch), how, *map(str, points)]
    ran = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)  # noqa: S603
    assert ran.returncode == 0, ran.stderr
    return Counter(ran.stdout.split())


@pytest.fixture(scope="module")
def torn_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("torn") / "torn.coachdesk"
    kill_upgrades(folder, "tear", ())
    return folder


@pytest.fixture
def torn(torn_once: Path, tmp_path: Path) -> Path:
    """Return a vault that was killed in the middle of a step, without its journal."""
    return shutil.copytree(torn_once, tmp_path / "torn.coachdesk")


@pytest.mark.fault(4)
def test_a_killed_upgrade_leaves_a_whole_vault_and_goes_on(tmp_path: Path) -> None:
    found = kill_upgrades(tmp_path, "file", (5, 17, 40, 68, 74)) + kill_upgrades(tmp_path, "tick", (4, 84))
    assert found["old"] > 0
    assert found["new"] > 0
    assert found["old"] + found["new"] + found["done"] == 7


@pytest.mark.fault(4)
def test_a_half_written_vault_gives_way_to_its_copy(torn: Path) -> None:
    assert upgrader.found_in(torn) == "old"


@pytest.mark.fault(4, control=True)
def test_without_the_copy_it_would_be_lost(torn: Path) -> None:
    (torn / _COPY).unlink()
    with pytest.raises((DamagedVaultError, ValueError)):
        upgrader.found_in(torn)


@pytest.mark.fault(4)
@pytest.mark.slow
def test_upgrades_killed_everywhere_leave_whole_vaults(tmp_path: Path, figures: Figures) -> None:
    moments = random.Random(4).sample(range(1, _LONGEST_MS), 120)  # noqa: S311  (no secret)
    found = kill_upgrades(tmp_path, "file", range(1, 80))
    found += kill_upgrades(tmp_path, "tick", range(1, 90))
    found += kill_upgrades(tmp_path, "time", moments)
    figures("upgrades killed", found["old"] + found["new"])
    figures("of these, the old vault was whole and the upgrade was completed", found["old"])
    figures("of these, the new vault was whole", found["new"])
    assert found["old"] > 0
    assert found["new"] > 0
