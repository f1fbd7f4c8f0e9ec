"""Linux: logind on the system's bus, the screen savers of the desktops on the session's.

https://www.freedesktop.org/software/systemd/man/latest/org.freedesktop.login1.html
https://systemd.io/INHIBITOR_LOCKS/
"""

import logging
import os
from collections.abc import Callable
from typing import Any, Final

import shiboken6
from attrs import frozen
from PySide6.QtCore import SLOT, QCoreApplication, QObject, QTimer, Slot
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusPendingCallWatcher,
    QDBusUnixFileDescriptor,
)
from PySide6.QtWidgets import QWidget

from coachdesk.lock import Reason
from coachdesk.system_events import SystemEvents
from coachdesk.workspace import Workspace

_LOGIND: Final = "org.freedesktop.login1"
_LOGIND_PATH: Final = "/org/freedesktop/login1"
_MANAGER: Final = "org.freedesktop.login1.Manager"
_SESSION: Final = "org.freedesktop.login1.Session"
_PROPERTIES: Final = "org.freedesktop.DBus.Properties"
_SCREEN_SAVERS: Final = tuple(
    f"org.{desktop}.ScreenSaver" for desktop in ("freedesktop", "gnome", "cinnamon", "mate", "xfce")
)

_log = logging.getLogger(__name__)


@frozen
class Buses:
    """The two buses of the machine; one that is not there is not connected."""

    system: QDBusConnection
    session: QDBusConnection


@frozen
class _Signal:
    """Which signal of which object; an empty service or path is any."""

    service: str
    path: str
    interface: str
    name: str


def listen(_application: QCoreApplication, window: QWidget, workspace: Workspace) -> SystemEvents:
    """Return what listens once the buses are open."""
    events = LinuxEvents(window)
    workspace.work(open_buses, events.listen, origin=events)
    return events


def open_buses() -> Buses:
    """Return the buses, which may take a while to answer: not in the window's thread."""
    return Buses(QDBusConnection.systemBus(), QDBusConnection.sessionBus())


class LinuxEvents(SystemEvents):
    """Hears of sleep, of the session's lock and of other users, and asks sleep to wait a moment."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._system: QDBusConnection | None = None
        self._brake: QDBusUnixFileDescriptor | None = None

    def listen(self, buses: Buses) -> None:
        """Begin to listen; without a bus there is nothing to hear, and idleness still locks."""
        _log.info("buses: system %s, session %s", buses.system.isConnected(), buses.session.isConnected())
        if buses.session.isConnected():
            for interface in _SCREEN_SAVERS:
                changed = _Signal("", "", interface, "ActiveChanged")
                self._hear(buses.session, changed, "on_screen_saver(bool)")
        if buses.system.isConnected():
            self._system = buses.system
            prepare = _Signal(_LOGIND, _LOGIND_PATH, _MANAGER, "PrepareForSleep")
            self._hear(buses.system, prepare, "on_sleep(bool)")
            self._delay_sleep()
            self._find_session(["auto", os.environ.get("XDG_SESSION_ID", "")])

    def settled(self) -> None:
        """Let go of the brake: closing it is how logind hears that we are ready for sleep."""
        self._brake = None

    def _hear(self, bus: QDBusConnection, signal: _Signal, slot: str) -> None:
        is_heard = bus.connect(  # type: ignore[call-overload]  # PySide wants the text that SLOT gives
            signal.service,
            signal.path,
            signal.interface,
            signal.name,
            self,
            SLOT(slot),
        )
        if not is_heard:
            _log.info("a signal of the bus can't be heard: %s", bus.lastError().type())

    def _find_session(self, names: list[str]) -> None:
        """Ask for our session by its name in our environment, then by being ours."""
        name = names.pop() if names else ""
        if name:
            on_failed = lambda: self._find_session(names)  # noqa: E731  (once, and short)
            self._ask("GetSession", [name], self._on_session, on_failed)
        elif names:
            self._find_session(names)

    def _on_session(self, path: Any) -> None:  # noqa: ANN401  (QDBusObjectPath or text, as PySide has it)
        place = path if isinstance(path, str) else path.path()
        if self._system is not None:
            lock = _Signal(_LOGIND, place, _SESSION, "Lock")
            changed = _Signal(_LOGIND, place, _PROPERTIES, "PropertiesChanged")
            self._hear(self._system, lock, "on_lock()")
            self._hear(self._system, changed, "on_properties(QString,QVariantMap,QStringList)")

    def _delay_sleep(self) -> None:
        arguments = ["sleep", "CoachDesk", "The vault is being locked", "delay"]
        self._ask("Inhibit", arguments, self._on_brake, lambda: None)

    def _on_brake(self, brake: Any) -> None:  # noqa: ANN401  (as PySide has it)
        self._brake = brake if isinstance(brake, QDBusUnixFileDescriptor) else None

    def _ask(
        self, method: str, arguments: list[str], on_done: Callable[[Any], None], on_failed: Callable[[], None]
    ) -> None:
        if self._system is None:
            return
        message = QDBusMessage.createMethodCall(_LOGIND, _LOGIND_PATH, _MANAGER, method)
        message.setArguments(arguments)
        watcher = QDBusPendingCallWatcher(self._system.asyncCall(message))

        def tell() -> None:
            given = watcher.reply().arguments()
            if watcher.isError() or not given:
                _log.info("logind does not answer: %s", watcher.error().type())
                on_failed()
            else:
                on_done(given[0])
            # What answered holds the brake, too, so it must go; `deleteLater` crashes here (PySide 6.12).
            QTimer.singleShot(0, self, lambda: shiboken6.delete(watcher))

        watcher.finished.connect(tell)

    @Slot(bool)
    def on_sleep(self, is_coming: bool) -> None:
        """Hear that the computer goes to sleep, or has woken up."""
        if is_coming:
            self.away.emit(Reason.SLEEP)
        elif self._brake is None:
            self._delay_sleep()

    @Slot()
    def on_lock(self) -> None:
        """Hear that the session is asked to lock its screen."""
        self.away.emit(Reason.SCREEN)

    @Slot("QString", "QVariantMap", "QStringList")
    def on_properties(self, interface: str, changed: dict[str, object], _gone: list[str]) -> None:
        """Hear that the session is no longer in front, or that its screen is locked."""
        if interface == _SESSION and changed.get("Active") is False:
            self.away.emit(Reason.SWITCHED)
        elif interface == _SESSION and changed.get("LockedHint") is True:
            self.away.emit(Reason.SCREEN)

    @Slot(bool)
    def on_screen_saver(self, is_active: bool) -> None:
        """Hear that the screen saver has come on or gone."""
        if is_active:
            self.away.emit(Reason.SCREEN)
