"""The text that tells us of a fault: versions, and where in the program it was; nothing that was typed."""

import platform
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

from coachdesk import __version__
from coachdesk.crashes import last_crash
from coachdesk.logs import LOG_NAME
from coachdesk.models.store import Store

_PARTS: Final = ("PySide6_Essentials", "sqlcipher3", "sqlite-utils", "cryptography", "keyring", "typst")
_TELLING: Final = (" WARNING ", " ERROR ", " CRITICAL ")
_MOST_LINES: Final = 40
_MOST_BYTES: Final = 256 * 1024


def driver_versions(store: Store) -> str:
    """Return the versions of what reads and writes the vault."""
    cipher = store.value("PRAGMA cipher_version")
    return f"SQLCipher {cipher}, SQLite {store.value('SELECT sqlite_version()')}"


def compose(log_folder: Path, driver: str) -> str:
    """Return the report.

    The log is free of content when it is written; names of files, folders and this computer
    are in neither of the two.
    """
    return (
        "\n".join(
            [
                f"CoachDesk {__version__}",
                f"{platform.system()} {platform.release()}, {platform.machine()}",
                f"Python {platform.python_version()}{', packaged' if getattr(sys, 'frozen', False) else ''}",
                driver,
                ", ".join(_part(name) for name in _PARTS),
                "",
                *_section("The last crash", last_crash(log_folder)),
                *_section("The last faults", _last_faults(log_folder)),
            ]
        ).rstrip("\n")
        + "\n"
    )


def _part(name: str) -> str:
    try:
        return f"{name} {version(name)}"
    except PackageNotFoundError:  # a packaged program may not name its parts
        return name


def _section(title: str, lines: tuple[str, ...]) -> list[str]:
    return [title, *(lines or ("  none",)), ""]


def _last_faults(log_folder: Path) -> tuple[str, ...]:
    try:
        with (log_folder / LOG_NAME).open("rb") as file:
            file.seek(0, 2)
            file.seek(max(0, file.tell() - _MOST_BYTES))
            text = file.read().decode("utf-8", errors="replace")
    except OSError:
        return ()
    telling = [line for line in text.splitlines() if any(level in line for level in _TELLING)]
    return tuple(f"  {line}" for line in telling[-_MOST_LINES:])
