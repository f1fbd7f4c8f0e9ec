from pathlib import Path

import pytest

from tests.torture.figures import FIGURES_FILE, Figure, Figures, collected


def test_a_figure_is_collected_with_its_test(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, figures: Figures
) -> None:
    file = tmp_path / "figures.jsonl"
    monkeypatch.setenv(FIGURES_FILE, str(file))
    figures("kills survived", 199)
    figures("kills survived", 200)
    assert collected(file.read_text().splitlines()) == [Figure(__name__, "kills survived", 200)]


def test_without_a_file_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, figures: Figures
) -> None:
    monkeypatch.delenv(FIGURES_FILE, raising=False)
    monkeypatch.chdir(tmp_path)
    figures("kills survived", 200)
    assert list(tmp_path.iterdir()) == []
