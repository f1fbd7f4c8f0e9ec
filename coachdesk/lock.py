"""The way out that leaves no key and no note in memory: another process takes this one's place."""

import logging
import os
import sys
from collections.abc import Sequence
from enum import StrEnum
from typing import NoReturn


class Reason(StrEnum):
    """Why the vault locks: the coach asked for it, or went away in one of these ways."""

    ASKED = "asked"
    IDLE = "idle"
    SCREEN = "screen"
    SLEEP = "sleep"
    SWITCHED = "switched"


def replace_process(arguments: Sequence[str]) -> NoReturn:
    """End this process at once and start CoachDesk anew with `arguments`.

    Closing a database leaves copies of what it held in memory; only the end of the
    process clears them. Everything must be saved and closed before.
    """
    logging.shutdown()
    command = own_command(arguments)
    if sys.platform == "win32":
        _start_beside(command)
    try:
        os.execv(command[0], command)  # noqa: S606  (our own interpreter, no shell)
    except OSError:  # an update has moved the interpreter: all is saved, so end
        os._exit(1)


def own_command(arguments: Sequence[str]) -> list[str]:
    """Return the command that starts CoachDesk again; a frozen program is its own interpreter."""
    module = () if getattr(sys, "frozen", False) else ("-m", "coachdesk")
    return [sys.executable, *module, *arguments]


def _start_beside(command: Sequence[str]) -> NoReturn:
    """Start the next process, then end: Windows can't replace one in its place."""
    from PySide6.QtCore import QProcess

    QProcess.startDetached(command[0], list(command[1:]))
    os._exit(0)
