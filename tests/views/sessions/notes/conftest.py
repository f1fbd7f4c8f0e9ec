from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from coachdesk.views.context import Context
from tests.drivers.behind import Settle
from tests.drivers.notes import NotesDriver
from tests.drivers.sessions import Vault
from tests.making import a_session, an_engagement


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let no dictionary of this computer be found."""
    folder = tmp_path / "data"
    monkeypatch.setenv("XDG_DATA_HOME", str(folder))
    monkeypatch.setenv("XDG_DATA_DIRS", str(tmp_path / "no-data"))
    monkeypatch.delenv("DICPATH", raising=False)
    return folder


@pytest.fixture
def coach(context: Context, settle: Settle, qtbot: QtBot) -> Iterator[NotesDriver]:
    vault = Vault(context, settle)
    session = vault.do(lambda store: a_session(store, an_engagement(store)))
    driver = NotesDriver(context, settle, qtbot, session)
    yield driver
    driver.save()
