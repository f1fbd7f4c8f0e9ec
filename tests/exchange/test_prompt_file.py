import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.errors import InvalidInputError, KnownError
from coachdesk.exchange.prompt_file import LARGEST_FILE, PromptFile, read_prompts, write_prompts
from coachdesk.models.entities.prompt import Lens, PromptMoment
from coachdesk.models.prompt_taking import GivenPrompt

SEEN = st.characters(exclude_categories=("Cc", "Cs"))


def lines(longest: int) -> st.SearchStrategy[str]:
    return st.text(SEEN, min_size=1, max_size=longest).map(lambda text: " ".join(text.split())).filter(bool)


PROMPTS = st.builds(
    GivenPrompt,
    words=lines(200),
    moment=st.sampled_from(PromptMoment),
    lens=st.sampled_from(Lens),
    language=st.sampled_from(("en", "de", "pt-BR", "ar")),
    tags=st.lists(lines(60), max_size=20, unique=True).map(tuple),
)
FILES = st.builds(
    PromptFile, name=st.just("") | lines(200), prompts=st.lists(PROMPTS, min_size=1, max_size=5).map(tuple)
)


@given(FILES)
def test_what_is_written_is_read(held: PromptFile) -> None:
    assert read_prompts(write_prompts(held)) == held


def packed(content: object) -> bytes:
    return json.dumps(content).encode()


@pytest.fixture
def content() -> dict[str, Any]:
    row = {
        "words": "What now?",
        "moment": "silence",
        "lens": "learning",
        "language": "en",
        "tags": ["walk"],
    }
    return {
        "format": "coachdesk-prompts",
        "version": 1,
        "name": "Mine",
        "prompts": [dict(row) for _ in range(3)],
    }


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff",
        b"[]",
        b"{}",
        b'{"format": "coachdesk-prompts", "version": 1}',
        b'{"format": "coachdesk-clauses", "version": 1, "prompts": [1]}',
        b"[" * 100_000,
        b'{"format": ' + b"1" * 5_000 + b"}",
    ],
)
def test_another_file_is_refused(data: bytes) -> None:
    with pytest.raises(InvalidInputError, match="no prompts"):
        read_prompts(data)


def test_a_huge_file_is_not_even_parsed() -> None:
    with pytest.raises(InvalidInputError, match="no prompts"):
        read_prompts(b" " * (LARGEST_FILE + 1))


def test_a_newer_file_is_refused_politely(content: dict[str, Any]) -> None:
    with pytest.raises(InvalidInputError, match="newer CoachDesk"):
        read_prompts(packed(content | {"version": 2}))


@pytest.mark.parametrize("version", [True, 0, "1", 1.0, None])
def test_what_is_no_version_is_no_file_of_ours(content: dict[str, Any], version: object) -> None:
    with pytest.raises(InvalidInputError, match="no prompts"):
        read_prompts(packed(content | {"version": version}))


@pytest.mark.parametrize(
    "bent",
    [
        {"words": " \n "},
        {"words": 7},
        {"words": "x" * 2_001},
        {"moment": "midnight"},
        {"moment": ["silence"]},
        {"lens": "x-ray"},
        {"language": ""},
        {"language": "e" * 36},
        {"tags": "walk"},
        {"tags": [7]},
        {"tags": ["x" * 61]},
        {"tags": ["a"] * 21},
    ],
)
def test_the_prompt_that_cant_be_read_is_named(content: dict[str, Any], bent: dict[str, Any]) -> None:
    content["prompts"][1] |= bent
    with pytest.raises(InvalidInputError) as refused:
        read_prompts(packed(content))
    assert refused.value.facts["number"] == 2


def test_too_many_prompts_are_refused(content: dict[str, Any]) -> None:
    content["prompts"] = content["prompts"][:1] * 2_001
    with pytest.raises(InvalidInputError, match="no prompts"):
        read_prompts(packed(content))


def test_what_cant_be_seen_is_left_out(content: dict[str, Any]) -> None:
    content["prompts"][0]["words"] = "One\nline\x00\x1b[31m\ud800"
    assert read_prompts(packed(content)).prompts[0].words == "One line[31m"


def test_a_byte_order_mark_and_unknown_fields_do_no_harm(content: dict[str, Any]) -> None:
    content["prompts"][0]["colour"] = "green"
    assert read_prompts(b"\xef\xbb\xbf" + packed(content)).name == "Mine"


@given(st.binary(max_size=300) | st.recursive(st.none() | st.text() | st.integers(), st.lists).map(packed))
def test_a_strangers_file_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(KnownError):
        read_prompts(data)
