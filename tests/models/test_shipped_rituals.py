import pytest

from coachdesk.models.entities.ritual import RitualMoment
from coachdesk.models.rituals import rituals_of
from coachdesk.models.shipped_rituals import ritual_examples
from coachdesk.models.store import Store

LANGUAGES = ("en", "de")


def test_every_language_has_the_same_handful(store: Store) -> None:
    english, german = map(ritual_examples, LANGUAGES)
    assert [(one.key, one.moment, one.every, len(one.steps)) for one in english] == [
        (one.key, one.moment, one.every, len(one.steps)) for one in german
    ]
    assert {one.moment for one in english} == set(RitualMoment)
    assert rituals_of(store) == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_has_a_name_and_steps_that_fit_on_a_line_or_two(language: str) -> None:
    for example in ritual_examples(language):
        assert example.name.strip()
        assert 2 <= len(example.steps) <= 4
        assert all(step.strip() and len(step) <= 90 for step in example.steps)
        assert (example.every is not None) is (example.moment is RitualMoment.EVERY)


def test_a_language_falls_back() -> None:
    assert ritual_examples("de-AT") == ritual_examples("de")
    assert ritual_examples("") == ritual_examples("pl") == ritual_examples("en")
