from datetime import timedelta

import pytest

from coachdesk.bin_care import BinCare
from coachdesk.errors import DiskFullError
from coachdesk.models import clients
from coachdesk.models.bin import count_bin
from coachdesk.models.store import Store
from coachdesk.sample.clock import SettableClock
from coachdesk.workspace import Workspace
from tests import making
from tests.conftest import NOW, Settle


@pytest.fixture
def clock() -> SettableClock:
    return SettableClock(NOW)


@pytest.fixture
def care(workspace: Workspace) -> BinCare:
    return BinCare(workspace)


def delete_one(store: Store) -> None:
    client_id = making.an_engagement(store).client_ids[0]
    clients.delete_client(store, client_id=client_id)


def left(workspace: Workspace, settle: Settle) -> int:
    found: list[int] = []
    workspace.run(count_bin, found.append)
    settle()
    return found[0]


def test_after_thirty_days_the_bin_is_emptied(
    care: BinCare, workspace: Workspace, settle: Settle, clock: SettableClock
) -> None:
    workspace.run(delete_one)
    settle()
    care.tend(something_can_be_undone=False)
    assert left(workspace, settle) == 1
    clock.set(NOW + timedelta(days=30))
    care.tend(something_can_be_undone=False)
    assert left(workspace, settle) == 0


def test_once_a_day_is_enough(
    care: BinCare, workspace: Workspace, settle: Settle, clock: SettableClock
) -> None:
    clock.set(NOW - timedelta(days=30))
    workspace.run(delete_one)
    settle()
    clock.set(NOW - timedelta(minutes=2))
    care.tend(something_can_be_undone=False)
    settle()
    clock.set(NOW + timedelta(minutes=2))
    care.tend(something_can_be_undone=False)
    assert left(workspace, settle) == 1


@pytest.mark.parametrize("undoing", [True, False])
def test_nothing_leaves_while_somebody_may_want_it_back(
    care: BinCare, workspace: Workspace, settle: Settle, clock: SettableClock, undoing: bool
) -> None:
    workspace.run(delete_one)
    settle()
    clock.set(NOW + timedelta(days=31))
    if not undoing:
        workspace.run(count_bin)
    care.tend(something_can_be_undone=undoing)
    assert left(workspace, settle) == 1


def test_a_failure_is_not_told(care: BinCare, workspace: Workspace, settle: Settle) -> None:
    told: list[object] = []
    workspace.failed.connect(told.append)
    care._on_failed(DiskFullError())  # noqa: SLF001  (what the store would answer)
    settle()
    assert told == []
