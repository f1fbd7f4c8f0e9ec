"""What is done with backups away from the window's thread: each job takes plain data and returns it."""

import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from attrs import evolve, frozen

from coachdesk.crypto.backups import archive
from coachdesk.crypto.backups.making import BackupMaker, Copied
from coachdesk.crypto.backups.reading import OpenedBackup, open_with_passphrase, open_with_words
from coachdesk.crypto.backups.restoring import nothing_more
from coachdesk.crypto.backups.restoring import restore as restore_backup
from coachdesk.crypto.backups.second_place import copy_to_second_place
from coachdesk.crypto.backups.shelf import Backup
from coachdesk.crypto.backups.watch import Progress, Watch
from coachdesk.crypto.kdf import Cost
from coachdesk.errors import KnownError, StoppedError
from coachdesk.models.document_check import altered_documents
from coachdesk.models.entities.backup import (
    BackupFacts,
    BackupLabel,
    BackupProgress,
    BackupStage,
    Rehearsal,
    Restoration,
    Safekeeping,
    WayIn,
)
from coachdesk.models.kit_care import note_opened
from coachdesk.models.store import Store
from coachdesk.models.store_thread import Pause

# What fits into the moment before the vault locks; a larger vault is backed up while it is open.
LEAVING_S: Final = 0.5
LEAVING_BYTES: Final = 24 * 1024 * 1024
# Takes the id of a vault and the generation of it that was restored.
NoteRestored = Callable[[str, int], object]


def look(maker: BackupMaker, kept: Safekeeping) -> Safekeeping:
    """Return `kept` with the backups that are there now.

    Raises:
        StorageError: their folder can't be read.
    """
    backups = tuple(_facts(maker, one) for one in maker.shelf.backups())
    place = kept.second_place
    there = place if place is None else evolve(place, is_there=place.folder.is_dir())
    return evolve(kept, backups=backups, second_place=there)


def copy(maker: BackupMaker, watch: Watch, store: Store, pause: Pause) -> Copied:
    """Copy the vault in the store's thread, and let saves through."""

    def between_steps(progress: Progress) -> None:
        watch(progress)
        pause()

    return maker.copy(_connection(store), between_steps)


def finish(maker: BackupMaker, copied: Copied, made_at: datetime, watch: Watch) -> BackupFacts:
    """Make a backup of the copy."""
    return _facts(maker, maker.finish(copied, made_at, watch))


def copy_away(backup: BackupFacts, folder: Path, watch: Watch) -> None:
    """Copy a backup to the second place."""
    copy_to_second_place(backup.path, folder, watch)


def check(maker: BackupMaker, path: Path, at: datetime, watch: Watch) -> int:
    """Read a backup to its last bit; return how many documents are not as signed or added."""
    return len(maker.check(path, at, watch, altered_documents))


def try_out(path: Path, way_in: WayIn, watch: Watch) -> Rehearsal:
    """Open a backup as after a loss of everything else, and look at all that is in it."""
    with open_backup(path, way_in, watch) as backup:
        altered = len(backup.check(watch, altered_documents))
        rows = backup.inventory.rows
        return Rehearsal(
            made_at=backup.manifest.made_at,
            clients=rows.get("client", 0),
            sessions=rows.get("session", 0),
            rows=sum(rows.values()),
            altered=altered,
        )


def read_label(path: Path) -> BackupLabel:
    """Read what a backup says of itself to anybody, without a key."""
    made_at = archive.read_label(path).made_at
    return BackupLabel(made_at=made_at, size=path.stat().st_size)


def restore(wanted: Restoration, cost: Cost | None, watch: Watch, note: NoteRestored) -> None:
    """Make a vault of a backup in a new folder; `note` is told which state of which vault it is."""
    with open_backup(wanted.backup, wanted.way_in, watch) as backup:
        finish = note_opened if wanted.way_in.is_words else nothing_more
        restore_backup(backup, wanted.folder, wanted.passphrase, cost=cost, watch=watch, finish=finish)
        note(backup.manifest.vault_id, backup.manifest.generation)


def as_told(progress: Progress) -> BackupProgress:
    """Return progress as the window shows it."""
    percent = None if progress.total == 0 else 100 * progress.done // progress.total
    return BackupProgress(stage=BackupStage(progress.stage.value), percent=percent)


def open_backup(path: Path, way_in: WayIn, watch: Watch) -> OpenedBackup:
    """Open a backup with what the coach has."""
    open_with = open_with_words if way_in.is_words else open_with_passphrase
    return open_with(path, way_in.secret, watch)


@frozen(kw_only=True)
class LastMoment:
    """The backup on leaving: made where the vault has changed, and where it is done in time."""

    maker: BackupMaker
    made_at: datetime
    database: Path
    seconds: float = LEAVING_S
    clock: Callable[[], float] = time.monotonic

    def __call__(self, store: Store, _pause: Pause) -> None:
        """Do it in the store's thread, at once.

        Raises:
            KnownError: it did not succeed; not, where it only takes too long.
        """
        if self._is_needed(store) and self.database.stat().st_size <= LEAVING_BYTES:
            self._make(store)

    def _is_needed(self, store: Store) -> bool:
        last = next((one for one in self.maker.shelf.backups() if one.is_sound), None)
        return not store.is_read_only and (last is None or last.generation != store.edition.generation)

    def _make(self, store: Store) -> None:
        deadline = self.clock() + self.seconds

        def look_at_clock(_progress: Progress) -> None:
            if self.clock() > deadline:
                raise StoppedError

        try:
            self.maker.make(_connection(store), self.made_at, look_at_clock)
        except StoppedError:
            return


def _connection(store: Store) -> Any:  # noqa: ANN401  (untyped driver)
    return store.db.conn


def _facts(maker: BackupMaker, backup: Backup) -> BackupFacts:
    try:
        rows = maker.inventory(backup.path).rows
    except KnownError:
        rows = {}
    return BackupFacts(
        path=backup.path,
        made_at=backup.made_at,
        generation=backup.generation,
        size=backup.size,
        checked_at=backup.check.at,
        is_sound=backup.is_sound,
        clients=rows.get("client"),
        sessions=rows.get("session"),
    )
