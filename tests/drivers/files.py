"""Page objects of the files of a session, and of the page of one file."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QGuiApplication, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from coachdesk.models.entities.attachment import Attachment
from coachdesk.models.entities.session import Session
from coachdesk.models.store import Store
from coachdesk.views.sessions.files.chip import FileChip
from coachdesk.views.sessions.files.strip import FilesStrip
from tests.drivers.keyboard import wait_until
from tests.drivers.sessions import SessionDriver

_LEFT_ALONE = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)


class FilesDriver:
    """A coach with files at the page of a session."""

    def __init__(self, coach: SessionDriver, folder: Path) -> None:
        self.coach = coach
        self.folder = folder
        self.chosen: tuple[Path, ...] = ()
        self.copied_to: Path | None = None
        coach.panel.window().activateWindow()

    @property
    def strip(self) -> FilesStrip:
        """The strip in front."""
        return self.coach.view.files

    def file(self, name: str, content: bytes = b"three boats") -> Path:
        """Return a file of the coach's disk."""
        path = self.folder / name
        path.write_bytes(content)
        return path

    def settle(self) -> None:
        """Wait until no file is on its way any more, and all is shown."""
        wait_until(lambda: not self.coach.vault.context.files.uploads, "for the files")
        self.coach.vault.settle()
        QApplication.processEvents()
        self.coach.vault.settle()

    def add(self, name: str = "Flipchart.txt", content: bytes = b"three boats") -> FileChip:
        """Add a file and return its chip."""
        self.strip.add_files([self.file(name, content)])
        self.settle()
        return self.chips[-1]

    @property
    def chips(self) -> list[FileChip]:
        """The chips in their order."""
        return list(self.strip.chips.values())

    @property
    def names(self) -> list[str]:
        """What the files are called."""
        return [chip.attachment.name for chip in self.chips]

    def press(self, on: QWidget, key: Qt.Key) -> None:
        """Press a key on something."""
        on.setFocus()
        QTest.keyClick(on, key)
        self.settle()

    def menu(self, chip: FileChip, entry: str) -> None:
        """Choose from the menu of a file."""
        chip.more.action(entry).trigger()
        self.settle()

    def drag(self, target: QWidget, mime: QMimeData) -> bool:
        """Drag something over a part of the window; tell whether it may be let go there."""
        event = QDragEnterEvent(_middle(target), Qt.DropAction.CopyAction, mime, *_LEFT_ALONE)
        event.ignore()
        QApplication.sendEvent(_window_of(target), event)
        return event.isAccepted()

    def drag_away(self) -> None:
        """Drag it out of the window."""
        QApplication.sendEvent(_window_of(self.coach.view), QDragLeaveEvent())

    def drop(self, target: QWidget, *paths: Path) -> bool:
        """Drop files on a part of the window; tell whether they were taken."""
        mime = mime_of(*paths)
        if not self.drag(target, mime):
            return False
        dropped = QDropEvent(_middle(target), Qt.DropAction.CopyAction, mime, *_LEFT_ALONE)
        QApplication.sendEvent(_window_of(target), dropped)
        self.settle()
        return dropped.isAccepted()

    def paste(self, mime: QMimeData, on: QWidget | None = None) -> None:
        """Copy something elsewhere and paste it here."""
        QGuiApplication.clipboard().setMimeData(mime)
        where = on or self.strip.add
        where.setFocus()
        QTest.keyClick(where, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        self.settle()

    def kept(self, of: Session) -> tuple[Attachment, ...]:
        """Return the files of a session as they are stored."""
        return self.coach.vault.page(of).files

    def do(self, job: Callable[[Store], object]) -> None:
        """Run a job on the vault."""
        self.coach.vault.do(job)


def _window_of(target: QWidget) -> QWindow:
    """Return the window that hears of a drag first, as from a file manager."""
    handle = target.window().windowHandle()
    assert handle is not None
    return handle


def _middle(target: QWidget) -> QPointF:
    return QPointF(target.mapTo(target.window(), target.rect().center()))


def mime_of(*paths: Path) -> QMimeData:
    """Return files as a file manager drags and copies them: as addresses, and as text besides."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    mime.setText("\n".join(str(path) for path in paths))
    return mime
