"""macOS: what the workspace and the system's own notification centre tell, asked by the Objective-C runtime.

https://developer.apple.com/documentation/appkit/nsworkspace
https://developer.apple.com/documentation/foundation/distributednotificationcenter
https://developer.apple.com/documentation/objectivec/objective-c_runtime
"""

import ctypes
import ctypes.util
from collections.abc import Callable
from ctypes import c_char_p, c_size_t, c_void_p
from typing import Any, Final

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QWidget

from coachdesk.lock import Reason
from coachdesk.system_events import SystemEvents
from coachdesk.workspace import Workspace

_OF_WORKSPACE: Final = {
    "NSWorkspaceWillSleepNotification": Reason.SLEEP,
    "NSWorkspaceSessionDidResignActiveNotification": Reason.SWITCHED,
}
_OF_SYSTEM: Final = {
    "com.apple.screenIsLocked": Reason.SCREEN,
    "com.apple.screensaver.didstart": Reason.SCREEN,
}
_DELIVER_AT_ONCE: Final = 4  # else the system keeps them back while another application is in front
_HANDLER: Final = ctypes.CFUNCTYPE(None, c_void_p, c_void_p, c_void_p)


def reason_of(notification: str) -> Reason | None:
    """Return why a notification calls for the lock, or None."""
    return (_OF_WORKSPACE | _OF_SYSTEM).get(notification)


def listen(_application: QCoreApplication, window: QWidget, _workspace: Workspace) -> SystemEvents:
    """Return what listens from now on."""
    return MacEvents(window)


class MacEvents(SystemEvents):
    """Hears both centres as long as the process lives."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runtime = _Runtime()
        self._handler = _HANDLER(self._on_notification)  # kept, as the runtime does not keep it
        observer = self._runtime.observer(self._handler)
        send, text = self._runtime.send, self._runtime.text
        selector = self._runtime.selector("heard:")
        workspace = send(send(self._runtime.named("NSWorkspace"), "sharedWorkspace"), "notificationCenter")
        for name in _OF_WORKSPACE:
            send(workspace, "addObserver:selector:name:object:", observer, selector, text(name), None)
        system = send(self._runtime.named("NSDistributedNotificationCenter"), "defaultCenter")
        adding = "addObserver:selector:name:object:suspensionBehavior:"
        for name in _OF_SYSTEM:
            send(system, adding, observer, selector, text(name), None, _DELIVER_AT_ONCE)

    def _on_notification(self, _observer: int, _selector: int, notification: int) -> None:
        reason = reason_of(self._runtime.words(self._runtime.send(notification, "name")))
        if reason is not None:
            self.away.emit(reason)


class _Runtime:
    """The few calls of the Objective-C runtime that this takes."""

    def __init__(self) -> None:
        ctypes.CDLL(ctypes.util.find_library("AppKit"))
        self._library = ctypes.CDLL(ctypes.util.find_library("objc"))
        for name, takes in (
            ("objc_getClass", (c_char_p,)),
            ("sel_registerName", (c_char_p,)),
            ("objc_allocateClassPair", (c_void_p, c_char_p, c_size_t)),
            ("objc_registerClassPair", (c_void_p,)),
            ("class_addMethod", (c_void_p, c_void_p, _HANDLER, c_char_p)),
        ):
            function = getattr(self._library, name)
            function.restype, function.argtypes = c_void_p, takes

    def named(self, name: str) -> Any:  # noqa: ANN401  (a pointer)
        """Return a class."""
        return self._library.objc_getClass(name.encode())

    def selector(self, name: str) -> Any:  # noqa: ANN401  (a pointer)
        """Return a message's name as the runtime knows it."""
        return self._library.sel_registerName(name.encode())

    def send(self, receiver: int, message: str, *given: int | None) -> Any:  # noqa: ANN401  (a pointer)
        """Send a message, each argument a pointer or a number of that size."""
        kind: Callable[..., Any] = ctypes.CFUNCTYPE(c_void_p, c_void_p, c_void_p, *[c_void_p] * len(given))
        return kind(("objc_msgSend", self._library))(receiver, self.selector(message), *given)

    def text(self, words: str) -> Any:  # noqa: ANN401  (a pointer)
        """Return words as a string of the runtime."""
        made = ctypes.create_string_buffer(words.encode() + b"\0")
        return self.send(self.named("NSString"), "stringWithUTF8String:", ctypes.addressof(made))

    def words(self, text: int) -> str:
        """Return what a string of the runtime says."""
        return ctypes.string_at(self.send(text, "UTF8String")).decode()

    def observer(self, handler: Any) -> Any:  # noqa: ANN401  (pointers)
        """Return an object whose one method, `heard:`, calls the handler."""
        kind = self._library.objc_allocateClassPair(self.named("NSObject"), b"CoachDeskObserver", 0)
        self._library.class_addMethod(kind, self.selector("heard:"), handler, b"v@:@")
        self._library.objc_registerClassPair(kind)
        return self.send(self.send(kind, "alloc"), "init")
