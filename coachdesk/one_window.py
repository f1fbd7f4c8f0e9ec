"""One window per vault: a later start knocks at the first one instead of opening another.

The knock is an empty file that appears in a private folder of the session and that the first
window takes away. So there is no socket, and nothing to read that another program could forge
more from than a window coming forward.
"""

import contextlib
import os
import time
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCryptographicHash, QFileSystemWatcher, QObject, Signal

from coachdesk.crypto.folder_lock import FolderLock
from coachdesk.errors import KnownError, VaultInUseError

_KNOCK: Final = "knock"
_PATIENCE_S: Final = 2.0
_PAUSE_S: Final = 0.02
_OTHERS: Final = 0o077


class OneWindow(QObject):
    """Claims the window of one vault at a time; `knocked` says that a later start wanted it."""

    knocked = Signal()

    def __init__(self, runtime_folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runtime_folder = runtime_folder
        self._claimed: Path | None = None
        self._lock: FolderLock | None = None
        self._watcher: QFileSystemWatcher | None = None

    def claim(self, vault: Path) -> bool:
        """Claim the window of a vault, in place of the one claimed before.

        False where another process has it and has come forward. Without a private folder for
        the session every claim succeeds; the vault's own lock still keeps the second one out.

        Raises:
            VaultInUseError: another process has it and does not answer; `facts` say which.
        """
        porch = _porch(self._runtime_folder, vault)
        if porch == self._claimed or not _is_private(porch):
            return True
        try:
            lock = FolderLock(porch, take_over=True)
        except VaultInUseError:
            if _knock(porch):
                return False
            raise
        except KnownError:
            return True
        self.release()
        self._claimed, self._lock = porch, lock
        self._listen(porch)
        return True

    def release(self) -> None:
        """Let the next start have the window."""
        if self._lock is not None:
            self._lock.release()
        if self._watcher is not None:
            self._watcher.deleteLater()
        self._claimed = self._lock = self._watcher = None

    def _listen(self, porch: Path) -> None:
        _take_away(porch / _KNOCK)  # nobody waits for the answer to an old one
        self._watcher = QFileSystemWatcher([str(porch)], self)
        self._watcher.directoryChanged.connect(self._on_changed)

    def _on_changed(self, porch: str) -> None:
        if _take_away(Path(porch) / _KNOCK):
            self.knocked.emit()


def _porch(runtime_folder: Path, vault: Path) -> Path:
    """Return the folder for the one vault, whichever way its path is written; it tells nothing of it."""
    written = os.path.normcase(os.path.realpath(vault))
    # Qt's own: `hashlib` would load all of OpenSSL before the first window
    digest = QCryptographicHash.hash(os.fsencode(written), QCryptographicHash.Algorithm.Sha256)
    return runtime_folder / digest.data().hex()[:32]


def _is_private(porch: Path) -> bool:
    """Make the folder where it is not there yet, and tell whether nobody else can write to it."""
    try:
        porch.mkdir(mode=0o700, parents=True, exist_ok=True)
        about = porch.stat()
    except OSError:
        return False
    return os.name == "nt" or (about.st_uid == os.getuid() and not about.st_mode & _OTHERS)


def _knock(porch: Path) -> bool:
    """Tell whether the window that holds this folder has heard; it takes the knock away."""
    knock = porch / _KNOCK
    with contextlib.suppress(OSError):
        knock.touch(mode=0o600)
        deadline = time.monotonic() + _PATIENCE_S
        while time.monotonic() < deadline:
            if not knock.exists():
                return True
            time.sleep(_PAUSE_S)
        _take_away(knock)
    return False


def _take_away(knock: Path) -> bool:
    try:
        knock.unlink()
    except OSError:
        return False
    return True
