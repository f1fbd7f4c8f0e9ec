import re
from collections import Counter

import pytest

from coachdesk.models.entities.prompt import Lens, Prompt, PromptMoment
from coachdesk.models.folding import words
from coachdesk.models.shipped_prompts import language_among, languages_of_prompts, shipped_prompts

LANGUAGES = languages_of_prompts()
LONGEST = 90
NEVER_SAID = re.compile(
    r"legally binding|\bsecure|complian|\bprivilege|\bsecre|guarantee|\bICF|\bEMCC|\bATD"
    r"|trauma|diagnos|therap|disorder|depress|anxiet|symptom|heal(?:ing)?\b|resilien|mindset|journey|empower"
    r"|limiting belief|holding space|hold space|inner child|accountab|goal|SMART\b|leverage|deep dive|GROW\b"
    r"|rechtssicher|sicher\b|konform|schweigepflicht|geheim|garantier"
    r"|störung|angststör|heilung|ressource|achtsam|glaubenss|inneres kind|potenzial|zielvereinb",
    re.IGNORECASE,
)
SAYS_DU = re.compile(r"\b(du|dir|dich|dein\w*)\b", re.IGNORECASE)


def shape(prompt: Prompt) -> tuple[str, PromptMoment, Lens]:
    return prompt.key, prompt.moment, prompt.lens


def test_english_and_german_ship() -> None:
    assert LANGUAGES == ("de", "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_enough_for_every_moment(language: str) -> None:
    prompts = shipped_prompts(language)
    of_moment = Counter(prompt.moment for prompt in prompts)
    assert len(prompts) >= 90
    assert min(of_moment[moment] for moment in PromptMoment) >= 7
    assert {prompt.lens for prompt in prompts} == set(Lens)


@pytest.mark.parametrize("language", LANGUAGES)
def test_languages_differ_in_words_alone(language: str) -> None:
    assert [shape(one) for one in shipped_prompts(language)] == [shape(one) for one in shipped_prompts("en")]
    elsewhere = {one.words for other in LANGUAGES if other != language for one in shipped_prompts(other)}
    assert not {one.words for one in shipped_prompts(language)} & elsewhere


@pytest.mark.parametrize("language", LANGUAGES)
def test_none_comes_twice(language: str) -> None:
    prompts = shipped_prompts(language)
    assert len({prompt.key for prompt in prompts}) == len(prompts)
    assert len({words(prompt.words) for prompt in prompts}) == len(prompts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_is_said_in_one_breath(language: str) -> None:
    assert [one.words for one in shipped_prompts(language) if len(one.words) > LONGEST] == []
    assert all(one.words[-1] in ".?" and one.words == one.words.strip() for one in shipped_prompts(language))


@pytest.mark.rule(6)
@pytest.mark.parametrize("language", LANGUAGES)
def test_none_speaks_like_a_textbook_or_promises_too_much(language: str) -> None:
    assert [one.words for one in shipped_prompts(language) if NEVER_SAID.search(one.words)] == []


@pytest.mark.rule(6, control=True)
@pytest.mark.parametrize(
    "words", ["This is secure with me.", "I guarantee it.", "Das bleibt geheim.", "Hier ist alles sicher."]
)
def test_one_that_did_would_be_seen(words: str) -> None:
    assert NEVER_SAID.search(words)


def test_german_stays_with_one_way_to_address_people() -> None:
    assert [one.words for one in shipped_prompts("de") if SAYS_DU.search(one.words)] == []


def test_a_key_begins_with_its_moment() -> None:
    wrong = [one.key for one in shipped_prompts("en") if not one.key.startswith(one.moment.replace(" ", "-"))]
    assert wrong == []


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (("de",), "de"),
        (("de-AT", "en"), "de"),
        (("de_CH",), "de"),
        (("Deutsch",), "de"),
        (("German", "en"), "de"),
        ((" english ",), "en"),
        (("vi", "de"), "de"),
        (("", "de-DE"), "de"),
        (("vi",), "en"),
        ((), "en"),
    ],
)
def test_a_language_is_known_by_tag_or_name_and_falls_back(wanted: tuple[str, ...], found: str) -> None:
    assert language_among(wanted) == found


def test_a_language_of_the_coachs_own_prompts_counts() -> None:
    assert language_among(("vi", "en"), known=("vi",)) == "vi"
