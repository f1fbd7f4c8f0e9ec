"""What watches over an open desk: it locks when the coach has gone, and covers what can't be left."""

from collections.abc import Callable
from functools import partial
from typing import Final

from attrs import frozen
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from coachdesk.desk import Desk
from coachdesk.idle import Clocks, Idleness
from coachdesk.leaving import LastJob, Leaving
from coachdesk.lock import Reason
from coachdesk.system_events import listen
from coachdesk.views.curtain import Curtain
from coachdesk.views.lock_banner import LockBanner
from coachdesk.views.start.cover import Cover

_LISTEN_MS: Final = 300  # when the first page is there


@frozen(kw_only=True)
class WayOut:
    """How the vault is closed and the process ended, and what is done before, once all words are saved."""

    close: Callable[[], None]
    replace: Callable[[], None]
    last_jobs: tuple[LastJob, ...] = ()


class Guard(QObject):
    """Watches from the moment it is made; `lock` is the one way out besides closing the window.

    `locking` is told before everything is hidden.
    """

    locking = Signal()

    def __init__(
        self,
        application: QApplication,
        desk: Desk,
        way_out: WayOut,
        *,
        make_cover: Callable[[], Cover],
        minutes: Callable[[], int],
        clocks: Clocks | None = None,
    ) -> None:
        super().__init__(desk)
        self._application = application
        self._desk = desk
        self._make_cover = make_cover
        self._cover: Cover | None = None
        self._curtain = Curtain(application, self)
        self._banner = LockBanner(desk.window)
        self.idleness = Idleness(minutes, clocks, self)
        self._leaving = Leaving(
            desk, self._curtain, close=way_out.close, replace=way_out.replace, last_jobs=way_out.last_jobs
        )
        self._leaving.begun.connect(desk.reminders.leave)
        self._leaving.begun.connect(self.locking)
        self._leaving.covered.connect(self._put_cover)
        desk.lock_requested.connect(partial(self.lock, Reason.ASKED))
        self._listening = QTimer(self)
        self._listening.setSingleShot(True)
        self._listening.timeout.connect(self._listen)
        self._listening.start(_LISTEN_MS)
        desk.closing.connect(self._retire)
        self._watch()

    @property
    def lock(self) -> Callable[[Reason], None]:
        """Lock the desk, for this reason."""
        return self._leaving.lock

    def warn_on(self, window: QWidget) -> None:
        """Say in this window, too, that the desk is about to lock, as long as the window lives."""
        banner = LockBanner(window)
        self.idleness.warned.connect(banner.warn)
        self.idleness.stayed.connect(banner.hide)

    def _watch(self) -> None:
        self.idleness.warned.connect(self._banner.warn)
        self.idleness.stayed.connect(self._banner.hide)
        self.idleness.gone.connect(self.lock)
        self._application.focusWindowChanged.connect(self.idleness.attend)
        self.idleness.attend(self._desk.window.windowHandle())
        self.idleness.start()

    def _listen(self) -> None:
        events = listen(self._application, self._desk.window, self._desk.workspace)
        events.away.connect(self.lock)
        self._leaving.covered.connect(events.settled)

    def _retire(self) -> None:
        """Watch no more: nothing can be asked of the vault from here on."""
        self.idleness.stop()
        self._listening.stop()

    def _put_cover(self) -> None:
        self.idleness.stop()
        if self._cover is None:
            self._cover = self._make_cover()
            self._cover.opened.connect(self._uncover)
            self._cover.try_again.connect(partial(self.lock, Reason.ASKED))
            self._curtain.put_in_front(self._cover)
            self._cover.begin()

    def _uncover(self) -> None:
        if self._cover is not None and not self._leaving.is_under_way:
            self._cover.end()
            self._cover = None
            self._curtain.open()
            self._desk.window.show()
            self._desk.settle()
            self._desk.reminders.begin()
            self.idleness.start()
