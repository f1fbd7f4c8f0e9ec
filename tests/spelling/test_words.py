import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.spelling.words import plain_form, script_of, words_to_check


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("She said **so**, and _left_.", ["She", "said", "so", "and", "left"]),
        ("see `teh code` here", ["see", "here"]),
        ("[words](http://teh.example/x) and https://teh.example", ["words", "and"]),
        ("mail teh@example.org to www.teh.example", ["mail", "to"]),
        ("NASA h3llo 12 snake_case CoachDesk #tag x", []),
        ("don’t well-known Zoë's", ["don’t", "well", "known", "Zoë's"]),
        ("שָׁלוֹם नमस्ते", ["שָׁלוֹם", "नमस्ते"]),
        ("cafe\u0301", ["cafe\u0301"]),
    ],
)
def test_only_words_of_a_language_are_looked_up(line: str, words: list[str]) -> None:
    assert [word.text for word in words_to_check(line)] == words


@given(st.text(max_size=60))
def test_each_word_stands_where_it_is_said_to(line: str) -> None:
    for word in words_to_check(line):
        assert line[word.start : word.end] == word.text


@pytest.mark.parametrize(("one", "other"), [("Zoë's", "zoë"), ("Zoe\u0308", "ZOË"), ("Marcus’", "marcus")])
def test_own_words_are_compared_without_case_and_possession(one: str, other: str) -> None:
    assert plain_form(one) == plain_form(other)


@pytest.mark.parametrize(
    ("text", "script"), [("abc", "LATIN"), ("שלום", "HEBREW"), ("Привет", "CYRILLIC"), ("1", "")]
)
def test_a_word_has_a_script(text: str, script: str) -> None:
    assert script_of(text) == script
