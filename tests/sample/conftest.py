"""One sample practice for all tests that only read it."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from coachdesk.crypto.opened import OpenedVault
from coachdesk.documents.renderer import Renderer
from coachdesk.models.store import Store
from coachdesk.sample.texts import PracticeText, fixed_day, load_practice
from coachdesk.sample.vault import open_sample


@pytest.fixture(scope="session")
def sample_vault(tmp_path_factory: pytest.TempPathFactory, renderer: Renderer) -> Iterator[OpenedVault]:
    folder: Path = tmp_path_factory.mktemp("sample") / "Sample.coachdesk"
    with open_sample(folder, today=fixed_day(), renderer=renderer) as opened:
        yield opened


@pytest.fixture(scope="module")
def sample(sample_vault: OpenedVault) -> Iterator[Store]:
    with closing(Store(sample_vault.connect())) as store:
        yield store


@pytest.fixture(scope="session")
def texts() -> PracticeText:
    return load_practice(fixed_day())
