"""Fixtures that every test may use: real SQLCipher, a clock that stands still, Qt offscreen."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["PYTHONDONTWRITEBYTECODE"] = "1"  # what a test starts writes nothing but what the test looks for

import gc
import logging
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import settings
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coachdesk.crypto.connection import open_database
from coachdesk.crypto.secret import Secret
from coachdesk.documents.renderer import Renderer
from coachdesk.garbage import collect_due
from coachdesk.models.clock import Clock, fixed_clock
from coachdesk.models.store import Store
from coachdesk.models.store_thread import StoreThread
from coachdesk.theme import Appearance, Theme
from coachdesk.views.context import Context
from coachdesk.views.navigation import Navigation
from coachdesk.workspace import Workspace
from tests.torture.figures import figures

__all__ = ["figures"]

gc.disable()  # garbage may hold widgets, and another thread may be the one to allocate: see `collect_due`
settings.register_profile("coachdesk", deadline=None)  # how long it takes is measured in bench, not here
settings.load_profile("coachdesk")

NOW = datetime(2026, 5, 14, 8, 0, tzinfo=UTC)
Settle = Callable[[], None]


@pytest.fixture
def clock() -> Clock:
    return fixed_clock(NOW)


@pytest.fixture
def connect(tmp_path: Path) -> Callable[[], Any]:
    """Return what opens an encrypted database, in the thread that calls it; it makes it the first time."""
    path = tmp_path / "practice.db"

    def open_it() -> Any:  # noqa: ANN401  (untyped driver)
        is_new = not path.exists()
        connection = open_database(path, Secret(bytes(32)), bytes(16), create=is_new)
        if is_new:
            connection.execute("CREATE TABLE vault_meta (key TEXT PRIMARY KEY, value TEXT) STRICT")
            connection.execute("INSERT INTO vault_meta VALUES ('generation', '0')")
        return connection

    return open_it


@pytest.fixture
def store(connect: Callable[[], Any], clock: Clock) -> Iterator[Store]:
    opened = Store(connect(), clock)
    yield opened
    opened.close()


@pytest.fixture
def workspace(connect: Callable[[], Any], clock: Clock, qapp: QApplication) -> Iterator[Workspace]:
    opened = Workspace(StoreThread(connect, clock), clock)
    yield opened
    opened.finish()


@pytest.fixture
def settle(workspace: Workspace, qtbot: QtBot) -> Settle:
    """Return what waits until every job's answer has reached its view."""

    def wait() -> None:
        qtbot.waitUntil(lambda: not workspace.is_busy)

    return wait


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    return Theme(qapp, Appearance.LIGHT)


@pytest.fixture(scope="session")
def renderer() -> Renderer:
    return Renderer()


@pytest.fixture
def context(workspace: Workspace, theme: Theme, renderer: Renderer) -> Context:
    return Context(workspace, Navigation(), theme, renderer)


@pytest.fixture(autouse=True)
def no_stray_warning(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail a test that logs a warning which it does not expect (and clear)."""
    yield
    stray = [record for record in caplog.get_records("call") if record.levelno >= logging.WARNING]
    assert not stray, [record.getMessage() for record in stray]


@pytest.fixture(autouse=True)
def nothing_stays_patched() -> Iterator[None]:
    yield
    patch.stopall()


@pytest.fixture(scope="session", autouse=True)
def modules_are_no_garbage() -> None:
    """Go through none of them again each time that garbage is collected."""
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def nothing_left_on_the_clipboard() -> Iterator[None]:
    """Clear it while Python lives: the offscreen one deletes what was copied after that, and crashes."""
    yield
    if QApplication.instance():
        for mode in (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection):
            QApplication.clipboard().clear(mode)


@pytest.fixture(autouse=True)
def no_window_left_behind() -> Iterator[None]:
    """Destroy what a test has shown: windows that live on make each later change of theme slower.

    A popup belongs to whatever pops it up, and goes with it.
    """
    yield
    for window in QApplication.topLevelWidgets() if QApplication.instance() else ():
        if window.windowType() is not Qt.WindowType.Popup:
            window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    collect_due()
