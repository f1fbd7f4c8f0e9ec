import unicodedata

import pytest

from coachdesk.errors import InvalidInputError
from coachdesk.views.way_back import WayBack


@pytest.mark.parametrize("typed", ["schlüssel", " schlüssel ", unicodedata.normalize("NFD", "schlüssel")])
def test_the_code_fits_whatever_keyboard_it_was_typed_on(typed: str) -> None:
    assert WayBack("schlüssel").fits(typed)


@pytest.mark.parametrize("typed", ["", "1728", "17299", "172"])
def test_nothing_else_fits(typed: str) -> None:
    assert not WayBack("1729").fits(typed)


@pytest.mark.parametrize("typed", ["", " ", "1729"])
def test_without_a_code_nothing_fits(typed: str) -> None:
    assert not WayBack().fits(typed)


def test_a_code_of_three_characters_is_refused() -> None:
    with pytest.raises(InvalidInputError):
        WayBack(" 172 ")


def test_a_code_is_not_written_into_a_log() -> None:
    assert "1729" not in repr(WayBack("1729"))
