import re

import pytest

from coachdesk.models.clause_sets import ClauseTemplate, shipped_clauses, shipped_languages
from coachdesk.models.entities.agreement import AgreementKind, Audience, Layer

CORE = {"boundaries", "expectations", "success", "course-correction", "disagreement"}
ALLIANCE = [
    "good-work",
    "boundaries",
    "expectations",
    "success",
    "course-correction",
    "disagreement",
    "feedback",
    "trust",
    "culture",
    "silence",
    "ending",
]
TERMS = [
    "what-coaching-is",
    "schedule",
    "fees",
    "cancellation",
    "confidentiality",
    "release",
    "records",
    "recording",
    "sponsor",
    "duration",
    "liability",
    "changes",
    "disputes",
    "law",
]
NEVER_SAID = re.compile(
    r"legally binding|\bsecure|complian|\bprivilege|\bsecre|guarantee"
    r"|rechtsverbindlich|rechtssicher|sicher\b|konform|schweigepflicht|geheim|garantier",
    re.IGNORECASE,
)
LANGUAGES = sorted(shipped_languages())


def three_way(language: str) -> tuple[ClauseTemplate, ...]:
    return shipped_clauses(language, AgreementKind.THREE_WAY)


def shape(template: ClauseTemplate) -> tuple[object, ...]:
    return (
        template.key,
        template.layer,
        template.audience,
        template.core,
        template.kinds,
        bool(template.suggestion),
        template.suggestion.count("…"),
    )


def test_english_and_german_ship() -> None:
    assert LANGUAGES == ["de", "en"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_alliance_comes_first_then_terms(language: str) -> None:
    assert [template.key for template in three_way(language)] == ALLIANCE + TERMS


@pytest.mark.parametrize("language", LANGUAGES)
def test_languages_differ_in_words_alone(language: str) -> None:
    assert [shape(one) for one in three_way(language)] == [shape(one) for one in three_way("en")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_heading_and_prompt_is_translated(language: str) -> None:
    others = [one for other in LANGUAGES if other != language for one in three_way(other)]
    elsewhere = {words for one in others for words in (one.heading, one.prompt)}
    for here in three_way(language):
        assert not {here.heading, here.prompt} & elsewhere


@pytest.mark.parametrize("language", LANGUAGES)
def test_prompts_ask_and_headings_are_short(language: str) -> None:
    for template in three_way(language):
        assert template.prompt.endswith("?")
        assert 0 < len(template.heading) <= 36


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_clause_promises_what_nobody_can_keep(language: str) -> None:
    for template in three_way(language):
        words = f"{template.heading} {template.prompt} {template.suggestion}"
        assert not NEVER_SAID.search(words), words


@pytest.mark.parametrize("language", LANGUAGES)
def test_layers_follow_the_keys(language: str) -> None:
    for template in three_way(language):
        assert template.layer is (Layer.ALLIANCE if template.key in ALLIANCE else Layer.TERMS)


def test_core_is_exactly_the_five() -> None:
    assert {template.key for template in three_way("en") if template.core} == CORE


def test_sponsor_clause_is_for_three_only() -> None:
    two = [template.key for template in shipped_clauses("en", AgreementKind.TWO_PARTY)]
    assert [key for key in ALLIANCE + TERMS if key not in two] == ["sponsor"]


def test_sponsor_reads_no_clause_of_the_alliance() -> None:
    shown = [template for template in three_way("en") if template.audience is Audience.ALL_PARTIES]
    assert {template.layer for template in shown} == {Layer.TERMS}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_term_has_words_to_start_from(language: str) -> None:
    assert all(template.suggestion for template in three_way(language) if template.layer is Layer.TERMS)


@pytest.mark.parametrize(
    ("language", "words"), [("en", "a court can ask"), ("de", "Gericht kann Notizen anfordern")]
)
def test_confidentiality_names_its_limit(language: str, words: str) -> None:
    by_key = {template.key: template for template in three_way(language)}
    assert words in by_key["confidentiality"].suggestion


@pytest.mark.parametrize("language", ["de-AT", "de_DE", "DE"])
def test_region_falls_back_to_its_language(language: str) -> None:
    assert three_way(language) == three_way("de")


@pytest.mark.parametrize("language", ["fr", "", "../en", "e*"])
def test_unknown_language_falls_back_to_english(language: str) -> None:
    assert three_way(language) == three_way("en")
