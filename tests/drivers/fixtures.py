"""Fixtures of the tests that take the whole window, for their `conftest.py` to import."""

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time
from pathlib import Path

import pytest

from coachdesk.documents.renderer import Renderer
from coachdesk.models.clock import Clock, fixed_clock
from coachdesk.models.store import Store
from coachdesk.sample import vault as sample
from coachdesk.sample.texts import fixed_day
from coachdesk.theme import Theme
from tests import agreeing, making
from tests.drivers.coach import Coach, save_pdfs_in
from tests.drivers.practice import Practice, make_vault

Begin = Callable[..., Practice]


@pytest.fixture
def papers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder where the coach saves every PDF."""
    folder = tmp_path / "papers"
    folder.mkdir()
    save_pdfs_in(folder, monkeypatch)
    return folder


@pytest.fixture
def begin(tmp_path: Path, theme: Theme, clock: Clock, papers: Path) -> Iterator[Begin]:
    """Return what opens the window on a new vault that some jobs have written into."""
    opened: list[Practice] = []

    def open_new(*jobs: Callable[[Store], object]) -> Practice:
        folder = make_vault(tmp_path / "MyPractice.coachdesk", clock, *jobs)
        opened.append(Practice(folder, theme, clock))
        opened[-1].begin()
        return opened[-1]

    yield open_new
    for practice in opened:
        practice.close()


@pytest.fixture
def coach(begin: Begin) -> Coach:
    """Return a coach before an empty desk."""
    return Coach(begin())


@pytest.fixture
def engaged(begin: Begin) -> Coach:
    """Return a coach at the page of a client who knows what she comes for."""
    coach = Coach(begin(lambda store: making.an_engagement(store, called="")))
    coach.open_client("Mira Solano")
    return coach


@pytest.fixture
def signed(begin: Begin) -> Coach:
    """Return a coach at the page of an agreement that is in force."""
    coach = Coach(begin(agreeing.signed))
    coach.open_agreement()
    return coach


@pytest.fixture
def planned(begin: Begin) -> Coach:
    """Return a coach at the page of a session to come."""
    coach = Coach(begin(lambda store: making.a_session(store, making.an_engagement(store, called=""))))
    coach.open_session()
    return coach


@pytest.fixture(scope="session")
def built_sample(tmp_path_factory: pytest.TempPathFactory, renderer: Renderer) -> Path:
    """Make the sample practice once; nobody writes into this one."""
    folder = tmp_path_factory.mktemp("built") / "Sample.coachdesk"
    sample.open_sample(folder, today=fixed_day(), renderer=renderer).close()
    return folder


@pytest.fixture
def sample_practice(built_sample: Path, tmp_path: Path, theme: Theme) -> Iterator[Practice]:
    """Open a copy of the sample practice in the morning of its last day."""
    folder = tmp_path / "Sample.coachdesk"
    shutil.copytree(built_sample, folder)
    morning = datetime.combine(fixed_day(), time(8), tzinfo=UTC)
    opened = Practice(folder, theme, fixed_clock(morning), passphrase=sample.PASSPHRASE)
    opened.begin()
    yield opened
    opened.close()
