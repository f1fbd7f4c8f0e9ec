"""Windows: the session and power messages that each top-level window gets.

https://learn.microsoft.com/windows/win32/termserv/wm-wtssession-change
https://learn.microsoft.com/windows/win32/power/wm-powerbroadcast
"""

import ctypes
import logging
import sys
from collections.abc import Callable
from ctypes import wintypes
from typing import Final, SupportsInt

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication
from PySide6.QtWidgets import QWidget

from coachdesk.lock import Reason
from coachdesk.system_events import SystemEvents
from coachdesk.workspace import Workspace

WM_POWERBROADCAST: Final = 0x0218
WM_WTSSESSION_CHANGE: Final = 0x02B1
_REASONS: Final = {
    (WM_POWERBROADCAST, 0x4): Reason.SLEEP,  # PBT_APMSUSPEND
    (WM_WTSSESSION_CHANGE, 0x2): Reason.SWITCHED,  # WTS_CONSOLE_DISCONNECT
    (WM_WTSSESSION_CHANGE, 0x4): Reason.SWITCHED,  # WTS_REMOTE_DISCONNECT
    (WM_WTSSESSION_CHANGE, 0x6): Reason.SWITCHED,  # WTS_SESSION_LOGOFF
    (WM_WTSSESSION_CHANGE, 0x7): Reason.SCREEN,  # WTS_SESSION_LOCK
}
_NOTIFY_FOR_THIS_SESSION: Final = 0

_log = logging.getLogger(__name__)


def reason_of(message: int, parameter: int) -> Reason | None:
    """Return why a window's message calls for the lock, or None."""
    return _REASONS.get((message, parameter))


def listen(application: QCoreApplication, window: QWidget, _workspace: Workspace) -> SystemEvents:
    """Return what listens from now on."""
    return WindowsEvents(application, window)


class WindowsEvents(SystemEvents):
    """Hears the messages of the application's windows."""

    def __init__(self, application: QCoreApplication, window: QWidget) -> None:
        super().__init__(window)
        self._messages = Messages(self.away.emit)
        application.installNativeEventFilter(self._messages)
        if sys.platform == "win32" and not ctypes.WinDLL("wtsapi32").WTSRegisterSessionNotification(
            wintypes.HWND(int(window.winId())), wintypes.DWORD(_NOTIFY_FOR_THIS_SESSION)
        ):
            _log.info("Windows does not tell of its sessions: %s", ctypes.GetLastError())


class Messages(QAbstractNativeEventFilter):
    """Reads each message on its way to a window, and keeps none."""

    def __init__(self, tell: Callable[[Reason], object]) -> None:
        super().__init__()
        self._tell = tell

    def nativeEventFilter(  # noqa: D102, N802  (Qt's own name)
        self, kind: QByteArray | bytes | bytearray | memoryview, message: SupportsInt
    ) -> tuple[bool, int]:
        if kind == b"windows_generic_MSG":
            read = wintypes.MSG.from_address(int(message))
            reason = reason_of(read.message, read.wParam)
            if reason is not None:
                self._tell(reason)
        return False, 0
