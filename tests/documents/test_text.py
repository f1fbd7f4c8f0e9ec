import json
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coachdesk.documents.renderer import Renderer
from coachdesk.documents.summary import render_summary
from coachdesk.documents.text import clean, line, name, paragraphs, right_to_left, short
from tests.documents import samples

ANYTHING = st.text(st.characters(exclude_categories=()))


def test_blank_lines_part_paragraphs() -> None:
    assert [each["lines"] for each in paragraphs("a\nb\n \n\nc\n")] == [["a", "b"], ["c"]]


@pytest.mark.parametrize("end", ["\r\n", "\r", "\x85", "\u2028", "\u2029", "\x0b", "\x0c"])
def test_every_kind_of_line_end_is_one(end: str) -> None:
    assert clean(f"a{end}b") == "a\nb"


def test_controls_and_overrides_are_left_out() -> None:
    assert clean("a\x00\x07\u202e\ufeff\ufffe\U0001ffffb\ud800") == "ab\ufffd"


def test_a_line_has_no_breaks_and_no_double_spaces() -> None:
    assert line("  Mira \n\t Solano ") == "Mira Solano"


def test_a_long_word_can_be_broken() -> None:
    parts = line("x" * 10_000).split("\u200b")
    assert max(map(len, parts)) == 6
    assert "".join(parts) == "x" * 10_000


def test_a_word_of_a_language_is_left_whole() -> None:
    word = "Donaudampfschifffahrtsgesellscha"
    assert line(word) == word


def test_letters_stay_with_their_marks_and_joined_emoji_together() -> None:
    marked, joined = "e\u0301" * 40, "👩\u200d👧" * 20
    assert "\u200b\u0301" not in line(marked)
    assert "\u200d\u200b" not in line(joined)
    assert "\u200b\u200d" not in line(joined)


def test_scripts_without_spaces_break_by_their_own_rules() -> None:
    assert line("語" * 50) == "語" * 50


def test_direction_follows_the_first_strong_letter() -> None:
    assert [right_to_left(text) for text in ("123 שלום abc", "abc שלום", "123")] == [True, False, False]


def test_a_paragraph_knows_its_direction() -> None:
    assert [each["rtl"] for each in paragraphs("Hello\n\nمرحبا")] == [False, True]


def test_a_name_from_right_to_left_is_isolated_in_a_sentence() -> None:
    assert name("יעל") == "\u2068יעל\u2069"
    assert name("Mira") == "Mira"


def test_short_keeps_the_beginning() -> None:
    assert short("Mira " * 100, 10) == "Mira Mira…"
    assert short("Mira") == "Mira"


@given(ANYTHING)
def test_nothing_but_white_space_and_the_unprintable_is_lost(text: str) -> None:
    def seen(value: str) -> str:
        return "".join(c for c in value if not c.isspace() and unicodedata.category(c)[0] in "LNPS")

    printed = "".join("".join(each["lines"]) for each in paragraphs(text))
    assert seen(printed) == seen(text) or "\ufffd" in printed


@given(ANYTHING)
def test_every_text_can_be_sent_to_the_template(text: str) -> None:
    assert json.loads(json.dumps(paragraphs(text)).encode()) == paragraphs(text)
    line(text).encode()


@given(ANYTHING, ANYTHING)
@settings(max_examples=60, deadline=None)
def test_every_text_prints(client: str, focus: str) -> None:
    document = render_summary(samples.session_summary(client_name=client, focus=focus), PLAIN)
    assert document.pdf.startswith(b"%PDF-")
    assert document.tagged or document.unprinted


PLAIN = Renderer(system_fonts=False)
