import pytest
from pytestqt.qtbot import QtBot

from coachdesk.models.entities.review import NoticedKind
from coachdesk.views.context import Context
from tests.drivers.reviews import ReviewDriver
from tests.reviewing import in_force, notice


@pytest.fixture
def driver(context: Context, qtbot: QtBot) -> ReviewDriver:
    return ReviewDriver(context, qtbot)


@pytest.fixture
def quiet(driver: ReviewDriver) -> ReviewDriver:
    return driver.open(driver.do(in_force).id)


@pytest.fixture
def due(driver: ReviewDriver) -> ReviewDriver:
    work = driver.do(in_force)
    driver.do(lambda store: notice(store, work, NoticedKind.FEEDBACK))
    return driver.open(work.id)
