"""Every page of the window: named, reached, in sight, and plain."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, time
from pathlib import Path

import pytest

from coachdesk.models.clock import Clock, fixed_clock
from coachdesk.models.entities.agreement import SigningMethod
from coachdesk.sample import vault as sample
from coachdesk.sample.texts import fixed_day
from coachdesk.theme import Theme
from tests.accessibility import walk
from tests.accessibility.awkward import fill_with
from tests.agreeing import begin as begin_agreement
from tests.agreeing import make_ready
from tests.conftest import NOW
from tests.drivers.places import EMPTY, Place, all_places, survey, visit
from tests.drivers.practice import PASSPHRASE, Practice, make_vault

Findings = dict[str, dict[Place, list[str]]]
CHECKS = (
    walk.unnamed,
    walk.misnamed,
    walk.rich,
    walk.cut_off,
    walk.too_large,
    walk.out_of_reach,
    walk.out_of_reach_backwards,
)
NAMES = tuple(check.__name__ for check in CHECKS)
SMALLEST = (1024, 700)


@contextmanager
def opened(folder: Path, theme: Theme, clock: Clock, passphrase: str = PASSPHRASE) -> Iterator[Practice]:
    practice = Practice(folder, theme, clock, passphrase=passphrase)
    practice.window.resize(*SMALLEST)
    practice.begin()
    yield practice
    practice.close()


@pytest.fixture(scope="module")
def of_sample(built_sample: Path, tmp_path_factory: pytest.TempPathFactory, theme: Theme) -> Findings:
    folder = tmp_path_factory.mktemp("walk") / "Sample.coachdesk"
    shutil.copytree(built_sample, folder)
    morning = fixed_clock(datetime.combine(fixed_day(), time(8), tzinfo=UTC))
    with opened(folder, theme, morning, sample.PASSPHRASE) as practice:
        return survey(visit(practice, all_places(practice)), *CHECKS)


@pytest.fixture(scope="module")
def of_empty(tmp_path_factory: pytest.TempPathFactory, theme: Theme) -> Findings:
    clock = fixed_clock(NOW)
    folder = make_vault(tmp_path_factory.mktemp("walk") / "Empty.coachdesk", clock)
    with opened(folder, theme, clock) as practice:
        return survey(visit(practice, EMPTY), *CHECKS)


@pytest.mark.parametrize("check", NAMES)
def test_no_page_of_a_full_practice_is_wrong(of_sample: Findings, check: str) -> None:
    assert of_sample[check] == {}


@pytest.mark.parametrize("check", NAMES)
def test_no_page_of_an_empty_practice_is_wrong(of_empty: Findings, check: str) -> None:
    assert of_empty[check] == {}


@pytest.mark.parametrize(
    "words",
    [
        "<b>Mi</b> & Söhne <img src=x>",
        "Wolfeschlegelsteinhausenbergerdorff" * 20,
        pytest.param("Wolfeschlegelsteinhausenbergerdorff" * 285, marks=pytest.mark.slow),
        pytest.param("Maximiliane Wagenmannsmeier-Hohenlohe " * 263, marks=pytest.mark.slow),
        "مريم الخطيب 👩‍🏫",
    ],
    ids=["markup", "one long word", "one of the greatest length", "long words", "right to left and emoji"],
)
def test_no_words_bring_a_page_out_of_shape(words: str, tmp_path: Path, theme: Theme, clock: Clock) -> None:
    folder = make_vault(tmp_path / "Awkward.coachdesk", clock, lambda store: fill_with(store, words))
    with opened(folder, theme, clock) as practice:
        found = survey(visit(practice, all_places(practice)), *CHECKS[:5])
        assert practice.notices == []
    assert set(map(str, found.values())) == {"{}"}, found


@pytest.mark.parametrize("method", SigningMethod)
def test_every_way_of_signing_is_reached_and_named(
    method: SigningMethod, tmp_path: Path, theme: Theme, clock: Clock
) -> None:
    folder = make_vault(
        tmp_path / "Signing.coachdesk", clock, lambda store: make_ready(store, begin_agreement(store))
    )
    with opened(folder, theme, clock) as practice:
        engagement = practice.do(lambda store: store.value("SELECT id FROM engagement"))
        page = practice.open("agreement", engagement, "")
        page.controls.sign_wanted.emit()
        page.view.signing.ways.choice.choose(method)
        practice.settle()
        assert {check.__name__: found for check in CHECKS if (found := check(practice.window))} == {}
