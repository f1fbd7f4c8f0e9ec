import pytest
from pytestqt.qtbot import QtBot

from coachdesk.strength import GuessTime, Strength, StrengthWarning, strength_of
from coachdesk.views.start.strength_words import strength_text


@pytest.mark.parametrize("time", GuessTime)
@pytest.mark.parametrize("warning", [None, *StrengthWarning])
def test_every_strength_has_words(time: GuessTime, warning: StrengthWarning | None) -> None:
    assert strength_text(Strength(guess_time=time, warning=warning)).endswith(".")


@pytest.mark.parametrize("time", [GuessTime.SECONDS, GuessTime.MONTHS])
def test_a_short_time_says_what_makes_it_longer(time: GuessTime) -> None:
    assert "unrelated words make it much longer" in strength_text(Strength(guess_time=time))


def test_a_long_time_needs_no_advice() -> None:
    assert strength_text(Strength(guess_time=GuessTime.CENTURIES)) == (
        "Time to guess from a stolen copy: centuries."
    )


def test_a_well_known_passphrase_is_called_that(qtbot: QtBot) -> None:
    assert "among the first" in strength_text(strength_of("password1"))
