from datetime import date

import pytest

from coachdesk.models import clients, engagements, safe_start
from coachdesk.models.entities.change import Change, Kind
from coachdesk.models.entities.ids import EngagementId
from coachdesk.models.entities.people import SafeStartItem, SafeStartStep
from coachdesk.models.store import Store

DAY = date(2024, 2, 29)


@pytest.fixture
def work(store: Store) -> EngagementId:
    ana = clients.add_client(store, display_name="Ana").value
    return engagements.add_engagement(store, client_ids=(ana.id,)).value.id


def test_all_steps_are_there_from_the_start(store: Store, work: EngagementId) -> None:
    items = safe_start.safe_start(store, engagement_id=work)
    assert [item.step for item in items] == list(SafeStartStep)
    assert not any(item.done_on for item in items)


def test_a_step_says_who_did_it_and_when(store: Store, work: EngagementId) -> None:
    written = safe_start.tick(
        store, engagement_id=work, step=SafeStartStep.ETHICS, done_by=" Ines ", done_on=DAY
    )
    expected = SafeStartItem(engagement_id=work, step=SafeStartStep.ETHICS, done_on=DAY, done_by="Ines")
    assert written.value == expected
    assert written.change == Change.of(Kind.SAFE_START, work)
    assert expected in safe_start.safe_start(store, engagement_id=work)


def test_a_step_can_be_corrected_and_taken_back(store: Store, work: EngagementId) -> None:
    step = SafeStartStep.EXPLAINED
    before = safe_start.safe_start(store, engagement_id=work)
    safe_start.tick(store, engagement_id=work, step=step, done_by="Ines", done_on=DAY)
    safe_start.tick(store, engagement_id=work, step=step, done_by="Jon", done_on=date(2026, 1, 1))
    assert safe_start.safe_start(store, engagement_id=work)[0].done_by == "Jon"
    safe_start.untick(store, engagement_id=work, step=step)
    assert safe_start.safe_start(store, engagement_id=work) == before
