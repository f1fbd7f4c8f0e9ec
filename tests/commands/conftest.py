"""A vault with the sample practice, made once and copied for each test."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from coachdesk.cli import main
from coachdesk.documents.renderer import Renderer
from coachdesk.sample.vault import PASSPHRASE, open_sample

Run = Callable[..., int]


@pytest.fixture(scope="session")
def _sample(tmp_path_factory: pytest.TempPathFactory, renderer: Renderer) -> Path:
    folder = tmp_path_factory.mktemp("sample") / "Sample.coachdesk"
    open_sample(folder, today=date(2026, 5, 14), renderer=renderer).close()
    return folder


@pytest.fixture
def sample(_sample: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(_sample, tmp_path / "Sample.coachdesk"))


@pytest.fixture
def run(sample: Path, tmp_path: Path) -> Run:
    """Return what runs one command on the sample practice; `DIR` in it stands for the folder."""
    file = tmp_path / "passphrase"
    file.write_text(PASSPHRASE, encoding="utf-8")

    def command(*arguments: str | Path) -> int:
        words = [str(sample) if word == "DIR" else str(word) for word in arguments]
        return main([*words, "--passphrase-file", str(file)])

    return command
