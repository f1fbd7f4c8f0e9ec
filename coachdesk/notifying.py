"""Words on the desktop: through the session's bus where there is one, else from the tray."""

import logging
import sys
from collections.abc import Callable
from functools import partial
from typing import Any, Final, Protocol

from PySide6.QtCore import QObject
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QSystemTrayIcon

from coachdesk.workspace import Workspace

_NAME: Final = "org.freedesktop.Notifications"
_PATIENCE_S: Final = 1.0
_USUAL_TIME: Final = -1  # for which the desktop shows it
_APP: Final = "CoachDesk"

_log = logging.getLogger(__name__)
OnFound = Callable[[bool], None]


class Notifier(Protocol):
    """Shows a line of text on the desktop, where that is possible."""

    def find(self, on_found: OnFound) -> None:
        """Find out whether it is possible."""
        ...

    def show(self, text: str) -> None:
        """Show a text; one that can't be shown is not worth a word."""
        ...

    def leave(self) -> None:
        """Show nothing from now on, not even what is on its way."""
        ...


class BusNotifier(QObject):
    """Asks the desktop's own service; the bus may take a while, so all of it happens in a worker's thread.

    https://specifications.freedesktop.org/notification-spec/latest/protocol.html
    """

    def __init__(self, workspace: Workspace, bus: str = "SESSION") -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._bus = bus
        self._has_left = False

    def find(self, on_found: OnFound) -> None:
        """Find out whether a service is there, or would be started."""
        self._workspace.work(partial(_knows_service, self._bus), on_found, origin=self)

    def show(self, text: str) -> None:
        """Show a text."""
        self._has_left = False
        self._workspace.work(partial(self._send, text), origin=self)

    def leave(self) -> None:
        """Show nothing from now on, not even what is on its way."""
        self._has_left = True

    def _send(self, text: str) -> None:
        if not self._has_left:
            _ask(self._bus, _NAME, "Notify", "susssasa{sv}i", _notice(text))


class TrayNotifier(QObject):
    """Speaks from an icon in the tray, which is there only as long as it has something to say."""

    def __init__(self, icon: QIcon, parent: QObject) -> None:
        super().__init__(parent)
        self._tray = QSystemTrayIcon(icon, self)

    def find(self, on_found: OnFound) -> None:
        """Find out whether there is a tray that shows messages."""
        on_found(QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages())

    def show(self, text: str) -> None:
        """Show a text."""
        self._tray.show()
        self._tray.showMessage(_APP, text, self._tray.icon())

    def leave(self) -> None:
        """Take the icon away, and with it what it says."""
        self._tray.hide()


class FirstThatWorks:
    """Takes the first of several that is possible here."""

    def __init__(self, *notifiers: Notifier) -> None:
        self._notifiers = notifiers
        self._chosen: Notifier | None = None

    def find(self, on_found: OnFound) -> None:
        """Find out whether any is possible."""
        self._try(list(self._notifiers), on_found)

    def show(self, text: str) -> None:
        """Show a text by the one that was found."""
        if self._chosen is not None:
            self._chosen.show(text)

    def leave(self) -> None:
        """Show nothing from now on."""
        if self._chosen is not None:
            self._chosen.leave()

    def _try(self, left: list[Notifier], on_found: OnFound) -> None:
        if not left:
            on_found(False)
            return
        left[0].find(partial(self._on_tried, left, on_found))

    def _on_tried(self, left: list[Notifier], on_found: OnFound, is_possible: bool) -> None:
        if is_possible:
            self._chosen = left[0]
            on_found(True)
        else:
            self._try(left[1:], on_found)


def notifier_here(workspace: Workspace, icon: QIcon) -> Notifier:
    """Return what may speak on this system's desktop."""
    tray = TrayNotifier(icon, workspace)
    return FirstThatWorks(BusNotifier(workspace), tray) if sys.platform == "linux" else tray


def _notice(text: str) -> tuple[Any, ...]:
    """Return the name of the program, no notice to replace, no icon, text, no more text, and so on."""
    return (_APP, 0, "", text, "", [], {}, _USUAL_TIME)


def _knows_service(bus: str) -> bool:
    found = [_ask(bus, "org.freedesktop.DBus", method) for method in ("ListNames", "ListActivatableNames")]
    return any(_NAME in names[0] for names in found if names)


def _ask(
    bus: str, name: str, method: str, signature: str | None = None, body: tuple[Any, ...] = ()
) -> tuple[Any, ...]:
    """Return what a service answers, which stands at the path and behind the interface of its own name.

    Nothing where there is no bus, no service or no answer in time.
    """
    from jeepney import DBusAddress, MessageType, new_method_call
    from jeepney.io.blocking import open_dbus_connection

    address = DBusAddress(f"/{name.replace('.', '/')}", name, name)
    call = new_method_call(address, method, signature, body)
    try:
        with open_dbus_connection(bus) as connection:
            reply = connection.send_and_get_reply(call, timeout=_PATIENCE_S)
    except (OSError, KeyError, ValueError) as error:  # a KeyError: the environment names no bus
        _log.info("the bus does not answer: %s", type(error).__name__)
        return ()
    answer: tuple[Any, ...] = reply.body if reply.header.message_type is MessageType.method_return else ()
    return answer
