from collections.abc import Callable

import pytest

from coachdesk.models import clients, engagements
from coachdesk.models.entities.people import Client, Engagement
from coachdesk.views.context import Context
from tests.drivers.clients import Desk


@pytest.fixture
def desk(context: Context, settle: Callable[[], None]) -> Desk:
    return Desk(context, settle)


@pytest.fixture
def mira(desk: Desk) -> Client:
    return desk.write(lambda store: clients.add_client(store, display_name="Mira Solano"))


@pytest.fixture
def work(desk: Desk, mira: Client) -> Engagement:
    return desk.write(
        lambda store: engagements.add_engagement(store, client_ids=(mira.id,), purpose="To lead calmly")
    )
