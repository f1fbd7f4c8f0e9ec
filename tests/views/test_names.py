import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.views.names import names_text, shortened


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ((), ""),
        (("Ana",), "Ana"),
        (("Ana", "Ben"), "Ana & Ben"),
        (("Ana", "Ben", "Cem"), "Ana & Ben & Cem"),
    ],
)
def test_a_few_are_all_named(names: tuple[str, ...], said: str) -> None:
    assert names_text(names) == said


def test_of_many_two_are_named() -> None:
    assert names_text(["Ana", "Ben", "Cem", "Dana", "Emre", "Gil"]).startswith("Ana, Ben and 4 other")


@given(names=st.lists(st.text(min_size=1), min_size=1, max_size=12))
def test_however_long_and_many_they_are_there_is_room(names: list[str]) -> None:
    assert len(names_text(names)) <= 90


def test_a_short_name_stays_whole() -> None:
    assert (shortened("Mira Solano"), len(shortened("x" * 80))) == ("Mira Solano", 49)
