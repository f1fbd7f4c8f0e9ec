"""The backups of the open vault: made while it is in use, and without anybody waiting."""

import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve, frozen
from PySide6.QtCore import QObject, Signal

from coachdesk import backup_jobs as jobs
from coachdesk.backup_memory import BackupMemory
from coachdesk.delivery import is_gone
from coachdesk.errors import KnownError, StoppedError
from coachdesk.i18n import error_text
from coachdesk.models.entities.backup import (
    BackupFacts,
    Rehearsal,
    Restoration,
    Safekeeping,
    SecondPlace,
    WayIn,
)
from coachdesk.views.start.background import Background
from coachdesk.workspace import Workspace

if TYPE_CHECKING:
    from coachdesk.crypto.backups.making import BackupMaker, Copied
    from coachdesk.crypto.backups.watch import Progress
    from coachdesk.crypto.kdf import Cost

OnFailed = Callable[[KnownError], None]
_GIVING_WAY_S: Final = 0.3


@frozen
class _Asked:
    """Who asked for something, and how to tell what came of it."""

    on_done: Callable[[Any], None] | None
    on_failed: OnFailed | None
    origin: QObject | None

    def tell(self, result: object) -> None:
        if self.on_done is not None and not is_gone(self.origin):
            self.on_done(result)

    def tell_failure(self, error: KnownError) -> None:
        if self.on_failed is not None and not is_gone(self.origin):
            self.on_failed(error)


