"""What changed between two answers, in words."""

import attrs
import pytest

from coachdesk.models.entities.ids import ClientId
from coachdesk.models.entities.relationship import Dial
from coachdesk.views.preference_words import changes_between
from tests.remembering import preference

BEFORE = preference(ClientId("c"))


def test_what_stayed_is_not_told() -> None:
    assert changes_between(BEFORE, attrs.evolve(BEFORE)) == ()


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ({"trust": "You wait"}, "New: Trust looks like: “You wait”"),
        ({"trust": "“You wait”"}, "New: Trust looks like: “You wait”"),
        (
            {"silence": "Please {wait}"},
            "When I am silent, it usually means: now “Please {wait}”, before “I am thinking”",
        ),
        ({"silence": " "}, "Not said any more: When I am silent, it usually means: “I am thinking”"),
        ({"pace": Dial.MORE}, "Pace: now more, before less"),
        ({"contact": Dial.LESS}, "Contact between sessions: now less, before not said"),
    ],
)
def test_each_change_is_told_in_words(said: dict[str, object], line: str) -> None:
    assert changes_between(BEFORE, attrs.evolve(BEFORE, **said)) == (line,)  # type: ignore[arg-type]
