"""The folder in which backups stand, each known by its name."""

import contextlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from attrs import frozen

from coachdesk.crypto.slots import canonical
from coachdesk.errors import StorageError, known_from_os
from coachdesk.files import remove_file, write_atomically

FOLDER_NAME: Final = "backups"
SUFFIX: Final = ".coachdesk-backup"
_CHECKS_NAME: Final = "checks.json"
_NAME: Final = re.compile(r"CoachDesk-(\d{4}-\d{2}-\d{2}-\d{6})-(\d{1,18})\.coachdesk-backup")
_MOMENT: Final = "%Y-%m-%d-%H%M%S"


@frozen(kw_only=True)
class Check:
    """When a backup was last read from its first bit to its last, and whether it was whole."""

    at: datetime
    is_sound: bool


@frozen(kw_only=True)
class Backup:
    """One that stands on the shelf; `size` in bytes. It was sound when it was put there."""

    path: Path
    made_at: datetime
    generation: int
    size: int
    check: Check

    @property
    def is_sound(self) -> bool:
        """Whether it passed the last check."""
        return self.check.is_sound


def name_of(made_at: datetime, generation: int) -> str:
    """Return the name of a backup; the second of its making keeps those of one day apart."""
    return f"CoachDesk-{made_at.astimezone(UTC).strftime(_MOMENT)}-{generation}{SUFFIX}"


class Shelf:
    """Lists backups, remembers their checks, and removes them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def prepare(self) -> None:
        """Make the folder, and clear it.

        Raises:
            StorageError: it can't be made.
        """
        try:
            self.folder.mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            raise known_from_os(error) from error
        self.clear()

    def clear(self) -> None:
        """Remove what was left half-written; nobody may be writing here."""
        remove(self.folder.glob(".CoachDesk-*.tmp*"))

    def backups(self) -> tuple[Backup, ...]:
        """Return what is there, the newest first; other files are passed over.

        Raises:
            StorageError: the folder can't be read.
        """
        checks = self._checks()
        try:
            found = [one for path in self._files() if (one := _backup(path, checks)) is not None]
        except OSError as error:
            raise known_from_os(error) from error
        return tuple(sorted(found, key=lambda one: (one.made_at, one.generation), reverse=True))

    def remember_check(self, path: Path, *, at: datetime, is_sound: bool) -> None:
        """Note how a check went; where that can't be written, it is merely forgotten."""
        names = {one.name for one in self._files()}
        kept = {name: check for name, check in self._checks().items() if name in names}
        kept[path.name] = Check(at=at, is_sound=is_sound)
        content = {name: {"at": one.at.isoformat(), "sound": one.is_sound} for name, one in kept.items()}
        with contextlib.suppress(StorageError):
            write_atomically(self.folder / _CHECKS_NAME, canonical(content))

    def _files(self) -> Iterator[Path]:
        return self.folder.glob(f"CoachDesk-*{SUFFIX}")

    def _checks(self) -> dict[str, Check]:
        try:
            content: dict[str, Any] = json.loads((self.folder / _CHECKS_NAME).read_bytes())
            return {
                name: Check(at=datetime.fromisoformat(one["at"]).astimezone(UTC), is_sound=bool(one["sound"]))
                for name, one in content.items()
            }
        except (OSError, ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
            return {}


def remove(paths: Iterable[Path]) -> None:
    """Delete files as far as that is possible."""
    for path in paths:
        with contextlib.suppress(OSError):
            remove_file(path)


def _backup(path: Path, checks: Mapping[str, Check]) -> Backup | None:
    named = _NAME.fullmatch(path.name)
    try:
        made_at = datetime.strptime(named[1], _MOMENT).replace(tzinfo=UTC) if named else None
    except ValueError:
        made_at = None
    if named is None or made_at is None:
        return None
    return Backup(
        path=path,
        made_at=made_at,
        generation=int(named[2]),
        size=path.stat().st_size,
        check=checks.get(path.name) or Check(at=made_at, is_sound=True),
    )
