import pytest
from pytestqt.qtbot import QtBot

from coachdesk.views.context import Context
from tests.drivers.promises import PromisesDriver


@pytest.fixture
def coach(context: Context, qtbot: QtBot) -> PromisesDriver:
    return PromisesDriver(context, qtbot)
