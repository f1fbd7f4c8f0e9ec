"""Fault 3: the process is killed at any line of a passphrase change, or of turning the keychain on or off.

Afterwards the old secret works or the new one, never neither; the words of the kit always do.
"""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from attrs import frozen

from coachdesk.crypto import vault
from coachdesk.errors import KnownError
from tests.crypto.conftest import PASSPHRASE, make_files
from tests.faults.kill_points import NEW_PASSPHRASE, VAULT, keychain_in
from tests.torture.figures import Figures

pytestmark = pytest.mark.skipif(os.name != "posix", reason="forks and kills as POSIX does")
STEP = 11


@frozen
class Case:
    """A change, and whether the keychain opened the vault before."""

    change: str
    was_on: bool = True


CASES = (
    Case("change_passphrase"),
    Case("add_keychain", was_on=False),
    Case("add_keychain"),
    Case("remove_keychain"),
)
each_case = pytest.mark.parametrize("case", CASES, ids=str)


def make_source(folder: Path, case: Case) -> Path:
    """Make a folder with a vault, its words and the keychain."""
    folder.mkdir()
    words = make_files(folder / VAULT).words
    (folder / "words").write_text(words, encoding="ascii")
    if case.was_on:
        with vault.unlock(folder / VAULT, PASSPHRASE) as opened:
            opened.add_keychain(keychain_in(folder))
    return folder


def killed(place: Path, case: Case, step: int, *control: str) -> list[Path]:
    """Return what each kill left behind."""
    source, target = make_source(place / "source", case), place / "tries"
    command = [sys.executable, "-m", "tests.faults.kill_points", str(source), case.change, str(step)]
    subprocess.run([*command, str(target), *control], check=True, capture_output=True)  # noqa: S603  (our own)
    return list(target.iterdir())


def opens(way: Callable[[], vault.OpenedVault]) -> bool:
    try:
        way().close()
    except KnownError:
        return False
    return True


def wrong_with(folder: Path, case: Case) -> list[str]:
    """Return what does not hold of a vault whose change was killed."""
    place, words = folder / VAULT, (folder / "words").read_text(encoding="ascii")
    old = opens(lambda: vault.unlock(place, PASSPHRASE))
    new = opens(lambda: vault.unlock(place, NEW_PASSPHRASE))
    offered = vault.opens_with_keychain(place)
    by_keychain = opens(lambda: vault.unlock_with_keychain(place, keychain_in(folder)))
    promises = {
        "the old passphrase or the new one": old is not new,
        "the old passphrase, unless it was changed": old or case.change == "change_passphrase",
        "the kit": opens(lambda: vault.unlock_with_words(place, words)),
        "the keychain, where it is offered": by_keychain is offered,
        "the keychain, unless it was off": by_keychain or not case.was_on or case.change == "remove_keychain",
        "two key files alike": len({path.read_bytes() for path in place.glob("practice.keys*")}) == 1,
    }
    return [promise for promise, kept in promises.items() if not kept]


def broken(tries: list[Path], case: Case) -> set[str]:
    return {wrong for folder in tries for wrong in wrong_with(folder, case)}


@pytest.mark.fault(3)
@each_case
def test_3_after_a_kill_the_old_secret_works_or_the_new_one(tmp_path: Path, case: Case) -> None:
    tries = killed(tmp_path, case, STEP)
    assert len(tries) > 5
    assert broken(tries, case) == set()


@pytest.mark.fault(3)
@pytest.mark.slow
@each_case
def test_3_after_a_kill_at_every_single_line_too(tmp_path: Path, case: Case, figures: Figures) -> None:
    tries = killed(tmp_path, case, 1)
    assert len(tries) > 100
    assert broken(tries, case) == set()
    name = case.change.replace("_", " ") + ("" if case.was_on else ", for the first time")
    figures(f"kills survived: {name}", len(tries) - 1)


@pytest.mark.fault(3, control=True)
@each_case
def test_3_control_without_the_care_something_is_lost(tmp_path: Path, case: Case) -> None:
    lost = {"the old passphrase or the new one", "the keychain, where it is offered"}
    tries = killed(tmp_path, case, STEP, "careless")
    assert any(lost.intersection(wrong_with(folder, case)) for folder in tries)
