from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from pytestqt.qtbot import QtBot

from coachdesk.models.sessions import plan_session
from coachdesk.models.store import Store
from coachdesk.views.context import Context
from tests.conftest import Settle
from tests.drivers.calendar import Calendar
from tests.drivers.walls import coach_in
from tests.making import an_engagement


@pytest.fixture(autouse=True)
def in_berlin() -> Iterator[None]:
    with coach_in("Europe/Berlin"):
        yield


@pytest.fixture
def calendar(context: Context, qtbot: QtBot, settle: Settle) -> Calendar:
    return Calendar(context, qtbot, settle)


@pytest.fixture
def planned(calendar: Calendar) -> Calendar:
    """A calendar with a session of Mira's on 20 May at 10:00 in Berlin."""
    calendar.do(mira_on_the_20th)
    return calendar


def mira_on_the_20th(store: Store) -> None:
    work = an_engagement(store)
    at = datetime(2026, 5, 20, 8, 0, tzinfo=UTC)
    plan_session(store, engagement_id=work.id, planned_at=at)
