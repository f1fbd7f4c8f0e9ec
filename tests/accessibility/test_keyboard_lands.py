"""Where the keyboard is on entering a page, and where the first Tab leads."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from coachdesk.models.clock import fixed_clock
from coachdesk.sample import vault as sample
from coachdesk.sample.texts import fixed_day
from coachdesk.theme import Theme
from tests.conftest import NOW
from tests.drivers.places import EMPTY, Place, all_places
from tests.drivers.practice import Practice, make_vault

# A list or a file alone, or where nothing was said yet the one next step: nothing to do after it.
HAS_ONE_STOP = {"agreements", "file", "feedback"}


def astray(practice: Practice, place: Place) -> list[str]:
    """Return what has the keyboard on entering a place and after a Tab, where that is outside the page."""
    page = practice.open(*place)
    practice.settle()
    entered = practice.window.focusWidget()
    QTest.keyClick(entered or practice.window, Qt.Key.Key_Tab)
    after = [] if place[0] in HAS_ONE_STOP else [practice.window.focusWidget()]
    return [_spoken(one) for one in (entered, *after) if one is None or not page.isAncestorOf(one)]


def _spoken(one: QWidget | None) -> str:
    return "nothing" if one is None else f"{type(one).__name__} {one.accessibleName()}"


@pytest.fixture
def practice(built_sample: Path, tmp_path: Path, theme: Theme) -> Iterator[Practice]:
    folder = tmp_path / "Sample.coachdesk"
    shutil.copytree(built_sample, folder)
    morning = fixed_clock(datetime.combine(fixed_day(), time(8), tzinfo=UTC))
    opened = Practice(folder, theme, morning, passphrase=sample.PASSPHRASE)
    opened.begin()
    yield opened
    opened.close()


def test_entering_a_page_and_the_first_tab_stay_on_it(practice: Practice) -> None:
    assert {place: wrong for place in all_places(practice) if (wrong := astray(practice, place))} == {}


def test_an_empty_page_leads_to_its_one_next_step(tmp_path: Path, theme: Theme) -> None:
    clock = fixed_clock(NOW)
    practice = Practice(make_vault(tmp_path / "Empty.coachdesk", clock), theme, clock)
    practice.begin()
    entered = {}
    for place in EMPTY:
        page = practice.open(*place)
        entered[place] = page.isAncestorOf(practice.window.focusWidget())
    practice.close()
    assert entered == dict.fromkeys(EMPTY, True)
