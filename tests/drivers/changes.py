"""Page object of what changed between two versions."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from coachdesk.models.store import Store
from coachdesk.views.agreements.changes.panel import ChangesPanel
from coachdesk.views.context import Context

T = TypeVar("T")


class ChangesDriver:
    """Drives the page on a real vault."""

    def __init__(self, context: Context, qtbot: QtBot) -> None:
        self.context = context
        self.qtbot = qtbot
        self.panel = ChangesPanel(context)
        self.panel.resize(1084, 744)
        qtbot.addWidget(self.panel, before_close_func=lambda _panel: self.settle())
        self.panel.show()
        self.failures: list[str] = []
        context.workspace.failed.connect(lambda error: self.failures.append(error.text()))

    def settle(self) -> None:
        """Wait until every answer has been told."""
        self.qtbot.waitUntil(lambda: not self.context.workspace.is_busy)
        QApplication.processEvents()

    def do(self, job: Callable[[Store], T]) -> T:
        """Do something in the vault."""
        results: list[T] = []
        self.context.workspace.run(job, results.append)
        self.settle()
        return results[0]

    def open(self, *ids: str) -> "ChangesDriver":
        """Open the page for an engagement, at two versions if named."""
        self.panel.open(*ids)
        self.settle()
        return self

    def press(self, button: QPushButton) -> None:
        """Press a button that is there."""
        assert button.isVisible()
        assert button.isEnabled()
        button.setFocus()
        QTest.keyClick(button, Qt.Key.Key_Space)
        self.settle()

    def keys(self, combination: str) -> None:
        """Type a shortcut where the keyboard is."""
        QTest.keySequence(self.panel.focusWidget() or self.panel, QKeySequence(combination))
        self.settle()

    def text(self) -> str:
        """Return the words on the page, on one line."""
        return " ".join(self.panel.words.toPlainText().split())

    def marked(self) -> tuple[list[str], list[str]]:
        """Return the words that are struck through and those that are underlined."""
        struck, underlined = [], []
        block = self.panel.words.document().begin()
        while block.isValid():
            for part in block.textFormats():
                words = block.text()[part.start : part.start + part.length].strip()
                struck += [words] if part.format.fontStrikeOut() else []
                underlined += [words] if part.format.fontUnderline() else []
            block = block.next()
        return struck, underlined

    def selected(self) -> str:
        """Return what is selected."""
        cursor: QTextCursor = self.panel.words.textCursor()
        return cursor.selectedText()

    def save_as(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> bytes:
        """Save the page, and return it."""
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
        self.press(self.panel.save)
        return path.read_bytes()
