import time

from hypothesis import given
from hypothesis import strategies as st

from coachdesk.models.differences import differences
from coachdesk.models.entities.difference import Fate, Piece

WORDS = st.lists(st.sampled_from(["we", "meet", "at ", "noon", "\n", " ", "é"])).map(" ".join)


def text(pieces: tuple[Piece, ...], *fates: Fate) -> str:
    return "".join(piece.words for piece in pieces if piece.fate in fates)


def test_the_same_text_is_one_piece() -> None:
    assert differences("we meet at noon", "we meet at noon") == (Piece(Fate.SAME, "we meet at noon"),)


def test_nothing_and_nothing_is_nothing() -> None:
    assert differences("", "") == ()


def test_words_that_changed_stand_side_by_side() -> None:
    assert differences("we meet at noon", "we meet at ten, then") == (
        Piece(Fate.SAME, "we meet at"),
        Piece(Fate.GONE, " noon"),
        Piece(Fate.NEW, " ten, then"),
    )


def test_a_word_in_the_middle_is_found() -> None:
    assert differences("we may meet here at noon", "we meet there at noon") == (
        Piece(Fate.SAME, "we"),
        Piece(Fate.GONE, " may"),
        Piece(Fate.SAME, " meet"),
        Piece(Fate.GONE, " here"),
        Piece(Fate.NEW, " there"),
        Piece(Fate.SAME, " at noon"),
    )


def test_a_word_that_comes_often_still_matches() -> None:
    old = "the harbour and the sea and the light " * 80
    new = old.replace("sea", "hill", 1)
    gone = [piece for piece in differences(old, new) if piece.fate is Fate.GONE]
    assert [piece.words for piece in gone] == [" sea"]


@given(WORDS, WORDS)
def test_both_texts_can_be_read_out_of_the_pieces(old: str, new: str) -> None:
    pieces = differences(old, new)
    assert text(pieces, Fate.SAME, Fate.GONE) == old
    assert text(pieces, Fate.SAME, Fate.NEW) == new


def test_two_long_texts_with_nothing_in_common_take_no_time() -> None:
    begin = time.perf_counter()
    pieces = differences(" ".join(map(str, range(50_000))), " ".join(map(str, range(50_000, 100_000))))
    assert [piece.fate for piece in pieces] == [Fate.GONE, Fate.NEW]
    assert time.perf_counter() - begin < 2
