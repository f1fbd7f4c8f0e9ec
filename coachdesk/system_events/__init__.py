"""What the system tells of the coach's absence: a locked screen, sleep, somebody else at the computer."""

import sys
from collections.abc import Callable
from importlib import import_module
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QWidget

from coachdesk.lock import Reason
from coachdesk.workspace import Workspace

_MODULES: Final = {"linux": "linux", "win32": "windows", "darwin": "macos"}


class SystemEvents(QObject):
    """Tells `away` when the system says so."""

    away = Signal(Reason)

    def settled(self) -> None:
        """Let the system go to sleep, where it waits for us: all is hidden, and saved as far as it can be."""


Listen = Callable[[QCoreApplication, QWidget, Workspace], SystemEvents]


def listen(application: QCoreApplication, window: QWidget, workspace: Workspace) -> SystemEvents:
    """Return what listens to this system as long as the window lives; some systems say nothing."""
    name = _MODULES.get(sys.platform)
    if name is None:
        return SystemEvents(window)
    listen_here: Listen = import_module(f"{__name__}.{name}").listen
    return listen_here(application, window, workspace)
