import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coachdesk.crypto.recovery import master_from, words_of
from coachdesk.crypto.secret import Secret
from coachdesk.errors import WrongWordsError

MASTER = Secret(bytes(range(32)))
WORDS = words_of(MASTER)


@given(st.binary(min_size=32, max_size=32))
def test_words_lead_back_to_the_key(key: bytes) -> None:
    words = words_of(Secret(key))
    assert len(words) == 24
    assert master_from(" ".join(words)) == Secret(key)


def test_the_vector_of_bip_39_holds() -> None:
    # https://github.com/trezor/python-mnemonic/blob/master/vectors.json
    assert " ".join(words_of(Secret(b"\x7f" * 32))) == (
        "legal winner thank year wave sausage worth useful legal winner thank year wave sausage worth "
        "useful legal winner thank year wave sausage worth title"
    )


@pytest.mark.parametrize(
    "typed",
    [
        " ".join(WORDS).upper(),
        "   " + "  \t\n ".join(WORDS) + "\r\n",
        "\n".join(f"{number}. {word}" for number, word in enumerate(WORDS, 1)),
        " ".join(f"{number}{word.title()}" for number, word in enumerate(WORDS, 1)),
        ", ".join(WORDS),
        " ".join(word[:4] for word in WORDS),
    ],
    ids=["upper case", "white space", "numbered", "numbers attached", "commas", "first four letters"],
)
def test_reading_is_tolerant(typed: str) -> None:
    assert master_from(typed) == MASTER


@pytest.mark.parametrize("count", [0, 1, 12, 23, 25])
def test_another_number_of_words_is_said(count: int) -> None:
    with pytest.raises(WrongWordsError, match=f"has 24 words; these are {count}"):
        master_from(" ".join((WORDS * 2)[:count]))


@given(place=st.integers(1, 24), word=st.sampled_from(["zzzz", "abandonn", "aba", "größe", "слово", "ab"]))
def test_a_word_that_is_none_is_named_by_its_place(place: int, word: str) -> None:
    typed = [*WORDS[: place - 1], word, *WORDS[place:]]
    with pytest.raises(WrongWordsError, match=f"Word {place} is not"):
        master_from(" ".join(typed))


def test_the_error_does_not_repeat_what_was_typed() -> None:
    with pytest.raises(WrongWordsError) as caught:
        master_from(" ".join([*WORDS[:-1], "canary"]))
    assert "canary" not in caught.value.text()


def test_a_wrong_word_of_the_list_is_refused_at_once() -> None:
    wrong = "zoo" if WORDS[4] != "zoo" else "abandon"
    with pytest.raises(WrongWordsError, match="together they fit no vault"):
        master_from(" ".join([*WORDS[:4], wrong, *WORDS[5:]]))


def test_two_words_that_changed_places_are_refused() -> None:
    with pytest.raises(WrongWordsError, match="changed places"):
        master_from(" ".join([WORDS[1], WORDS[0], *WORDS[2:]]))


@settings(max_examples=50)
@given(st.text(max_size=3000))
def test_anything_typed_is_words_or_a_clear_refusal(text: str) -> None:
    with pytest.raises(WrongWordsError):
        master_from(text)
