"""A bus of the test's own with what a desktop has on it: logind and a screen saver."""

import os
import select
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import pytest
from jeepney import DBusAddress, Message, MessageType, new_error, new_method_return, new_signal
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection

LOGIND: Final = "org.freedesktop.login1"
OUR_SESSION: Final = "/org/freedesktop/login1/session/_31"
ANOTHER_SESSION: Final = "/org/freedesktop/login1/session/_32"
_MANAGER: Final = DBusAddress("/org/freedesktop/login1", interface=f"{LOGIND}.Manager")
_LOOK_S: Final = 0.05


@contextmanager
def private_bus(folder: Path) -> Iterator[str]:
    """Run a bus and return its address; skips where there is no dbus-daemon."""
    daemon = shutil.which("dbus-daemon")
    if daemon is None:
        pytest.skip("no dbus-daemon here")
    command = [daemon, "--session", "--nofork", "--print-address", f"--address=unix:path={folder / 'bus'}"]
    with subprocess.Popen(  # noqa: S603  (the system's own)
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as running:
        assert running.stdout is not None
        try:
            yield running.stdout.readline().strip()
        finally:
            running.terminate()


class Desktop:
    """Logind and the screen savers as one service, which says what a test has it say."""

    def __init__(self, address: str) -> None:
        self._bus: DBusConnection = open_dbus_connection(address, enable_fds=True)
        self._bus.send_and_get_reply(message_bus.RequestName(LOGIND))
        self._brakes: list[int] = []
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()
        self.asked: list[tuple[str, tuple[Any, ...]]] = []

    def close(self) -> None:
        """Leave the bus."""
        self._is_over.set()
        self._thread.join()
        self._bus.close()
        for brake in self._brakes:
            os.close(brake)

    @property
    def brakes(self) -> int:
        """How many hold sleep up at the moment."""
        return sum(not select.select([brake], [], [], 0)[0] for brake in self._brakes)

    def prepare_for_sleep(self, is_coming: bool) -> None:
        """Say that the computer goes to sleep, or has woken up."""
        self._say(_MANAGER, "PrepareForSleep", "b", is_coming)

    def lock(self, session: str = OUR_SESSION) -> None:
        """Say that a session shall lock."""
        self._say(DBusAddress(session, interface=f"{LOGIND}.Session"), "Lock")

    def change(self, session: str = OUR_SESSION, **properties: bool) -> None:
        """Say what is new about a session."""
        place = DBusAddress(session, interface="org.freedesktop.DBus.Properties")
        changed = {name: ("b", value) for name, value in properties.items()}
        self._say(place, "PropertiesChanged", "sa{sv}as", f"{LOGIND}.Session", changed, [])

    def screen_saver(self, is_active: bool, desktop: str = "gnome") -> None:
        """Say that the screen saver has come on or gone."""
        place = DBusAddress(f"/org/{desktop}/ScreenSaver", interface=f"org.{desktop}.ScreenSaver")
        self._say(place, "ActiveChanged", "b", is_active)

    def _say(self, place: DBusAddress, signal: str, signature: str | None = None, *body: Any) -> None:  # noqa: ANN401  (as jeepney)
        self._bus.send(new_signal(place, signal, signature, body))

    def _serve(self) -> None:
        while not self._is_over.is_set():
            try:
                message = self._bus.receive(timeout=_LOOK_S)
            except TimeoutError:
                continue
            if message.header.message_type is MessageType.method_call:
                self._answer(message)

    def _answer(self, message: Message) -> None:
        method = message.header.fields[
            3
        ]  # https://dbus.freedesktop.org/doc/dbus-specification.html#message-protocol-header-fields
        self.asked.append((method, message.body))
        if method == "Inhibit":
            ours, theirs = os.pipe()
            self._brakes.append(ours)
            self._bus.send(new_method_return(message, "h", (theirs,)))
            os.close(theirs)
        elif method == "GetSession" and message.body == ("auto",):
            self._bus.send(new_method_return(message, "o", (OUR_SESSION,)))
        else:
            self._bus.send(new_error(message, f"{LOGIND}.NoSuchSession"))


@contextmanager
def desktop(folder: Path) -> Iterator[tuple[str, Desktop]]:
    """Return the address of a bus and the desktop on it."""
    with private_bus(folder) as address:
        running = Desktop(address)
        try:
            yield address, running
        finally:
            running.close()
