"""A real bus with a desktop of the test's own on it."""

import itertools
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

if sys.platform != "linux":
    pytest.skip("D-Bus is spoken on Linux", allow_module_level=True)

from PySide6.QtDBus import QDBusConnection

from coachdesk.lock import Reason
from coachdesk.system_events.linux import Buses, LinuxEvents
from tests.drivers.buses import ANOTHER_SESSION, Desktop, desktop
from tests.drivers.keyboard import wait_until

_NUMBERS = itertools.count()
NOWHERE = "unix:path=/nowhere/bus"


class Listening:
    """A listener on the bus of a desktop."""

    def __init__(self, address: str, running: Desktop) -> None:
        self.desktop = running
        self.events = LinuxEvents()
        self.told: list[Reason] = []
        self.events.away.connect(self.told.append)
        system, session = (connect(address) for _ in range(2))
        self.events.listen(Buses(system, session))

    def wait_for(self, *reasons: Reason) -> None:
        """Wait until exactly this was told."""
        wait_until(lambda: self.told == list(reasons), f"for {reasons}, told {self.told}")


def connect(address: str) -> QDBusConnection:
    return QDBusConnection.connectToBus(address, f"test {next(_NUMBERS)}")


@pytest.fixture
def listening(tmp_path: Path, qtbot: QtBot) -> Iterator[Listening]:
    with desktop(tmp_path) as (address, running):
        listener = Listening(address, running)
        wait_until(lambda: running.brakes == 1, "for the brake")
        wait_until(lambda: ("GetSession", ("auto",)) in running.asked, "for the question")
        qtbot.wait(50)  # until its answer is heard
        yield listener


def test_sleep_is_heard_and_waits_until_all_is_settled(listening: Listening) -> None:
    listening.desktop.prepare_for_sleep(True)
    listening.wait_for(Reason.SLEEP)
    assert listening.desktop.brakes == 1
    listening.events.settled()
    wait_until(lambda: listening.desktop.brakes == 0, "for the brake to go")


def test_after_waking_the_next_sleep_waits_again(listening: Listening) -> None:
    listening.events.settled()
    listening.desktop.prepare_for_sleep(False)
    wait_until(lambda: listening.desktop.brakes == 1, "for the brake")
    assert listening.told == []


def test_waking_takes_no_second_brake(listening: Listening) -> None:
    listening.desktop.prepare_for_sleep(False)
    listening.desktop.prepare_for_sleep(True)
    listening.wait_for(Reason.SLEEP)
    assert listening.desktop.brakes == 1


def test_the_lock_of_our_session_is_heard_and_that_of_others_is_not(listening: Listening) -> None:
    listening.desktop.lock(ANOTHER_SESSION)
    listening.desktop.lock()
    listening.wait_for(Reason.SCREEN)


def test_another_user_in_front_is_heard(listening: Listening) -> None:
    listening.desktop.change(Active=True)
    listening.desktop.change(ANOTHER_SESSION, Active=False)
    listening.desktop.change(Active=False)
    listening.wait_for(Reason.SWITCHED)


def test_a_locked_screen_is_heard(listening: Listening) -> None:
    listening.desktop.change(LockedHint=False)
    listening.desktop.change(LockedHint=True)
    listening.wait_for(Reason.SCREEN)


@pytest.mark.parametrize("name", ["freedesktop", "gnome", "cinnamon", "mate", "xfce"])
def test_the_screen_saver_of_each_desktop_is_heard(listening: Listening, name: str) -> None:
    listening.desktop.screen_saver(False, name)
    listening.desktop.screen_saver(True, name)
    listening.wait_for(Reason.SCREEN)


def test_no_bus_is_no_fault(qtbot: QtBot) -> None:
    events = LinuxEvents()
    events.listen(Buses(connect(NOWHERE), connect(NOWHERE)))
    events.settled()


def test_a_bus_without_logind_is_no_fault(tmp_path: Path, qtbot: QtBot) -> None:
    with desktop(tmp_path) as (address, running):
        running.close()
        listener = Listening(address, running)
        qtbot.wait(50)
        assert listener.told == []
