import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.models.snippets import Term, marked, snippet

OPEN = Term("slee", open_ended=True)


def plain(runs: tuple[tuple[str, bool], ...]) -> str:
    return "".join(text for text, _ in runs)


def test_the_whole_word_is_marked_though_part_of_it_was_typed() -> None:
    assert marked("She sleeps badly", [OPEN]) == (("She ", False), ("sleeps", True), (" badly", False))


def test_a_finished_word_is_not_marked_inside_another() -> None:
    assert marked("art and party", [Term("art")]) == (("art", True), (" and party", False))


def test_accents_belong_to_the_mark() -> None:
    assert marked("cafe\u0301 open", [Term("cafe")]) == (("cafe\u0301", True), (" open", False))


def test_a_letter_that_folds_to_two_does_not_shift_the_mark() -> None:
    assert marked("Maß Größe x", [Term("grosse")]) == (("Maß ", False), ("Größe", True), (" x", False))


def test_scripts_without_spaces_are_marked_sign_by_sign() -> None:
    assert marked("長い会議", [Term("会"), Term("議")]) == (("長い", False), ("会", True), ("議", True))


def test_a_late_hit_is_cut_out_of_a_long_text() -> None:
    runs = snippet("word " * 500 + "sleepless nights " + "word " * 500, [OPEN])
    assert ("sleepless", True) in runs
    assert plain(runs).startswith("… ")
    assert plain(runs).endswith(" …")
    assert len(plain(runs)) < 250


def test_the_longest_term_chooses_the_place() -> None:
    runs = snippet("a start " + "word " * 200 + "a lighthouse", [Term("a"), Term("lighthouse")])
    assert ("lighthouse", True) in runs


def test_markdown_signs_and_line_breaks_are_left_out() -> None:
    assert plain(snippet("## Sleep\n\n- **badly**\n", [OPEN])) == "Sleep badly"


@pytest.mark.parametrize(
    ("note", "shown"),
    [
        ("She wants to *walk to the tram*.", "She wants to walk to the tram."),
        ("Last stop: a **boatyard**. An _old_ man", "Last stop: a boatyard. An old man"),
        ("(*see* `below`), ***really***!", "(see below), really!"),
        ("- [ ] Ring *home*\n- [x] Sleep", "Ring home Sleep"),
        ("5 * 3, 5*3 and snake_case stay", "5 * 3, 5*3 and snake_case stay"),
    ],
)
def test_the_marks_of_markdown_go_and_the_words_stay(note: str, shown: str) -> None:
    assert plain(snippet(note, [OPEN])) == shown


def test_a_half_of_a_pair_that_was_cut_apart_goes_too() -> None:
    note = "*" + "word " * 40 + "sleepless* " + "word " * 60
    assert "*" not in plain(snippet(note, [OPEN]))


@pytest.mark.parametrize("note", ["*sleep*", "un**sleep**ing", "`sleep`, then", "a__sleep__b", "_sleep_."])
def test_a_hit_beside_marks_is_marked(note: str) -> None:
    assert ("sleep", True) in snippet(note, [Term("sleep")])


def test_a_text_without_the_term_shows_its_beginning() -> None:
    assert snippet("Only this", [OPEN]) == (("Only this", False),)


@given(st.text(max_size=300), st.text(alphabet="abß会ł", min_size=1, max_size=3))
def test_marking_keeps_every_character(text: str, word: str) -> None:
    assert plain(marked(text, [Term(word, open_ended=True)])) == text


@given(st.text(st.characters(categories=["Ll", "Lu", "Mn", "Lo"]), max_size=1500))
def test_any_word_of_a_text_is_marked_in_its_snippet(filler: str) -> None:
    assert ("lighthouse", True) in snippet(f"{filler} lighthouse", [Term("lighthouse")])
