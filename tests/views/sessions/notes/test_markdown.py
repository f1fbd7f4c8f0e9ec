import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.views.sessions.notes.markdown import (
    Line,
    indented,
    looks_of,
    mark_typed_twice,
    next_list_mark,
    plain_words,
    prefix_of,
    toggled,
)
from coachdesk.views.sessions.notes.units import signs_of, units_of

LISTS = (Line.LIST, Line.NUMBERS, Line.TASKS)
words = st.text(alphabet="abc äß🙂.,", min_size=1, max_size=12).map(str.strip).filter(bool)
sources = st.text(alphabet="ab *_#>-+1.)[]x`\t🙂é", max_size=30)


@pytest.mark.parametrize(
    ("line", "mark"),
    [
        ("- one", "- "),
        ("  * one", "  * "),
        ("9. one", "10. "),
        ("2) one", "3) "),
        ("- [x] done", "- [ ] "),
        ("> said", "> "),
        (">said", "> "),
        ("> - said", "> - "),
        ("> > said", "> > "),
        ("- ", ""),
        ("> ", ""),
        ("- [ ] ", ""),
        ("plain", None),
        ("-dash", None),
        ("", None),
    ],
)
def test_a_list_goes_on(line: str, mark: str | None) -> None:
    assert next_list_mark(line) == mark


@given(sources)
def test_what_goes_on_begins_as_the_line_does(line: str) -> None:
    mark = next_list_mark(line)
    assert (mark is not None) is bool(prefix_of(line))
    if mark:
        assert next_list_mark(f"{mark}x") is not None
        assert len(mark) <= len(prefix_of(line)) + 2


@given(st.lists(words, min_size=1, max_size=5), st.sampled_from(Line))
def test_lines_are_plain_again_after_the_second_time(lines: list[str], kind: Line) -> None:
    plain = [line for line in lines if next_list_mark(line) is None and not line.startswith("#")]
    made = toggled(plain, kind)
    assert toggled(made, kind) == plain


@given(st.lists(words, min_size=1, max_size=5), st.sampled_from(LISTS), st.sampled_from(LISTS))
def test_one_kind_of_list_takes_the_place_of_another(lines: list[str], one: Line, other: Line) -> None:
    plain = [line for line in lines if next_list_mark(line) is None]
    if one is not other:
        assert toggled(toggled(plain, one), other) == toggled(plain, other)


def test_empty_lines_between_stay_empty() -> None:
    assert toggled(["one", "", "two"], Line.NUMBERS) == ["1. one", "", "2. two"]
    assert toggled([""], Line.LIST) == ["- "]


def test_a_list_may_be_a_quote_as_well() -> None:
    assert toggled(["- one"], Line.QUOTE) == ["> - one"]


@given(sources)
def test_no_change_of_a_line_loses_a_word(line: str) -> None:
    for kind in Line:
        letters = [sign for sign in line if sign in "ab🙂é"]
        assert [sign for sign in toggled([line], kind)[0] if sign in "ab🙂é"] == letters


@given(sources)
def test_in_and_out_again_is_the_same_line(line: str) -> None:
    assert indented(indented(line, deeper=True), deeper=False) == line


@given(sources)
def test_looks_lie_within_their_line(line: str) -> None:
    assert all(0 <= look.start <= look.end <= len(line) for look in looks_of(line))


@pytest.mark.parametrize(("line", "mark"), [("- -", "-"), ("1. 1.", "1."), ("- a", ""), ("* -", "")])
def test_a_mark_typed_twice_is_seen(line: str, mark: str) -> None:
    assert mark_typed_twice(line) == mark


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("**Heard** wants *money*", "Heard wants money"),
        ("## Ideas\n- one\n- two", "Ideas\none\ntwo"),
        ("- [ ] ask him", "ask him"),
        ("__so__ 2 * 3 * 4", "so 2 * 3 * 4"),
        ("snake_case_name", "snake_case_name"),
    ],
)
def test_words_cross_without_their_marks(source: str, words: str) -> None:
    assert plain_words(source) == words


@given(st.text(max_size=30))
def test_places_are_counted_as_qt_does_and_back(text: str) -> None:
    units, signs = units_of(text), signs_of(text)
    for place in range(len(text) + 1):
        assert units(place) == len(text[:place].encode("utf-16-le", "surrogatepass")) // 2
        assert signs(units(place)) == place
