"""Fault 26: whatever takes the coach away, within a second nothing is to be seen, and nothing is lost.

A real process on a screen and a bus of its own, looked at from outside.
"""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final

import pytest
from attrs import frozen

from coachdesk.crypto import vault
from coachdesk.models.clock import Clock
from coachdesk.models.store import Store
from tests import making
from tests.drivers.buses import Desktop, desktop
from tests.drivers.display import Display, virtual_display
from tests.drivers.practice import PASSPHRASE, make_vault
from tests.drivers.processes import Started, has_window, start, wait_for
from tests.faults.leaver import TYPED, VAULT

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks by X11, speaks D-Bus")

_IN_TIME_S: Final = 1.0
_LOOK_S: Final = 1.1  # idleness looks every second


@frozen
class Scene:
    """A coach who has typed into a note, and the world around them."""

    home: Path
    process: Started
    display: Display
    desktop: Desktop

    def move_clocks(self, awake: float, asleep: float, set_by: float) -> None:
        """Let time pass for the process."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{awake} {asleep} {set_by}\n")
        self.process.stdin.flush()

    @property
    def is_at_the_door(self) -> bool:
        """Whether the process was replaced by one that asks for the passphrase."""
        said = Path(f"/proc/{self.process.pid}/cmdline").read_text()
        return "leaver" not in said and has_window(self.process) and bool(self.display.windows())

    @property
    def seconds_in_sight(self) -> float:
        """For how long from now something of the desk is to be seen."""
        begun = time.monotonic()
        while self.display.windows() and not self.is_at_the_door:
            if time.monotonic() > begun + 5:
                return 5.0
        return time.monotonic() - begun


@contextmanager
def scene(tmp_path: Path, clock: Clock, name: str, *arguments: str) -> Iterator[Scene]:
    """Open a scene; skips where it can't be shown."""
    home = tmp_path / "home"
    make_vault(home / VAULT, clock, lambda store: making.a_session(store, making.an_engagement(store)))
    with ExitStack() as stack:
        display = stack.enter_context(virtual_display())
        address, running = stack.enter_context(desktop(tmp_path))
        places = {
            "QT_QPA_PLATFORM": "xcb",
            "DISPLAY": display.name,
            "DBUS_SYSTEM_BUS_ADDRESS": address,
            "DBUS_SESSION_BUS_ADDRESS": address,
        }
        command = ("-m", "tests.faults.leaver", str(home), name, *arguments)
        process = stack.enter_context(start(home, *command, talk=True, places=places))
        stack.callback(process.kill)
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        yield Scene(home, process, display, running)


def idle(scene: Scene) -> None:
    scene.move_clocks(awake=600, asleep=0, set_by=0)


def clock_set_back(scene: Scene) -> None:
    scene.move_clocks(awake=600, asleep=0, set_by=-86_400)


def lid_closed_unheard(scene: Scene) -> None:
    scene.move_clocks(awake=0, asleep=30, set_by=0)


def sleep(scene: Scene) -> None:
    scene.desktop.prepare_for_sleep(True)


def screen_lock(scene: Scene) -> None:
    scene.desktop.lock()


def screen_saver(scene: Scene) -> None:
    scene.desktop.screen_saver(True)


def other_user(scene: Scene) -> None:
    scene.desktop.change(Active=False)


def asked(scene: Scene) -> None:
    scene.display.press("ctrl+l")


BY_THE_CLOCK: Final = (idle, clock_set_back, lid_closed_unheard)
_SELDOM: Final = (screen_lock, screen_saver, other_user, asked, clock_set_back, lid_closed_unheard)


@pytest.mark.fault(26)
@pytest.mark.parametrize(
    "leave", [idle, sleep, *(pytest.param(way, marks=pytest.mark.slow) for way in _SELDOM)]
)
def test_nothing_is_to_be_seen_after_a_second(
    leave: Callable[[Scene], None],
    tmp_path: Path,
    clock: Clock,
    record_property: Callable[[str, object], None],
) -> None:
    with scene(tmp_path, clock, "page") as there:
        leave(there)
        seconds = there.seconds_in_sight - (_LOOK_S if leave in BY_THE_CLOCK else 0)
        record_property("seconds", round(seconds, 2))
        assert seconds < _IN_TIME_S
        wait_for(lambda: there.is_at_the_door, "for the next process")


@pytest.mark.fault(26)
@pytest.mark.parametrize(
    "open_",
    [
        "answer",
        "drag",
        *(pytest.param(name, marks=pytest.mark.slow) for name in ("menu", "file dialog", "print dialog")),
    ],
)
def test_not_even_what_waits_for_an_answer(open_: str, tmp_path: Path, clock: Clock) -> None:
    with scene(tmp_path, clock, open_) as there:
        screen_lock(there)
        assert there.seconds_in_sight < _IN_TIME_S
        wait_for(lambda: there.is_at_the_door, "for the next process")


@pytest.mark.fault(26)
def test_sleep_waits_until_all_is_locked(tmp_path: Path, clock: Clock) -> None:
    with scene(tmp_path, clock, "page") as there:
        assert there.desktop.brakes == 1
        sleep(there)
        wait_for(lambda: there.desktop.brakes == 0, "for the brake to go")
        assert there.display.windows() == ()


@pytest.mark.fault(26)
def test_unlocking_leads_back_to_the_very_letter(tmp_path: Path, clock: Clock) -> None:
    with scene(tmp_path, clock, "page") as there:
        screen_lock(there)
        wait_for(lambda: there.is_at_the_door, "for the next process")
        unlock_and_type(there, ", and a half")
    assert notes_in(tmp_path / "home" / VAULT) == [TYPED.replace("one", "one, and a half")]


def unlock_and_type(there: Scene, words: str) -> None:
    there.display.focus()
    there.display.type(PASSPHRASE)
    door = there.display.windows()
    there.display.press("Return")
    wait_for(lambda: bool(set(there.display.windows()) - set(door)), "for the desk")
    time.sleep(1.5)  # until the note is there; nothing tells it to who looks from outside
    there.display.focus()
    there.display.type(words)
    there.display.press("ctrl+l")
    wait_for(lambda: not there.display.windows(), "for the lock")
    wait_for(lambda: there.is_at_the_door, "for the next process")


def notes_in(folder: Path) -> list[str]:
    with vault.unlock(folder, PASSPHRASE) as opened:
        store = Store(opened.connect())
        found = [row["body"] for row in store.db.query("SELECT body FROM private_note")]
        store.close()
    return found


@pytest.mark.fault(26, control=True)
@pytest.mark.parametrize("leave", [idle, pytest.param(sleep, marks=pytest.mark.slow)])
def test_control_who_hears_nothing_stays_open(
    leave: Callable[[Scene], None], tmp_path: Path, clock: Clock
) -> None:
    with scene(tmp_path, clock, "page", "deaf") as there:
        leave(there)
        assert there.seconds_in_sight == 5