class BackupKeeper(QObject):
    """Fulfils `coachdesk.views.safekeeping.BackupKeeper` for the vault behind a workspace.

    `maker` is asked for anew each time, because a new recovery kit brings another key. `note_restored`
    is told which state of the vault was restored.
    """

    changed = Signal()
    progressed = Signal(object)
    busy_changed = Signal(bool)

    def __init__(
        self,
        workspace: Workspace,
        maker: "Callable[[], BackupMaker]",
        memory: BackupMemory,
        *,
        note_restored: jobs.NoteRestored,
        cost: "Cost | None" = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._note_restored = note_restored
        self._workspace = workspace
        self._maker = maker
        self._memory = memory
        self._cost = cost
        self._background = Background(self)
        self._stopping = threading.Event()
        self._place_problem = ""
        self.is_busy = False
        self.kept = self._remembered(Safekeeping())

    def refresh(self) -> None:
        """Look at the backups again; where their folder can't be read, what was known stays."""
        job = partial(jobs.look, self._maker(), self._remembered(self.kept))
        self._background.work(job, self._on_looked, origin=self)

    def back_up(
        self,
        on_done: Callable[[BackupFacts], None] | None = None,
        *,
        origin: QObject | None = None,
        on_failed: OnFailed | None = None,
    ) -> None:
        """Make a backup and copy it to the second place."""
        asked = _Asked(on_done, on_failed, origin)
        if self._begin():
            maker = self._maker()
            self._workspace.run_long(
                partial(jobs.copy, maker, self._watch),
                partial(self._on_copied, asked, maker),
                origin=self,
                on_failed=partial(self._on_not_made, asked),
            )

    def check(
        self, path: Path, on_done: Callable[[int], None], *, origin: QObject, on_failed: OnFailed
    ) -> None:
        """Read a backup to its last bit; the outcome counts what is not as signed or added."""
        job = partial(jobs.check, self._maker(), path, self._workspace.now(), self._watch)
        self._do(job, _Asked(on_done, on_failed, origin))

    def try_out(
        self,
        path: Path,
        way_in: WayIn,
        on_done: Callable[[Rehearsal], None],
        *,
        origin: QObject,
        on_failed: OnFailed,
    ) -> None:
        """Find out what a backup would bring back; nothing is changed."""
        self._do(partial(jobs.try_out, path, way_in, self._watch), _Asked(on_done, on_failed, origin))

    def restore(
        self,
        restoration: Restoration,
        on_done: Callable[[None], None],
        *,
        origin: QObject,
        on_failed: OnFailed,
    ) -> None:
        """Make a vault of a backup in a new folder."""
        job = partial(jobs.restore, restoration, self._cost, self._watch, self._note_restored)
        self._do(job, _Asked(on_done, on_failed, origin))

    def choose_second_place(self, folder: Path | None) -> None:
        """Copy each backup to this folder from now on, to none where there is none."""
        self._memory.second_place = folder
        self._place_problem = ""
        self.kept = self._remembered(self.kept)
        self.changed.emit()
        self.bring_second_place_up_to_date()

    def bring_second_place_up_to_date(self) -> None:
        """Copy the last good backup there, where it is not yet, and the place is there."""
        last, place = self.kept.last_good, self._memory.second_place
        if last is None or place is None or last.name == self._memory.copied or not self._begin():
            return
        self._copy_away(_Asked(None, None, None), last)

    def stop(self) -> None:
        """Stop what is being done; nothing of it stays."""
        self._stopping.set()

    def leave(self, database: Path | None) -> None:
        """Give way, and back up what has changed in the database if there is time; nothing is raised."""
        self.stop()
        closing = threading.Thread(target=self._background.finish, name="backups closing", daemon=True)
        closing.start()
        if database is not None and not self.is_busy:
            self._make_in_the_last_moment(database)
        closing.join(_GIVING_WAY_S)

    def clear_up(self) -> None:
        """Remove what giving way has left, once the store's thread has ended too."""
        if self.is_busy:
            self._maker().shelf.clear()

    def _make_in_the_last_moment(self, database: Path) -> None:
        over = threading.Event()
        failed: list[str] = []
        job = jobs.LastMoment(maker=self._maker(), made_at=self._workspace.now(), database=database)

        def make(store: Any, pause: Any) -> None:  # noqa: ANN401  (handed on as they are)
            try:
                job(store, pause)
            except KnownError as error:
                failed.append(error_text(error))
            finally:
                over.set()

        self._workspace.run_long(make)
        if over.wait(jobs.LEAVING_S + _GIVING_WAY_S) and failed:
            self._memory.failure = failed[0]

    def _begin(self) -> bool:
        """Become busy; False where something is being done already."""
        if self.is_busy:
            return False
        self._stopping.clear()
        self._become(busy=True)
        return True

    def _become(self, *, busy: bool) -> None:
        self.is_busy = busy
        self.busy_changed.emit(busy)

    def _do(self, job: Callable[[], object], asked: _Asked) -> None:
        if self._begin():
            self._background.work(
                job, partial(self._on_done, asked), origin=self, on_failed=partial(self._on_failed, asked)
            )

    def _on_done(self, asked: _Asked, result: object) -> None:
        self._become(busy=False)
        self.refresh()
        asked.tell(result)

    def _on_failed(self, asked: _Asked, error: KnownError) -> None:
        self._become(busy=False)
        self.refresh()
        asked.tell_failure(error)

    def _on_copied(self, asked: _Asked, maker: "BackupMaker", copied: "Copied") -> None:
        self._background.work(
            partial(jobs.finish, maker, copied, self._workspace.now(), self._watch),
            partial(self._on_made, asked),
            origin=self,
            on_failed=partial(self._on_not_made, asked),
        )

    def _on_made(self, asked: _Asked, backup: BackupFacts) -> None:
        self._memory.failure = ""
        if self._memory.second_place is None:
            self._on_done(asked, backup)
        else:
            self._copy_away(asked, backup)

    def _on_not_made(self, asked: _Asked, error: KnownError) -> None:
        if not isinstance(error, StoppedError):
            self._memory.failure = error_text(error)
        self._on_failed(asked, error)

    def _copy_away(self, asked: _Asked, backup: BackupFacts) -> None:
        place = self._memory.second_place
        assert place is not None  # noqa: S101  (both callers have looked)
        self._background.work(
            partial(jobs.copy_away, backup, place, self._watch),
            partial(self._on_copied_away, asked, backup),
            origin=self,
            on_failed=partial(self._on_not_copied_away, asked, backup),
        )

    def _on_copied_away(self, asked: _Asked, backup: BackupFacts, _nothing: None) -> None:
        self._place_problem = ""
        self._memory.remember_copy(backup.name, self._workspace.now())
        self._on_done(asked, backup)

    def _on_not_copied_away(self, asked: _Asked, backup: BackupFacts, error: KnownError) -> None:
        """Keep the backup and say beside the place why it has no copy; one that is away needs no word."""
        self._place_problem = "" if error.code in _CALM else error_text(error)
        self._on_done(asked, backup)

    def _on_looked(self, kept: Safekeeping) -> None:
        if kept != self.kept:
            self.kept = kept
            self.changed.emit()

    def _remembered(self, kept: Safekeeping) -> Safekeeping:
        folder = self._memory.second_place
        place = None
        if folder is not None:
            place = SecondPlace(
                folder=folder,
                is_there=True,
                copied=self._memory.copied,
                copied_at=self._memory.copied_at,
                problem=self._place_problem,
            )
        return evolve(kept, second_place=place, failure=self._memory.failure)

    def _watch(self, progress: "Progress") -> None:
        """Tell how far it has come, from whichever thread; stop where somebody asked for that."""
        if self._stopping.is_set():
            raise StoppedError
        self.progressed.emit(jobs.as_told(progress))


_CALM: Final = frozenset({"absent-place", "stopped"})
