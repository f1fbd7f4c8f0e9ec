from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from coachdesk.documents.renderer import Renderer
from coachdesk.models.clock import Clock
from coachdesk.theme import Theme
from coachdesk.views.start.background import Background
from coachdesk.views.start.start_window import StartWindow
from coachdesk.views.start.unlock_window import UnlockWindow
from tests.drivers.start import FakeGateway, FakeTimer, StartDriver, UnlockDriver

Wait = Callable[[Callable[[], bool]], None]


@pytest.fixture
def wait(qtbot: QtBot) -> Wait:
    """Return what waits until a condition holds, while the window goes on living."""
    return lambda condition: qtbot.waitUntil(condition, timeout=10_000)


@pytest.fixture
def background(qtbot: QtBot) -> Iterator[Background]:
    working = Background()
    yield working
    working.finish()


@pytest.fixture
def gateway() -> FakeGateway:
    return FakeGateway()


@pytest.fixture
def timer() -> FakeTimer:
    return FakeTimer()


@pytest.fixture
def start(
    gateway: FakeGateway, theme: Theme, tmp_path: Path, clock: Clock, qtbot: QtBot
) -> Iterator[StartDriver]:
    window = StartWindow(
        gateway,
        theme,
        Renderer(),
        folder=tmp_path / "MyPractice.coachdesk",
        clock=clock,
        ask=lambda *_: tmp_path / "chosen",
        ask_backup=lambda *_: tmp_path / "one.coachdesk-backup",
        choose_places=lambda _count: (6, 14, 22),
    )
    qtbot.addWidget(window)
    window.show()
    yield StartDriver(window)
    window.close()


@pytest.fixture
def unlock(
    gateway: FakeGateway, theme: Theme, tmp_path: Path, timer: FakeTimer, qtbot: QtBot
) -> Iterator[UnlockDriver]:
    window = UnlockWindow(gateway, theme, tmp_path, timer=timer, ask=lambda *_: tmp_path / "other")
    qtbot.addWidget(window)
    window.show()
    yield UnlockDriver(window)
    window.close()
