"""The head of a session tells the client's own time, where it is another one."""

from datetime import UTC, datetime

import attrs
import pytest

from coachdesk.models import clients
from coachdesk.models.entities.people import Engagement
from coachdesk.models.entities.session import Session
from coachdesk.models.session_pages import session_page
from coachdesk.models.sessions import plan_session
from coachdesk.views.sessions.wording import session_facts
from tests.conftest import NOW
from tests.drivers.sessions import Vault
from tests.drivers.walls import coach_in

MOMENT = datetime(2026, 5, 20, 8, 0, tzinfo=UTC)  # 10:00 in Berlin


@pytest.fixture
def planned(vault: Vault, engagement: Engagement) -> Session:
    client = vault.do(lambda store: clients.get_client(store, client_id=engagement.client_ids[0]))
    moved = attrs.evolve(client, time_zone="Europe/Lisbon")
    vault.do(lambda store: clients.save_client(store, client=moved))
    return vault.do(lambda store: plan_session(store, engagement_id=engagement.id, planned_at=MOMENT).value)


def test_the_head_of_a_session_has_both_times(vault: Vault, planned: Session) -> None:
    with coach_in("Europe/Berlin"):
        facts = session_facts(vault.do(lambda store: session_page(store, planned.id)), NOW.date())
    assert "20 May, 10:00, 09:00 for Mira" in facts


def test_at_home_one_time_is_enough(vault: Vault, planned: Session) -> None:
    with coach_in("Europe/Lisbon"):
        facts = session_facts(vault.do(lambda store: session_page(store, planned.id)), NOW.date())
    assert "20 May, 09:00" in facts
    assert "for Mira" not in facts
