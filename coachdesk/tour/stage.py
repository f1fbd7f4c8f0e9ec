"""Where windows are shown, waited for and pictured."""

from collections.abc import Callable
from pathlib import Path
from typing import Final, TypeVar

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QCoreApplication,
    QDeadlineTimer,
    QEvent,
    QEventLoop,
    QIODevice,
    QRect,
    QTimer,
)
from PySide6.QtGui import QImage, QImageWriter, QPixmap
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QWidget

from coachdesk.errors import BugError, KnownError
from coachdesk.files import write_atomically
from coachdesk.models.store import Store
from coachdesk.workspace import Workspace

T = TypeVar("T")

_WIDTH: Final = 1280
_HEIGHT: Final = 800
_LONGEST_WAIT_MS: Final = 20_000
_LONGEST_PAUSE_MS: Final = 2_000  # timers that wait longer hold nothing back that a picture needs
_STEP_MS: Final = 10
_DARKEST_PAPER: Final = 110  # of 255; everything darker is ink


class Stage:
    """Pictures the window in front of it; `count` says how many pages were pictured.

    A picture's file is named by its number, its page and `shade`.
    """

    def __init__(self, folder: Path, shade: str) -> None:
        self._folder = folder
        self._shade = shade
        self.count = 0

    def show(self, window: QWidget) -> None:
        """Show a window in the size of the pictures."""
        window.resize(_WIDTH, _HEIGHT)
        window.show()
        window.activateWindow()

    def clear(self, window: QWidget) -> None:
        """Close a window and destroy it now, for no event loop runs that would do so later."""
        window.close()
        window.deleteLater()
        QCoreApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete)

    def picture(self, name: str, window: QWidget, workspace: Workspace | None = None) -> None:
        """Save the window as it looks once it has settled."""
        self.settle(window, workspace)
        self.count += 1
        write_atomically(self._folder / f"{self.count:02}-{name}-{self._shade}.png", _png(window.grab()))

    def settle(self, window: QWidget, workspace: Workspace | None = None) -> None:
        """Wait until nothing is on its way: no job, no short timer, no page without its ink."""
        self.until(lambda: not (workspace is not None and workspace.is_busy) and not _waits(window))
        self.until(lambda: all(map(_has_ink, _pages_in(window))))
        self.until(_Steadiness(window))

    def until(self, is_so: Callable[[], bool]) -> None:
        """Let events pass until something is so.

        Raises:
            BugError: it did not become so in twenty seconds.
        """
        deadline = QDeadlineTimer(_LONGEST_WAIT_MS)
        loop, ticks = QEventLoop(), QTimer()
        ticks.start(_STEP_MS)
        loop.processEvents()
        while not is_so():
            if deadline.hasExpired():
                raise BugError("the tour waits for something that does not come")
            loop.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def ask(self, workspace: Workspace, job: Callable[[Store], T]) -> T:
        """Run a job in the store's thread and return its result.

        Raises:
            KnownError: the job did.
        """
        done: list[T] = []
        failed: list[KnownError] = []
        workspace.run(job, done.append, on_failed=failed.append)
        workspace.drain()
        if failed:
            raise failed[0]
        return done[0]


class _Steadiness:
    """Tells, when asked again, whether a window looks as it did the time before."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._before = QImage()

    def __call__(self) -> bool:
        now = self._window.grab().toImage()
        is_steady = now == self._before
        self._before = now
        return is_steady


def _waits(window: QWidget) -> bool:
    """Tell whether something is about to happen that was put off for a moment."""
    return any(
        timer.isActive() and timer.isSingleShot() and timer.interval() <= _LONGEST_PAUSE_MS
        for timer in window.findChildren(QTimer)
    )


def _pages_in(window: QWidget) -> list[QPdfView]:
    views = (view for view in window.findChildren(QPdfView) if view.isVisible())
    return [view for view in views if view.document() is not None and view.document().pageCount()]


def _has_ink(view: QPdfView) -> bool:
    """Tell whether Qt has painted the page, which it does in a thread of its own."""
    shown = view.viewport().rect()
    width = shown.width() * 4 // 5 // 4 * 4  # without the bytes that pad a line
    middle = QRect((shown.width() - width) // 2, shown.height() // 20, width, shown.height() // 2)
    grey = view.viewport().grab(middle).toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    return min(bytes(grey.constBits()), default=0) < _DARKEST_PAPER


def _png(pixels: QPixmap) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image = pixels.toImage().convertToFormat(QImage.Format.Format_RGB888)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())
