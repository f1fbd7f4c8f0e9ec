"""A word on the desktop some minutes before a session: without a name, and only while the vault is open."""

from datetime import datetime, timedelta
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from coachdesk.models.entities.change import Change, Kind
from coachdesk.models.starts import Start, starts_between
from coachdesk.notifying import Notifier
from coachdesk.settings import Settings
from coachdesk.workspace import Workspace

_TICK_MS: Final = 15_000
_AHEAD: Final = timedelta(days=1)
_READ_AGAIN: Final = timedelta(hours=6)
_A_MINUTE: Final = timedelta(minutes=1)
_MATTERS: Final = (Kind.SESSION, Kind.CLIENT, Kind.ENGAGEMENT, Kind.BIN)


class Reminders(QObject):
    """Knows only when sessions begin; off until the coach chooses how many minutes before.

    `changed` tells once it is known whether this desktop shows anything.
    """

    changed = Signal()

    def __init__(
        self, workspace: Workspace, settings: Settings, notifier: Notifier, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._settings = settings
        self._notifier = notifier
        self._starts: tuple[Start, ...] = ()
        self._read_at: datetime | None = None
        self._told: set[Start] = set()
        self._is_open = False
        self._is_possible: bool | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self.tick)
        workspace.changed.connect(self._on_changed)

    @property
    def is_possible(self) -> bool | None:
        """Whether this desktop shows reminders; None while nobody has found out."""
        return self._is_possible

    @property
    def is_awake(self) -> bool:
        """Whether the vault is open, so that there may be something to say."""
        return self._is_open

    @property
    def minutes(self) -> int:
        """How many minutes before a session; 0 for never."""
        return self._settings.reminder_minutes

    @minutes.setter
    def minutes(self, minutes: int) -> None:
        self._settings.reminder_minutes = minutes
        self._follow()

    def find_out(self) -> None:
        """Find out whether this desktop shows anything."""
        self._notifier.find(self._on_found)

    def begin(self) -> None:
        """Remind from now on, if the coach wants that; the vault is open."""
        self._is_open = True
        self._follow()

    def leave(self) -> None:
        """Say nothing from now on, not even what is on its way: the vault is being locked."""
        self._is_open = False
        self._timer.stop()
        self._starts = ()
        self._notifier.leave()

    def tick(self) -> None:
        """Look at the clock, and say what it is time for."""
        if not self._is_open or not self.minutes:
            return
        now = self._workspace.now()
        if self._read_at is None or now - self._read_at >= _READ_AGAIN:
            self._read()
        lead = timedelta(minutes=self.minutes)
        for start in self._starts:
            if start not in self._told and start.starts_at - lead <= now < start.starts_at:
                self._told.add(start)
                self._notifier.show(self._text(start.starts_at - now))

    def _text(self, left: timedelta) -> str:
        minutes = round(left / _A_MINUTE)
        if minutes < 1:
            return self.tr("A session begins now.")
        return self.tr("A session begins in %n minute(s).", "", minutes)

    def _follow(self) -> None:
        """Look at the clock only as long as there is something to say."""
        if self._is_open and self.minutes:
            if self._is_possible is None:
                self.find_out()
            self._timer.start()
            self._read()
        else:
            self._timer.stop()

    def _read(self) -> None:
        now = self._workspace.now()
        self._read_at = now
        job = partial(starts_between, after=now, until=now + _AHEAD)
        self._workspace.run(job, self._on_read, origin=self, on_failed=lambda _error: None)

    def _on_read(self, starts: tuple[Start, ...]) -> None:
        if self._is_open:
            self._starts = starts
            self.tick()

    def _on_found(self, is_possible: bool) -> None:
        self._is_possible = is_possible
        self.changed.emit()

    def _on_changed(self, change: Change, _origin: object) -> None:
        if self._is_open and self.minutes and change.touches(*_MATTERS):
            self._read()
