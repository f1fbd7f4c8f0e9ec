"""The way in on a real vault: real Argon2, real SQLCipher."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from coachdesk.documents.renderer import Renderer
from coachdesk.gateway import Gateway
from coachdesk.theme import Theme
from coachdesk.views.start.start_window import StartWindow
from coachdesk.views.start.unlock_window import UnlockWindow
from tests.drivers.start import PASSPHRASE, StartDriver, UnlockDriver, choose
from tests.views.start.conftest import Wait


@pytest.fixture
def real() -> Iterator[Gateway]:
    gateway = Gateway()
    yield gateway
    gateway.close()


@pytest.fixture
def words(real: Gateway, theme: Theme, tmp_path: Path, wait: Wait, qtbot: QtBot) -> tuple[str, ...]:
    """Make a vault in the window, lock it and return its words."""
    start = StartWindow(real, theme, Renderer(), folder=tmp_path / "vault")
    qtbot.addWidget(start)
    start.show()
    StartDriver(start).go_to(3, wait)
    found = real.recovery_words()
    start.close()
    real.close()
    return found


@pytest.fixture
def door(real: Gateway, theme: Theme, tmp_path: Path, qtbot: QtBot) -> Iterator[UnlockWindow]:
    unlock = UnlockWindow(real, theme, tmp_path / "vault")
    qtbot.addWidget(unlock)
    unlock.show()
    yield unlock
    unlock.close()


def test_the_passphrase_opens_what_the_first_start_made(
    words: tuple[str, ...], door: UnlockWindow, real: Gateway, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(door.unlocked, timeout=10_000):
        UnlockDriver(door).type(PASSPHRASE)
    assert real.recovery_words() == words


def test_another_passphrase_does_not(words: tuple[str, ...], door: UnlockWindow, wait: Wait) -> None:
    UnlockDriver(door).type(PASSPHRASE.upper())
    wait(lambda: door.front.problem.startswith("That passphrase does not open this vault."))


def test_the_words_open_it_and_lead_to_a_new_passphrase(
    words: tuple[str, ...], door: UnlockWindow, real: Gateway, wait: Wait, qtbot: QtBot
) -> None:
    door.front.recover.click()
    door.recovery.words.words.setPlainText(" ".join(words).upper())
    door.recovery.on.click()
    wait(door.recovery.anew.isVisible)
    choose(door.recovery.anew.fields, "another river of words")
    with qtbot.waitSignal(door.unlocked, timeout=10_000):
        door.recovery.on.click()
    real.check_passphrase(real.opened.folder, "another river of words")


def test_a_used_folder_is_refused_by_the_real_vault(
    real: Gateway, theme: Theme, tmp_path: Path, wait: Wait, qtbot: QtBot
) -> None:
    (tmp_path / "letter.txt").touch()
    start = StartWindow(real, theme, Renderer(), folder=tmp_path)
    qtbot.addWidget(start)
    start.show()
    start.welcome.set_up.click()
    wait(lambda: "something in this folder already" in start.place.problem)
    start.close()
