from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from coachdesk.models.folding import folded
from coachdesk.views.sessions.notes.finding import Place, Searched
from tests.drivers.notes import NotesDriver

NOTE = "Zoë asked. 🙂 zoe answered,\nand ZOË laughed."


@pytest.fixture
def finder(coach: NotesDriver) -> NotesDriver:
    coach.edit.show_text(NOTE)
    coach.press("Ctrl+F")
    return coach


def test_case_and_accents_do_not_matter(finder: NotesDriver) -> None:
    finder.type_here("zoe")
    assert (finder.selected, finder.found) == ("Zoë", "1 of 3")


def test_keys_lead_round_and_back(finder: NotesDriver) -> None:
    finder.type_here("zoe")
    seen = []
    for key in ("Return", "F3", "F3", "Shift+Return", "Shift+F3"):
        finder.press(key)
        seen.append((finder.selected, finder.found))
    assert [count for _, count in seen] == ["2 of 3", "3 of 3", "1 of 3", "3 of 3", "2 of 3"]
    assert seen[0][0] == "zoe"


def test_escape_leaves_what_was_found_selected(finder: NotesDriver) -> None:
    finder.type_here("laughed")
    finder.press("Esc")
    assert finder.card.find_bar.isHidden()
    assert finder.edit.hasFocus()
    assert finder.selected == "laughed"
    assert finder.edit.extraSelections() == []


def test_the_key_goes_on_after_the_bar_is_gone(finder: NotesDriver) -> None:
    finder.type_here("zoe")
    finder.press("Esc", "F3")
    assert finder.selected == "zoe"


def test_what_is_not_there_is_said(finder: NotesDriver) -> None:
    finder.type_here("nowhere")
    assert finder.found == "Not found"


def test_selected_words_are_looked_for(coach: NotesDriver) -> None:
    coach.edit.show_text("one two one")
    coach.select("one")
    coach.press("Ctrl+F")
    assert (coach.card.find_bar.field.text(), coach.found) == ("one", "1 of 2")


def test_words_typed_meanwhile_are_counted(finder: NotesDriver) -> None:
    finder.type_here("zoe")
    finder.edit.appendPlainText("Zoe again")
    finder.wait_until(lambda: finder.found == "1 of 4")


def test_the_mouse_finds_the_next_one_too(finder: NotesDriver) -> None:
    finder.type_here("zoe")
    QTest.mouseClick(finder.card.find_bar.on, Qt.MouseButton.LeftButton)
    assert finder.found == "2 of 3"


def test_finding_changes_no_word(finder: NotesDriver) -> None:
    finder.type_here("zoe")
    finder.press("Return")
    assert finder.text == NOTE
    assert not finder.edit.document().isUndoAvailable()


def test_a_very_long_note_is_searched_without_waiting(coach: NotesDriver) -> None:
    coach.edit.show_text("words of a long note\n" * 20_000 + "Zoë at last")
    coach.press("Ctrl+F")
    coach.type_here("zoe")
    coach.wait_until(lambda: coach.found == "1 of 1")
    assert coach.selected == "Zoë"


def places_of(text: str, sought: str) -> list[Place]:
    return Searched.of(text).places_of(sought)


def between(text: str, begin: int, end: int) -> str:
    return text.encode("utf-16-le", "surrogatepass")[2 * begin : 2 * end].decode("utf-16-le", "surrogatepass")


@given(st.text(max_size=60), st.text(min_size=1, max_size=4))
def test_each_place_holds_what_was_looked_for(text: str, sought: str) -> None:
    found = places_of(text, sought)
    assert all(folded(sought) in folded(between(text, begin, end)) for begin, end in found)
    assert all(end <= begin for (_, end), (begin, _) in pairwise(found))


@given(st.text(max_size=20), st.text(alphabet="abcäöü 🙂é", min_size=1, max_size=6), st.text(max_size=20))
def test_what_is_there_is_found(before: str, sought: str, after: str) -> None:
    assert bool(places_of(before + sought + after, sought)) is bool(folded(sought).strip())
