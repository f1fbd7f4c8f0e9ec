import pytest

from coachdesk.models.entities.people import ClientStatus, EngagementState
from coachdesk.models.following import state_after, status_after

PROSPECT, ACTIVE = ClientStatus.PROSPECT, ClientStatus.ACTIVE
PAUSED, FORMER = ClientStatus.PAUSED, ClientStatus.FORMER


@pytest.mark.parametrize(
    ("state", "status", "after"),
    [
        ("active", PAUSED, "paused"),
        ("paused", ACTIVE, "active"),
        ("agreeing", FORMER, "closed"),
        ("closing", FORMER, "closed"),
        ("exploring", PAUSED, "exploring"),
        ("closed", ACTIVE, "closed"),
        ("active", PROSPECT, "active"),
    ],
)
def test_the_work_follows_its_only_client(state: str, status: ClientStatus, after: str) -> None:
    assert state_after(EngagementState(state), status) == after


@pytest.mark.parametrize(
    ("status", "states", "after"),
    [
        (ACTIVE, {"closed"}, FORMER),
        (ACTIVE, {"closed", "paused"}, PAUSED),
        (PAUSED, {"paused", "active"}, ACTIVE),
        (FORMER, {"closing"}, ACTIVE),
        (PROSPECT, {"agreeing"}, PROSPECT),
        (PROSPECT, {"closed"}, FORMER),
    ],
)
def test_a_client_follows_all_their_work(status: ClientStatus, states: set[str], after: ClientStatus) -> None:
    assert status_after(status, {EngagementState(state) for state in states}) is after


@pytest.mark.parametrize("status", [PAUSED, FORMER])
def test_a_client_and_their_only_work_agree_on_where_they_stand(status: ClientStatus) -> None:
    assert status_after(ACTIVE, {state_after(EngagementState.ACTIVE, status)}) is status
