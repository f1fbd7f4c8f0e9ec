import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.models.folding import folded, folded_with_places, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Żółć", "zolc"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("Nguyễn Đức", "nguyen duc"),
        ("İstanbul Işık", "istanbul isik"),
        ("Søren Æsir", "soren aesir"),
        ("Ἀλέξανδρος", "αλεξανδροσ"),
        ("Йод", "иод"),
        ("محمد", "محمد"),
        ("ﬁne Ⅳ", "fine iv"),
    ],
)
def test_case_and_accents_do_not_matter(text: str, expected: str) -> None:
    assert folded(text) == expected


def test_words_are_taken_apart_at_signs() -> None:
    assert words("co-op, „ja“ 50 % — x_y") == ("co", "op", "ja", "50", "x", "y")


def test_scripts_without_spaces_have_a_word_for_each_sign() -> None:
    assert words("会議は楽") == ("会", "議", "は", "楽")


@given(st.text())
def test_each_character_folds_on_its_own(text: str) -> None:
    assert folded(text) == "".join(folded(sign) for sign in text)


@given(st.text())
def test_folding_twice_finds_the_same_words(text: str) -> None:
    assert words(folded(text)) == words(text)


@given(st.text())
def test_each_folded_character_knows_its_place(text: str) -> None:
    plain, places = folded_with_places(text)
    assert plain == folded(text)
    assert len(places) == len(plain)
    assert all(sign in folded(text[place]) for sign, place in zip(plain, places, strict=True))
