import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from coachdesk.theme import Theme
from tests.drivers.first_start import Entrance, live_in
from tests.drivers.fixtures import begin, coach, engaged, papers, planned, signed

__all__ = ["begin", "coach", "engaged", "papers", "planned", "signed"]


@pytest.fixture(autouse=True)
def nothing_logged(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail a test whose fault was taken for one of ours."""
    yield
    assert [
        record.getMessage() for record in caplog.get_records("call") if record.levelno >= logging.ERROR
    ] == []


@pytest.fixture
def entrance(
    tmp_path: Path, theme: Theme, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Entrance]:
    live_in(tmp_path, monkeypatch)
    opened = Entrance(tmp_path, theme, qapp)
    yield opened
    opened.quit()
