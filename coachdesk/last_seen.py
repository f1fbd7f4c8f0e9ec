"""Which state of each vault was used here last: so that an older file put in its place is noticed.

It holds a vault's id, a number and a moment; nothing about a client. It lies beside the settings, in a
file of its own that the command line reads without Qt.
"""

import contextlib
import json
from datetime import datetime
from pathlib import Path
from typing import Any, Final, NamedTuple

from coachdesk.errors import StorageError
from coachdesk.files import write_atomically

_MOST_BYTES: Final = 1_000_000


class Seen(NamedTuple):
    """The highest generation of a vault that was used here, and when. `at` is UTC.

    `meant` is an older one that the coach has restored from a backup, and may open next.
    """

    generation: int
    at: datetime
    meant: int | None = None


class LastSeen:
    """Reads and writes the file; one that can't be read is as if it were not there."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def of(self, vault_id: str) -> Seen | None:
        """Return what was seen last of a vault, or None."""
        try:
            entry = self._read()[vault_id]
            meant = entry.get("meant")
            return Seen(
                generation=int(entry["generation"]),
                at=datetime.fromisoformat(entry["at"]),
                meant=None if meant is None else int(meant),
            )
        except (AttributeError, KeyError, TypeError, ValueError):
            return None

    def newer_than(self, vault_id: str, generation: int) -> Seen | None:
        """Return what was seen of a vault where it is newer, and this older generation was not meant."""
        seen = self.of(vault_id)
        if seen is None or seen.generation <= generation or seen.meant == generation:
            return None
        return seen

    def remember(self, vault_id: str, generation: int, at: datetime) -> None:
        """Note what is used now; where it can't be written, the next opening knows less, and no more."""
        seen = self.of(vault_id)
        if seen is not None and seen.generation == generation:
            return
        meant = seen.meant if seen is not None and generation > seen.generation else None
        self._note(vault_id, Seen(generation=generation, at=at, meant=meant))

    def mean(self, vault_id: str, generation: int) -> None:
        """Note that the coach has restored this state: opening it is no surprise, even where it is older."""
        seen = self.of(vault_id)
        if seen is not None and seen.generation > generation:
            self._note(vault_id, seen._replace(meant=generation))

    def _note(self, vault_id: str, seen: Seen) -> None:
        entry: dict[str, Any] = {"generation": seen.generation, "at": seen.at.isoformat()}
        if seen.meant is not None:
            entry["meant"] = seen.meant
        content = json.dumps(self._read() | {vault_id: entry}, indent=1, sort_keys=True).encode()
        with contextlib.suppress(StorageError):
            write_atomically(self._file, content)

    def _read(self) -> dict[str, Any]:
        try:
            with self._file.open("rb") as file:
                entries = json.loads(file.read(_MOST_BYTES))
        except (OSError, ValueError):
            return {}
        return entries if isinstance(entries, dict) else {}
