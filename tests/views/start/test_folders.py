from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from coachdesk.views.documents_folder import documents_folder
from coachdesk.views.start.folders import ask_backup


@pytest.fixture
def began(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return where the dialog begins, each time it is opened; it is left without a choice."""
    places: list[str] = []

    def leave(_parent: QWidget, _title: str, begin: str, _kinds: str) -> tuple[str, str]:
        places.append(begin)
        return "", ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", leave)
    return places


def test_choosing_a_backup_begins_where_the_backups_are(
    began: list[str], tmp_path: Path, qtbot: QtBot
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    assert ask_backup(parent, "Which?", tmp_path) is None
    assert ask_backup(parent, "Which?", tmp_path / "gone") is None
    assert began == [str(tmp_path), str(documents_folder())]
