"""Files that are dropped anywhere on a page."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QDropEvent, QWindow
from PySide6.QtWidgets import QLabel, QWidget

from coachdesk.delivery import is_gone
from coachdesk.views.dropped_files import files_in
from coachdesk.views.widgets.text import text_label

_MARGIN: Final = 16
_HEIGHT: Final = 72


class DropZone(QObject):
    """Takes files before any field below the pointer would take their names for text.

    It listens at the window: there a drag arrives first. While one is over the page, a sign at its
    foot says what will happen. `dropped` carries the paths.
    """

    dropped = Signal(object)

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self._window: QWindow | None = None
        self.sign: QLabel | None = None
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102
        if watched is self._page:
            if event.type() == QEvent.Type.Show:
                self._listen()
        elif event.type() in (QEvent.Type.DragEnter, QEvent.Type.DragMove):
            return isinstance(event, QDropEvent) and self._on_drag(event)
        elif event.type() == QEvent.Type.DragLeave:
            self._take_sign_away()
        elif event.type() == QEvent.Type.Drop:
            return isinstance(event, QDropEvent) and self._on_drop(event)
        return False

    def _listen(self) -> None:
        """Listen at the window that the page is in now."""
        found = self._page.window().windowHandle()
        if found is not self._window:
            if self._window is not None and not is_gone(self._window):
                self._window.removeEventFilter(self)
            if found is not None:
                found.installEventFilter(self)
            self._window = found

    def _on_drag(self, event: QDropEvent) -> bool:
        if not self._is_meant(event):
            self._take_sign_away()
            return False
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self._show_sign()
        return True

    def _on_drop(self, event: QDropEvent) -> bool:
        self._take_sign_away()
        if not self._is_meant(event):
            return False
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.dropped.emit(files_in(event.mimeData()))
        return True

    def _is_meant(self, event: QDropEvent) -> bool:
        page = self._page
        here = page.mapFrom(page.window(), event.position().toPoint())
        return page.isVisible() and page.rect().contains(here) and bool(files_in(event.mimeData()))

    def _show_sign(self) -> None:
        if self.sign is None:
            self.sign = text_label(self.tr("Let go to keep it in the vault, with this session"))
            self.sign.setParent(self._page)
            self.sign.setObjectName("dropSign")
            self.sign.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self.sign.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        page = self._page.rect()
        top = page.height() - _HEIGHT - _MARGIN
        self.sign.setGeometry(_MARGIN, top, page.width() - 2 * _MARGIN, _HEIGHT)
        self.sign.show()
        self.sign.raise_()

    def _take_sign_away(self) -> None:
        if self.sign is not None:
            self.sign.hide()
