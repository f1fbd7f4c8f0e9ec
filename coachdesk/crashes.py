"""What a hard crash leaves behind: modules and lines, for the report that the coach may write.

The interpreter writes them itself when it is struck down (https://docs.python.org/3/library/faulthandler.html);
it knows no values of variables, but the paths of files, so what it wrote is read down to modules.
"""

import contextlib
import faulthandler
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

CRASH_NAME: Final = "crash.log"
LAST_NAME: Final = "crash-last.log"
_MOST_BYTES: Final = 64 * 1024
_MOST_LINES: Final = 60
_FRAME: Final = re.compile(r'\s+File "(?P<path>[^"]+)", line (?P<line>\d+) in ')
_SAID: Final = re.compile(r"(Fatal Python error: [A-Za-z ]+|(Current t|T)hread 0x[0-9a-f]+)")
_PACKAGES: Final = ("site-packages", "dist-packages")
_OWN: Final = "coachdesk"


def watch_for_crashes(folder: Path) -> None:
    """Have a crash of this process written to `folder`; keep what an earlier one left for `last_crash`.

    Raises:
        OSError: the folder can't be written.
    """
    file = folder / CRASH_NAME
    if file.exists() and file.stat().st_size:
        file.replace(folder / LAST_NAME)
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    faulthandler.enable(file=descriptor)  # stays open as long as the process may crash


def last_crash(folder: Path) -> tuple[str, ...]:
    """Return where the crash of an earlier process happened; empty where there was none.

    It stays for the next reader until `forget_crash`.
    """
    try:
        with (folder / LAST_NAME).open(encoding="utf-8", errors="replace") as file:
            return tuple(_readable(file.read(_MOST_BYTES)))[:_MOST_LINES]
    except OSError:
        return ()


def crash_mark(folder: Path) -> str:
    """Return what tells one crash of an earlier process from another, empty where there was none."""
    try:
        return str((folder / LAST_NAME).stat().st_mtime_ns)
    except OSError:
        return ""


def forget_crash(folder: Path) -> None:
    """Remove what a crash left; the coach has heard of it."""
    with contextlib.suppress(OSError):
        (folder / LAST_NAME).unlink()


def _readable(text: str) -> Iterator[str]:
    for line in text.splitlines():
        frame = _FRAME.match(line)
        said = _SAID.match(line)
        if frame:
            yield f"  {_module_of(frame['path'])}:{frame['line']}"
        elif said:
            yield said[0]


def _module_of(path: str) -> str:
    """Return a module's name from its path, without the folders that say whose computer it is."""
    parts = re.split(r"[/\\]", path.removesuffix(".py").removesuffix("__init__").rstrip("/\\"))
    for start in (*_PACKAGES, _OWN):
        if start in parts[:-1]:
            at = len(parts) - 1 - parts[::-1].index(start)
            return ".".join(parts[at + (start in _PACKAGES) :])
    return parts[-1]
