"""Asking for a folder or a file, as a collaborator so that a test can answer."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

AskFolder = Callable[[QWidget, str, Path], Path | None]


def ask_folder(parent: QWidget, title: str, start: Path) -> Path | None:
    """Let the coach choose a folder, beginning in `start`; None when they leave it."""
    chosen = QFileDialog.getExistingDirectory(parent, title, str(start))
    return Path(chosen) if chosen else None
