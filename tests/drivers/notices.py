"""A desktop that shows notifications: on a bus of the test's own, or in a list."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from jeepney import HeaderFields, Message, MessageType, new_method_return
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection

from tests.drivers.buses import private_bus

_NAME: Final = "org.freedesktop.Notifications"
_LOOK_S: Final = 0.05


class ShownOnDesktop:
    """The service of a desktop, which keeps all that it was asked, to the last byte."""

    def __init__(self, address: str) -> None:
        self._bus: DBusConnection = open_dbus_connection(address)
        self._bus.send_and_get_reply(message_bus.RequestName(_NAME))
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._serve)
        self.asked: list[tuple[Any, ...]] = []
        self.signatures: list[str] = []
        self.raw = b""
        self._thread.start()

    def close(self) -> None:
        """Leave the bus."""
        self._is_over.set()
        self._thread.join()
        self._bus.close()

    def _serve(self) -> None:
        while not self._is_over.is_set():
            try:
                message = self._bus.receive(timeout=_LOOK_S)
            except TimeoutError:
                continue
            if message.header.message_type is MessageType.method_call:
                self._answer(message)

    def _answer(self, message: Message) -> None:
        self.raw += message.serialise()
        self.signatures.append(message.header.fields[HeaderFields.signature])
        self.asked.append(message.body)
        self._bus.send(new_method_return(message, "u", (1,)))


@contextmanager
def desktop_with_notices(folder: Path) -> Iterator[tuple[str, ShownOnDesktop]]:
    """Return the address of a bus, and the service on it."""
    with private_bus(folder) as address:
        shown = ShownOnDesktop(address)
        try:
            yield address, shown
        finally:
            shown.close()


class SaidAloud:
    """A notifier that keeps what it says in a list."""

    def __init__(self, *, is_possible: bool = True) -> None:
        self.said: list[str] = []
        self.has_left = False
        self._is_possible = is_possible

    def find(self, on_found: Callable[[bool], None]) -> None:
        """Answer at once."""
        on_found(self._is_possible)

    def show(self, text: str) -> None:
        """Keep a text."""
        self.has_left = False
        self.said.append(text)

    def leave(self) -> None:
        """Be asked to say nothing more."""
        self.has_left = True
