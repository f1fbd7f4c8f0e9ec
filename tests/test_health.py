"""What the full check makes of files while somebody writes."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from coachdesk import health
from coachdesk.crypto import vault
from coachdesk.crypto.opened import OpenedVault
from coachdesk.errors import DamagedVaultError
from coachdesk.models.clock import Clock
from coachdesk.models.entities.health import AlteredRecord
from tests.conftest import NOW
from tests.drivers.practice import PASSPHRASE, make_vault

ALTERED = (AlteredRecord(template="The file “{name}”", name="a.bin"),)
Answers = list[Any]


@pytest.fixture
def opened(tmp_path: Path, clock: Clock) -> Iterator[OpenedVault]:
    with vault.unlock(make_vault(tmp_path / "V.coachdesk", clock), PASSPHRASE) as found:
        yield found


def answer(monkeypatch: pytest.MonkeyPatch, answers: Answers, generations: Iterator[int]) -> list[int]:
    """Let each look at the files find the next of these; count the looks."""
    looks: list[int] = []

    def look(_connection: object, _look: Callable[[], None]) -> object:
        looks.append(1)
        found = answers[min(len(looks), len(answers)) - 1]
        if isinstance(found, Exception):
            raise found
        return found

    monkeypatch.setattr(health, "name_altered", look)
    monkeypatch.setattr(health, "_generation", lambda _vault: next(generations))
    return looks


def same() -> Iterator[int]:
    while True:
        yield 7


@pytest.mark.parametrize("first", [ALTERED, DamagedVaultError()])
def test_what_looks_altered_while_somebody_writes_is_looked_at_again(
    opened: OpenedVault, monkeypatch: pytest.MonkeyPatch, first: object
) -> None:
    looks = answer(monkeypatch, [first, ()], iter(range(100)))
    report = health.full_check(opened, lambda: NOW)
    assert (report.altered, len(looks)) == ((), 2)


def test_what_is_altered_while_nobody_writes_is(opened: OpenedVault, monkeypatch: pytest.MonkeyPatch) -> None:
    looks = answer(monkeypatch, [ALTERED], same())
    report = health.full_check(opened, lambda: NOW)
    assert (report.altered, len(looks)) == (ALTERED, 1)


def test_it_is_believed_in_the_end(opened: OpenedVault, monkeypatch: pytest.MonkeyPatch) -> None:
    looks = answer(monkeypatch, [ALTERED], iter(range(100)))
    report = health.full_check(opened, lambda: NOW)
    assert (report.altered, len(looks)) == (ALTERED, 5)


def test_damage_that_stays_is_told(opened: OpenedVault, monkeypatch: pytest.MonkeyPatch) -> None:
    answer(monkeypatch, [DamagedVaultError()], same())
    with pytest.raises(DamagedVaultError):
        health.full_check(opened, lambda: NOW)
