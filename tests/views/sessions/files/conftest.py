from pathlib import Path

import pytest

from tests.drivers.files import FilesDriver
from tests.drivers.sessions import SessionDriver
from tests.views.sessions.conftest import coach, engagement, last, make_panel, now, vault

__all__ = ["coach", "engagement", "last", "make_panel", "now", "vault"]


@pytest.fixture
def files(coach: SessionDriver, tmp_path: Path) -> FilesDriver:
    folder = tmp_path / "outside"
    folder.mkdir()
    return FilesDriver(coach, folder)
