import pytest

from coachdesk.models.stems import in_turn, stems


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_language_has_a_handful_of_beginnings(language: str) -> None:
    words = stems(language)
    assert 8 <= len(words) == len(set(words)) <= 12
    assert all("…" in stem for stem in words)


@pytest.mark.parametrize(
    ("tag", "like"), [("de-AT", "de"), ("DE", "de"), ("", "en"), ("pl", "en"), ("en_GB", "en")]
)
def test_a_language_falls_back(tag: str, like: str) -> None:
    assert stems(tag) == stems(like)


@pytest.mark.parametrize("language", ["en", "de"])
def test_none_comes_again_while_others_are_left(language: str) -> None:
    last, given = "", []
    for _ in stems(language):
        last = in_turn(language, last)[0]
        given.append(last)
    assert sorted(given) == sorted(stems(language))


def test_what_was_offered_last_comes_last() -> None:
    last = stems("en")[3]
    assert in_turn("en", last)[-1] == last
    assert in_turn("en", "a beginning of my own") == stems("en")
