"""The one guarded way out: hide everything, save, close, and let a new process take this one's place."""

import logging
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QDeadlineTimer, QObject, QThread, QTimer, Signal

from coachdesk.desk import Desk
from coachdesk.lock import Reason
from coachdesk.views.curtain import Curtain

# What is asked of the vault for the last time; it may hand jobs to the workspace, which are waited for.
LastJob = Callable[[Reason], None]

_ALONE_MS: Final = 400
_HURRIED_MS: Final = 3_000
_PATIENT_MS: Final = 120_000

_log = logging.getLogger(__name__)


class Leaving(QObject):
    """Locks a desk, once: asked again meanwhile, it goes on with what it has begun.

    Whatever happens, everything is hidden first; `begun` lets go what keeps another window in front.
    `close` then closes the vault and `replace` ends the process, also where a bug of ours is on the way.
    `last_jobs` run in between, once all words are in the vault. Where words can't be kept, not even as
    drafts, `covered` is told and the desk stays open behind the curtain.
    """

    begun = Signal()
    covered = Signal()

    def __init__(
        self,
        desk: Desk,
        curtain: Curtain,
        *,
        close: Callable[[], None],
        replace: Callable[[], None],
        last_jobs: tuple[LastJob, ...] = (),
    ) -> None:
        super().__init__(desk)
        self._desk = desk
        self._curtain = curtain
        self._close = close
        self._replace = replace
        self._last_jobs = last_jobs
        self.is_under_way = False

    def lock(self, reason: Reason) -> None:
        """Hide everything now; the rest follows as soon as what waited for the coach has let go."""
        if self.is_under_way:
            return
        self.is_under_way = True
        _log.info("locking: %s", reason)
        try:
            self.begun.emit()
            self._curtain.draw()
        finally:
            self._look_soon(QDeadlineTimer(_ALONE_MS), reason)

    def _look_soon(self, deadline: QDeadlineTimer, reason: Reason) -> None:
        """Let the screen show first that nothing is there any more."""
        QTimer.singleShot(0, self, lambda: self._when_alone(deadline, reason))

    def _when_alone(self, deadline: QDeadlineTimer, reason: Reason) -> None:
        """Go on once the dialogs, menus and drags that were ended have returned.

        What opened them may be an answer of the vault that counts as told only then. A dialog of the
        system's own that does not let go is not waited for.
        """
        if QThread.currentThread().loopLevel() > 1 and not deadline.hasExpired():
            self._look_soon(deadline, reason)
        else:
            self._save(reason)

    def _save(self, reason: Reason) -> None:
        if self._is_at_rest():
            self._go(reason)
        else:
            _log.warning("words are left that the vault does not take")
            self.is_under_way = False
            self.covered.emit()

    def _is_at_rest(self) -> bool:
        try:
            return self._desk.come_to_rest()
        except Exception as error:  # a bug of ours must not keep the vault open behind the curtain
            _log.error("saving everything stumbled: %s", error)
            return True

    def _go(self, reason: Reason) -> None:
        for job in self._last_jobs:
            self._do_last(job, reason)
        try:
            self._close()
        finally:
            self._replace()

    def _do_last(self, job: LastJob, reason: Reason) -> None:
        try:
            job(reason)
        except Exception as error:  # as above
            _log.error("a last job stumbled: %s", error)
        self._desk.workspace.drain(_HURRIED_MS if reason is Reason.SLEEP else _PATIENT_MS)
