"""Asking for a folder or a file, as a collaborator so that a test can answer."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

AskFolder = Callable[[QWidget, str, Path], Path | None]
AskFile = Callable[[QWidget, str, Path], Path | None]


def ask_folder(parent: QWidget, title: str, start: Path) -> Path | None:
    """Let the coach choose a folder, beginning in `start`; None when they leave it."""
    from PySide6.QtWidgets import QFileDialog

    chosen = QFileDialog.getExistingDirectory(parent, title, str(start))
    return Path(chosen) if chosen else None


def ask_backup(parent: QWidget, title: str, start: Path) -> Path | None:
    """Let the coach choose a backup, beginning in `start` where that is there; None when they leave it."""
    from PySide6.QtWidgets import QFileDialog

    from coachdesk.views.documents_folder import documents_folder

    backups = QCoreApplication.translate("folders", "Backups of CoachDesk")
    everything = QCoreApplication.translate("folders", "All files")
    kinds = f"{backups} (*.coachdesk-backup);;{everything} (*)"
    begin = start if start.is_dir() else documents_folder()
    chosen, _kind = QFileDialog.getOpenFileName(parent, title, str(begin), kinds)
    return Path(chosen) if chosen else None
