"""A file added, looked at, copied out, removed and brought back, by keyboard alone."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from tests.drivers.coach import Coach
from tests.drivers.keyboard import focused, wait_until

LETTER = "Letter to myself.txt"


@pytest.fixture
def letter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a file that the coach chooses wherever one is asked for."""
    path = tmp_path / LETTER
    path.write_text("when this is over, remember the lighthouse", encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(path)], ""))
    return path


def named(coach: Coach) -> str:
    """Return how the only file of the session in front is called to a screen reader."""
    [(name, media_type, size)] = coach.practice.do(
        lambda store: store.db.execute("SELECT name, media_type, size FROM attachment").fetchall()
    )
    assert media_type == "text/plain"
    return f"{name}, text, {size} bytes"


def test_a_file_is_added_looked_at_and_found_again(planned: Coach, letter: Path) -> None:
    planned.keys.press("Ctrl+Shift+A")
    planned.keys.go_to(named(planned))
    planned.keys.press("Return")
    assert planned.window.page.title.whole == letter.name
    assert "remember the lighthouse" in focused().toPlainText()  # type: ignore[attr-defined]
    planned.keys.press("Alt+Left")
    assert "Session 1" in planned.facts
    planned.find("letter")
    assert planned.window.page.title.whole == letter.name


def test_a_file_is_removed_and_brought_back(planned: Coach, letter: Path) -> None:
    planned.keys.push("Add a file…")
    planned.keys.go_to(named(planned))
    planned.keys.press("Del")
    facts = f"text, {letter.stat().st_size} bytes"
    assert facts not in planned.reads
    planned.keys.push("Undo")
    assert facts in planned.reads


def test_a_copy_is_explained_then_saved(
    planned: Coach, letter: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "copy.txt"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(copy), ""))
    planned.keys.press("Ctrl+Shift+A")
    planned.keys.go_to(named(planned))
    planned.keys.press("Return")
    planned.keys.push("Save a copy…")
    assert "no passphrase protects it" in planned.reads
    planned.keys.push("Choose where…")
    wait_until(copy.exists, "for the copy")
    assert copy.read_bytes() == letter.read_bytes()
