"""What the window never says and never shows: marks for people, alarms, promises nobody can keep."""

import re
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, time
from pathlib import Path

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from coachdesk.models.clock import fixed_clock
from coachdesk.sample import vault as sample
from coachdesk.sample.texts import fixed_day
from coachdesk.theme import Appearance, Theme
from tests.drivers.places import all_places, visit
from tests.drivers.practice import Practice

MARKS = re.compile(r"\d\s*%|\bscor|\bstreak|\bpoints\b|\brank|\boverdue|\bfailed\b", re.IGNORECASE)
PROMISES = re.compile(r"\bsecure|\bcomplian|legally binding|\bsecret|guarantee", re.IGNORECASE)


@pytest.fixture(scope="module")
def said(built_sample: Path, tmp_path_factory: pytest.TempPathFactory, theme: Theme) -> list[str]:
    """Return all that the window says of the sample practice, place by place."""
    folder = tmp_path_factory.mktemp("rules") / "Sample.coachdesk"
    shutil.copytree(built_sample, folder)
    morning = fixed_clock(datetime.combine(fixed_day(), time(8), tzinfo=UTC))
    practice = Practice(folder, theme, morning, passphrase=sample.PASSPHRASE)
    practice.begin()
    words = [text for _place, window in visit(practice, all_places(practice)) for text in _words(window)]
    practice.close()
    return words


def _words(window: QWidget) -> Iterator[str]:
    for widget in window.findChildren(QWidget):
        yield widget.toolTip()
        yield widget.accessibleName()
        yield widget.accessibleDescription()
        if isinstance(widget, QLabel | QAbstractButton):
            yield widget.text()


def test_rule_8_nobody_is_given_marks(said: list[str]) -> None:
    assert len(said) > 1_000
    assert {text for text in said if MARKS.search(text)} == set()


@pytest.mark.rule(6)
def test_rule_6_nothing_is_promised_that_nobody_can_keep(said: list[str]) -> None:
    assert {text for text in said if PROMISES.search(text)} == set()


@pytest.mark.parametrize("appearance", [Appearance.LIGHT, Appearance.DARK])
def test_rule_8_no_colour_of_the_window_is_an_alarm(theme: Theme, appearance: Appearance) -> None:
    theme.choose(appearance)
    colours = {name: QColor(value) for name, value in theme.tokens.items()}
    theme.choose(Appearance.LIGHT)
    assert "ink" in colours
    assert [name for name, colour in colours.items() if _is_red(colour)] == []


def _is_red(colour: QColor) -> bool:
    hue, saturation = colour.hslHue(), colour.hslSaturation()
    return (hue >= 340 or 0 <= hue <= 15) and saturation > 90


def test_an_alarm_would_be_seen() -> None:
    assert [_is_red(QColor(name)) for name in ("red", "crimson", "#b3261e", "teal", "#7a5a00")] == [
        True,
        True,
        True,
        False,
        False,
    ]
