"""What is copied from private places: marked for other programs, and taken back when the vault locks.

A clipboard manager writes down what it sees, and some send it to other computers. Words from the
private notes belong to a client as much there as here, so they carry the marks that KDE's Klipper
(https://invent.kde.org/plasma/plasma-workspace, klipper/systemclipboard) and the history of Windows
(https://learn.microsoft.com/windows/win32/dataxchg/clipboard-formats) heed; pasting works as ever.
Passphrases and the words of the kit can't be copied at all. Words written for the client are plain.
"""

from typing import Final

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QClipboard

_OURS: Final = "application/x-coachdesk-private"
_WINDOWS: Final = 'application/x-qt-windows-mime;value="{name}"'
_NO: Final = bytes(4)  # a DWORD that says no
_MARKS: Final = {
    _OURS: b"1",
    "x-kde-passwordManagerHint": b"secret",
    _WINDOWS.format(name="ExcludeClipboardContentFromMonitorProcessing"): b"1",
    _WINDOWS.format(name="CanIncludeInClipboardHistory"): _NO,
    _WINDOWS.format(name="CanUploadToCloudClipboard"): _NO,
}


def mark_private(copied: QMimeData) -> QMimeData:
    """Mark what was copied from a private place, and return it."""
    for kind, value in _MARKS.items():
        copied.setData(kind, value)
    return copied


def clear_if_from_here(clipboard: QClipboard) -> None:
    """Take back whatever was copied or selected in this window: somebody else comes to the keyboard."""
    clear_if_ours(clipboard)
    for mode, is_from_here in (
        (QClipboard.Mode.Clipboard, clipboard.ownsClipboard()),
        (QClipboard.Mode.Selection, clipboard.ownsSelection()),
    ):
        if is_from_here:
            clipboard.clear(mode)


def clear_if_ours(clipboard: QClipboard) -> None:
    """Take back what was copied or selected in a private place, unless something else was copied since."""
    for mode in (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection):
        copied = clipboard.mimeData(mode)
        if copied is not None and copied.hasFormat(_OURS):
            clipboard.clear(mode)


def is_private(copied: QMimeData) -> bool:
    """Tell whether this was copied from a private place here."""
    return copied.hasFormat(_OURS)
