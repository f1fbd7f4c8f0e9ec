"""What hides every window of the application at once, and keeps hidden what opens behind."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QDrag
from PySide6.QtWidgets import QApplication, QDialog, QWidget

_WITHOUT_DRAGS: Final = "offscreen"  # warns when asked to end one


class Curtain(QObject):
    """Hides windows, dialogs, menus and drags; those in front of it are the exception."""

    def __init__(self, application: QApplication, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._application = application
        self._in_front: tuple[QWidget, ...] = ()

    def draw(self) -> None:
        """Hide everything now, then end the menus, dialogs and drags that wait for an answer."""
        self._application.setQuitOnLastWindowClosed(False)
        self._application.installEventFilter(self)
        windows = [window for window in QApplication.topLevelWidgets() if self._is_behind(window)]
        for window in windows:
            window.hide()
        if self._application.platformName() != _WITHOUT_DRAGS:
            QDrag.cancel()
        for window in windows:
            if isinstance(window, QDialog):
                window.reject()

    def put_in_front(self, window: QWidget) -> None:
        """Show a window before the curtain."""
        self._in_front = (window,)
        window.show()
        window.activateWindow()

    def open(self) -> None:
        """Let windows be seen again; those that were hidden stay so until somebody shows them."""
        self._in_front = ()
        self._application.removeEventFilter(self)
        for window in QApplication.topLevelWidgets():
            window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen, on=False)
        self._application.setQuitOnLastWindowClosed(True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and self._is_behind(watched):
            # Heeded between this event and the moment when the system would show the window.
            watched.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
            QTimer.singleShot(0, watched, watched.hide)
        return False

    def _is_behind(self, widget: QWidget) -> bool:
        """Tell whether a widget is a window of its own, and not one of ours in front or on one."""
        return widget.isWindow() and not any(front is widget.window() for front in self._in_front)
