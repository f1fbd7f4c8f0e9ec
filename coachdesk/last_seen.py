"""Which state of each vault was used here last: so that an older file put in its place is noticed.

It holds a vault's id, a number and a moment; nothing about a client. It lies beside the settings, in a
file of its own that the command line reads without Qt.
"""

import contextlib
import json
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from attrs import frozen

from coachdesk.errors import StorageError
from coachdesk.files import write_atomically

_MOST_BYTES: Final = 1_000_000


@frozen(kw_only=True)
class Seen:
    """The highest generation of a vault that was used here, and when. `at` is UTC."""

    generation: int
    at: datetime


class LastSeen:
    """Reads and writes the file; one that can't be read is as if it were not there."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def of(self, vault_id: str) -> Seen | None:
        """Return what was seen last of a vault, or None."""
        try:
            entry = self._read()[vault_id]
            return Seen(generation=int(entry["generation"]), at=datetime.fromisoformat(entry["at"]))
        except (KeyError, TypeError, ValueError):
            return None

    def newer_than(self, vault_id: str, generation: int) -> Seen | None:
        """Return what was seen of a vault where that is newer than this generation of it."""
        seen = self.of(vault_id)
        return seen if seen is not None and seen.generation > generation else None

    def remember(self, vault_id: str, generation: int, at: datetime) -> None:
        """Note what is used now; where it can't be written, the next opening knows less, and no more."""
        seen = self.of(vault_id)
        if seen is not None and seen.generation == generation:
            return
        entries = self._read() | {vault_id: {"generation": generation, "at": at.isoformat()}}
        content = json.dumps(entries, indent=1, sort_keys=True).encode()
        with contextlib.suppress(StorageError):
            write_atomically(self._file, content)

    def _read(self) -> dict[str, Any]:
        try:
            with self._file.open("rb") as file:
                entries = json.loads(file.read(_MOST_BYTES))
        except (OSError, ValueError):
            return {}
        return entries if isinstance(entries, dict) else {}
