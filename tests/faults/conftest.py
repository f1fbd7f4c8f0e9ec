import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from coachdesk.theme import Theme
from tests import agreeing, making
from tests.drivers.coach import Coach
from tests.drivers.first_start import Entrance, live_in
from tests.drivers.fixtures import Begin, begin, coach, papers

__all__ = ["begin", "coach", "papers"]


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


@pytest.fixture
def planned(begin: Begin) -> Coach:
    """Return a coach at the page of a session to come."""
    coach = Coach(begin(lambda store: making.a_session(store, making.an_engagement(store, called=""))))
    coach.open_session()
    return coach


@pytest.fixture
def signed(begin: Begin) -> Coach:
    """Return a coach at the page of an agreement that is in force."""
    coach = Coach(begin(agreeing.signed))
    coach.open_agreement()
    return coach
