from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from coachdesk import __version__
from coachdesk.crashes import LAST_NAME
from coachdesk.views.context import Context
from coachdesk.views.report_panel import ReportPanel
from tests.conftest import Settle


@pytest.fixture
def panel(context: Context, qtbot: QtBot, tmp_path: Path, settle: Settle) -> ReportPanel:
    (tmp_path / LAST_NAME).write_text("Fatal Python error: Aborted\n")
    shown = ReportPanel(context, log_folder=tmp_path, ask=lambda _parent: tmp_path / "report.txt")
    qtbot.addWidget(shown)
    shown.refresh()
    settle()
    return shown


def test_all_that_would_be_written_is_in_sight(panel: ReportPanel) -> None:
    assert panel.report.text().startswith(f"CoachDesk {__version__}\n")
    assert "Fatal Python error: Aborted" in panel.report.text()


def test_what_is_saved_is_what_was_in_sight(panel: ReportPanel, settle: Settle, tmp_path: Path) -> None:
    panel.save.click()
    settle()
    assert (tmp_path / "report.txt").read_text(encoding="utf-8") == panel.report.text()
    assert (tmp_path / "report.txt").stat().st_mode & 0o077 == 0


def test_what_is_copied_is_what_was_in_sight(panel: ReportPanel) -> None:
    panel.copy.click()
    assert QGuiApplication.clipboard().text() == panel.report.text()


def test_a_crash_that_was_taken_along_is_forgotten(
    panel: ReportPanel, settle: Settle, tmp_path: Path
) -> None:
    panel.copy.click()
    settle()
    assert not (tmp_path / LAST_NAME).exists()


def test_nothing_is_written_where_the_coach_leaves(context: Context, qtbot: QtBot, tmp_path: Path) -> None:
    shown = ReportPanel(context, log_folder=tmp_path / "log", ask=lambda _parent: None)
    qtbot.addWidget(shown)
    shown.save.click()
    assert list(tmp_path.glob("*.txt")) == []
