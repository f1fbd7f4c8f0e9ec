"""When to save what is being typed."""

from enum import StrEnum
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

PAUSE_MS: Final = 600
CEILING_MS: Final = 2_000


class SaveState(StrEnum):
    """What the coach sees about the text in front of them."""

    SAVED = "saved"
    DIRTY = "dirty"
    SAVING = "saving"
    FAILED = "failed"


class Autosave(QObject):
    """Ask for a save `PAUSE_MS` after the last touch, or `CEILING_MS` after the first one.

    The owner saves on `due` and tells `saved` or `failed`. A touch during a save keeps the
    state dirty, so that the last words are never called saved before they are.
    """

    due = Signal()
    state_changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pause = self._timer(PAUSE_MS)
        self._ceiling = self._timer(CEILING_MS)
        self._in_flight = 0
        self._forgotten = 0
        self._touched_since = False
        self.state = SaveState.SAVED

    def _timer(self, interval_ms: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(interval_ms)
        timer.timeout.connect(self._on_timeout)
        return timer

    @property
    def is_dirty(self) -> bool:
        """Whether there is something that the vault does not hold yet."""
        return self.state is not SaveState.SAVED

    def touch(self) -> None:
        """Say that the text has changed."""
        self._touched_since = True
        if self.state is not SaveState.SAVING:
            self._enter(SaveState.DIRTY)
        self._pause.start()
        if not self._ceiling.isActive():
            self._ceiling.start()

    def flush(self) -> None:
        """Save at once if anything is unsaved: focus left, the page is left, the window locks."""
        if self._touched_since or self.state is SaveState.FAILED:
            self._on_timeout()

    def forget(self) -> None:
        """Say that the text is the vault's again; what becomes of the saves under way counts no more."""
        self._pause.stop()
        self._ceiling.stop()
        self._touched_since = False
        self._forgotten = self._in_flight
        self._enter(SaveState.SAVED)

    def saved(self) -> None:
        """Say that the oldest save under way is in the vault."""
        self._in_flight = max(0, self._in_flight - 1)
        self._forgotten = max(0, self._forgotten - 1)
        if self._in_flight == 0:
            self._enter(SaveState.DIRTY if self._touched_since else SaveState.SAVED)

    def failed(self) -> None:
        """Say that a save did not happen; the text stays dirty until a later one does."""
        self._in_flight = max(0, self._in_flight - 1)
        if self._forgotten:
            self._forgotten -= 1
        else:
            self._enter(SaveState.FAILED)

    def _on_timeout(self) -> None:
        self._pause.stop()
        self._ceiling.stop()
        self._touched_since = False
        self._in_flight += 1
        self._enter(SaveState.SAVING)
        self.due.emit()

    def _enter(self, state: SaveState) -> None:
        if state is not self.state:
            self.state = state
            self.state_changed.emit(state)
