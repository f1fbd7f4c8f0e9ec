"""The windows before the desk, and what the tests of the whole window begin with."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from coachdesk.documents.renderer import Renderer
from coachdesk.models.clock import Clock
from coachdesk.theme import Theme
from coachdesk.views.start.start_window import StartWindow
from coachdesk.views.start.unlock_window import UnlockWindow
from tests.drivers.fixtures import begin, built_sample, papers
from tests.drivers.start import FakeGateway, StartDriver

__all__ = ["begin", "built_sample", "papers"]


@pytest.fixture
def start(
    theme: Theme, renderer: Renderer, clock: Clock, tmp_path: Path, qtbot: QtBot
) -> Iterator[StartDriver]:
    window = StartWindow(
        FakeGateway(),
        theme,
        renderer,
        folder=tmp_path / "vault",
        clock=clock,
        choose_places=lambda _n: (1, 2, 3),
    )
    qtbot.addWidget(window)
    window.show()
    yield StartDriver(window)
    window.close()


@pytest.fixture
def unlock(theme: Theme, tmp_path: Path, qtbot: QtBot) -> Iterator[UnlockWindow]:
    backup = tmp_path / "one.coachdesk-backup"
    window = UnlockWindow(FakeGateway(), theme, tmp_path, ask_backup=lambda *_: backup)
    qtbot.addWidget(window)
    window.show()
    yield window
    window.close()
