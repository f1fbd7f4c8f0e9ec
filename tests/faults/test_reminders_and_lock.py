"""A reminder says nothing from the moment on at which the vault is being locked."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from coachdesk.models.clock import Clock
from coachdesk.theme import Theme
from tests.drivers.guarded import Guarded
from tests.drivers.practice import make_vault


@pytest.fixture
def guarded(qapp: QApplication, tmp_path: Path, theme: Theme, clock: Clock) -> Iterator[Guarded]:
    opened = Guarded(qapp, make_vault(tmp_path / "Vault.coachdesk", clock), theme, clock)
    yield opened
    opened.clear()


def test_locking_silences_reminders_before_anything_is_saved(guarded: Guarded) -> None:
    reminders = guarded.practice.desk.reminders
    awake: list[bool] = []
    awake.append(reminders.is_awake)
    guarded.guard.locking.connect(lambda: awake.append(reminders.is_awake))
    guarded.lock()
    assert awake == [True, False]
