from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from coachdesk.views import saving
from coachdesk.views.context import Context
from tests.conftest import Settle


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Summary 7, Mira", "Summary 7, Mira"),
        ('a/b\\c:d*e?"<f>|g', "a b c d e f g"),
        (" ...\n", "CoachDesk"),
        ("\u0645\u0631\u064a\u0645 \U0001f33f", "\u0645\u0631\u064a\u0645 \U0001f33f"),
        ("x" * 10_000, "x" * 80),
    ],
)
def test_a_suggested_name_suits_every_system(words: str, name: str) -> None:
    assert saving.file_name(words) == name


@pytest.mark.parametrize(
    ("chosen", "name"), [("a.pdf", "a.pdf"), ("a.PDF", "a.PDF"), ("a", "a.pdf"), ("v1.2", "v1.2.pdf")]
)
def test_a_pdf_ends_like_one(
    window: QWidget, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chosen: str, name: str
) -> None:
    answer = (str(tmp_path / chosen), "")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: answer)
    assert saving.ask_where(window, "x") == tmp_path / name


def test_nothing_is_written_when_the_dialog_is_left(
    context: Context, window: QWidget, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    saved: list[Path] = []
    saving.save_pdf(context, window, pdf=b"%PDF", name="x", on_saved=saved.append)
    settle()
    assert saved == []


def test_a_saved_file_holds_the_very_bytes_and_is_told(
    context: Context, window: QWidget, settle: Settle, tmp_path: Path
) -> None:
    told: list[str] = []
    context.navigation.notice_requested.connect(lambda notice: told.append(notice.text))
    path = tmp_path / "summary.pdf"
    saving.write_pdf(context, window, pdf=b"%PDF-1.7 x", path=path)
    settle()
    assert path.read_bytes() == b"%PDF-1.7 x"
    assert path.stat().st_mode & 0o077 == 0
    assert told == ["Saved as summary.pdf. That copy is outside the vault."]


def test_a_folder_that_is_gone_is_a_notice_and_nothing_is_told(
    context: Context, window: QWidget, settle: Settle, tmp_path: Path
) -> None:
    failures: list[str] = []
    saved: list[Path] = []
    context.workspace.failed.connect(lambda error: failures.append(error.code))
    saving.write_pdf(context, window, pdf=b"%PDF", path=tmp_path / "gone" / "x.pdf", on_saved=saved.append)
    settle()
    assert (failures, saved) == (["storage"], [])
