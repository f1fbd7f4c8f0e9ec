"""The question how a PDF should leave, and what the coach answers."""

from pathlib import Path

import attrs
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from coachdesk.crypto.opened import OpenedVault
from coachdesk.models.entities.sharing import Protection
from coachdesk.seal_keeper import SealKeeper
from coachdesk.views import saving
from coachdesk.views.context import Context
from coachdesk.views.protection_dialog import ProtectionDialog


def with_seals(context: Context, opened: OpenedVault) -> Context:
    """Return a context that seals with the keys of a vault."""
    return attrs.evolve(context, seals=SealKeeper(context.workspace, lambda: opened, context.workspace))


def save_at(path: Path, patch: pytest.MonkeyPatch) -> None:
    """Answer the question where a PDF should go."""
    patch.setattr(saving, "ask_where", lambda _parent, _name: path)


def question() -> ProtectionDialog:
    """Return the dialog that is open."""
    found = [window for window in QApplication.topLevelWidgets() if isinstance(window, ProtectionDialog)]
    (dialog,) = (window for window in found if window.isVisible())
    return dialog


def answer(protection: Protection, password: str = "") -> None:
    """Choose, type a password where one is wanted, and go on."""
    dialog = question()
    dialog.form.options[protection].click()
    dialog.form.password.line.setText(password)
    QTest.keyClick(dialog.go_on, Qt.Key.Key_Space)
