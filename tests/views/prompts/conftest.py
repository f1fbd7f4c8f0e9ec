import pytest
from pytestqt.qtbot import QtBot

from coachdesk.views.context import Context
from tests.drivers.library import LibraryDriver


@pytest.fixture
def library(context: Context, qtbot: QtBot) -> LibraryDriver:
    return LibraryDriver(context, qtbot)
