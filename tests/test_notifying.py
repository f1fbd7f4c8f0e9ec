import sys
import threading
from pathlib import Path

import pytest

if sys.platform != "linux":
    pytest.skip("D-Bus is spoken on Linux", allow_module_level=True)

from coachdesk.notifying import BusNotifier, FirstThatWorks
from coachdesk.workspace import Workspace
from tests.conftest import Settle
from tests.drivers.buses import private_bus
from tests.drivers.notices import SaidAloud, desktop_with_notices

NOWHERE = "unix:path=/nowhere/bus"


def found(notifier: BusNotifier | FirstThatWorks, settle: Settle) -> bool:
    told: list[bool] = []
    notifier.find(told.append)
    settle()
    return told[0]


def test_the_service_of_the_desktop_shows_it(workspace: Workspace, settle: Settle, tmp_path: Path) -> None:
    with desktop_with_notices(tmp_path) as (address, desktop):
        notifier = BusNotifier(workspace, address)
        assert found(notifier, settle)
        notifier.show("A session begins in 10 minutes.")
        settle()
        assert desktop.asked == [("CoachDesk", 0, "", "A session begins in 10 minutes.", "", [], {}, -1)]
        assert desktop.signatures == ["susssasa{sv}i"]  # as the specification has it, to the letter


def test_a_bus_without_a_service_shows_none(workspace: Workspace, settle: Settle, tmp_path: Path) -> None:
    with private_bus(tmp_path) as address:
        assert not found(BusNotifier(workspace, address), settle)


def test_without_a_bus_nothing_is_shown_and_nothing_breaks(workspace: Workspace, settle: Settle) -> None:
    notifier = BusNotifier(workspace, NOWHERE)
    assert not found(notifier, settle)
    notifier.show("A session begins now.")
    settle()


def test_what_is_on_its_way_when_the_vault_locks_is_not_shown(
    workspace: Workspace, settle: Settle, tmp_path: Path
) -> None:
    with desktop_with_notices(tmp_path) as (address, desktop):
        notifier = BusNotifier(workspace, address)
        let_go = threading.Event()
        workspace.work(let_go.wait)  # the worker has something else to do first
        notifier.show("A session begins now.")
        notifier.leave()
        let_go.set()
        settle()
        assert desktop.asked == []


def test_the_first_that_works_is_taken(workspace: Workspace, settle: Settle) -> None:
    tray = SaidAloud()
    notifier = FirstThatWorks(BusNotifier(workspace, NOWHERE), tray)
    assert found(notifier, settle)
    notifier.show("A session begins now.")
    assert tray.said == ["A session begins now."]


def test_where_none_works_that_is_known(settle: Settle) -> None:
    assert not found(FirstThatWorks(SaidAloud(is_possible=False)), settle)
