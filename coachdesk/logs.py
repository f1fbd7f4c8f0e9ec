"""What each start owes the user: no core dumps, no readable leftovers, a log without content."""

import logging
import os
import sys
import threading
from collections.abc import Iterator
from copy import copy
from enum import Enum
from pathlib import Path
from traceback import walk_tb
from types import TracebackType
from typing import Final

LOG_NAME: Final = "coachdesk.log"
_OWN: Final = "coachdesk"
_PR_SET_DUMPABLE: Final = 4  # linux/prctl.h
_LOG_BYTES: Final = 256 * 1024
_OLDER_LOGS: Final = 2
_MOST_FRAMES: Final = 12
_FORMAT: Final = "%(asctime)s %(levelname)s %(name)s:%(lineno)d %(message)s"


def start_process(log_folder: Path | None = None) -> None:
    """Harden the process, take in what nobody catches, and open the log."""
    prepare_process()
    open_log(log_folder)


def prepare_process() -> None:
    """Do the part of a start that can't wait for the first window."""
    harden_process()
    sys.excepthook = _log_uncaught
    threading.excepthook = _log_uncaught_in_thread


def open_log(log_folder: Path | None = None) -> None:
    """Open the log, and the file for a crash; without a place for them, work goes on without."""
    from coachdesk.crashes import watch_for_crashes
    from coachdesk.paths import log_folder as usual_folder

    folder = log_folder or usual_folder()
    try:
        start_logging(folder)
        watch_for_crashes(folder)
    except OSError:
        logging.getLogger(_OWN).addHandler(logging.NullHandler())


def harden_process() -> None:
    """Keep new files to their owner, and the memory out of core dumps and debuggers.

    Replacing a process makes it dumpable again, so this belongs to every start
    (https://man7.org/linux/man-pages/man2/PR_SET_DUMPABLE.2const.html).
    """
    os.umask(0o077)
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def start_logging(folder: Path) -> logging.Handler:
    """Write the log to `folder`, readable by its owner only; return its handler.

    Raises:
        OSError: the folder can't be written.
    """
    from coachdesk.log_file import PrivateFileHandler

    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    handler = PrivateFileHandler(
        folder / LOG_NAME, maxBytes=_LOG_BYTES, backupCount=_OLDER_LOGS, encoding="utf-8"
    )
    handler.setFormatter(ContentFreeFormatter(_FORMAT))
    logging.getLogger().addHandler(handler)
    logging.getLogger(_OWN).setLevel(logging.INFO)
    return handler


def trace(error: BaseException) -> str:
    """Return type, modules and lines of an error and of what caused it, never its text."""
    return " from ".join(f"{type(part).__name__} at {_places(part)}" for part in _chain(error))


class ContentFreeFormatter(logging.Formatter):
    """Lets codes, numbers and types through, and nothing that was typed.

    Text given as an argument is replaced by its type; messages of libraries, which
    follow other habits, keep only where they came from.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Return the line of a record, which itself stays as it is."""
        own = record.name == _OWN or record.name.startswith(f"{_OWN}.")
        bare = copy(record)
        bare.msg, bare.args = _message(record) if own else "(message of a library)", None
        if record.exc_info and record.exc_info[1]:
            bare.msg += f" [{trace(record.exc_info[1])}]"
        bare.exc_info = bare.exc_text = bare.stack_info = None
        return super().format(bare)


def _message(record: logging.LogRecord) -> str:
    arguments = record.args or ()
    try:
        return str(record.msg) % tuple(_harmless(value) for value in arguments)
    except (TypeError, ValueError):
        return "(message that does not fit its arguments)"


def _harmless(value: object) -> object:
    if isinstance(value, bool | int | float | Enum):
        return value
    if isinstance(value, type):
        return value.__qualname__
    if isinstance(value, BaseException):
        return trace(value)
    return f"({type(value).__name__})"


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    part: BaseException | None = error
    while part is not None and id(part) not in seen:
        seen.add(id(part))
        yield part
        part = part.__cause__ or part.__context__


def _places(error: BaseException) -> str:
    """Return where it was raised and the ways there, innermost first."""
    frames = [(frame.f_globals.get("__name__", "?"), line) for frame, line in walk_tb(error.__traceback__)]
    return " < ".join(f"{module}:{line}" for module, line in reversed(frames[-_MOST_FRAMES:])) or "?"


def _log_uncaught(_kind: type[BaseException], error: BaseException, _where: TracebackType | None) -> None:
    logging.getLogger(_OWN).critical("uncaught %s", error)
    sys.stderr.write(f"CoachDesk: a fault in the program ({trace(error)})\n")


def _log_uncaught_in_thread(failure: threading.ExceptHookArgs) -> None:
    if failure.exc_value is not None:
        _log_uncaught(failure.exc_type, failure.exc_value, failure.exc_traceback)
