"""Writing with nothing else on the screen: in with one key, out with another, the words where they were."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QPushButton, QToolButton, QWidget

from coachdesk.models import sessions
from coachdesk.models.entities.ids import SessionId
from coachdesk.models.notes import open_note
from coachdesk.models.store import Store
from coachdesk.theme import Appearance, Theme
from tests import making, refusing
from tests.drivers.coach import NOTES, Coach
from tests.drivers.fixtures import Begin
from tests.drivers.keyboard import focused, words_in_sight

SIZES = [(1280, 800), (1024, 700)]
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def runs(store: Store) -> None:
    """Let a session with promises of last time be under way."""
    work = making.an_engagement(store, called="")
    making.close_with_promises(store, making.a_held_session(store, work))
    sessions.begin_session(store, session_id=making.a_session(store, work).id)


@pytest.fixture
def writing(begin: Begin) -> Coach:
    """Return a coach who writes in a session, the cursor in the middle of the words."""
    coach = Coach(begin(runs))
    coach.open_session()
    coach.keys.fill(NOTES, "She says it once")
    coach.keys.press("Left", "Left", "Left", "Left")
    return coach


@pytest.fixture(params=[Appearance.LIGHT, Appearance.DARK])
def shade(request: pytest.FixtureRequest, theme: Theme) -> Iterator[Appearance]:
    theme.choose(request.param)
    yield request.param
    theme.choose(Appearance.LIGHT)


def in_sight(window: QWidget) -> set[str]:
    """Return the names of everything that is not hidden, scrolled away or not."""
    kinds = (QLabel, QPlainTextEdit, QPushButton, QToolButton)
    shown = (one for kind in kinds for one in window.findChildren(kind) if one.isVisible())
    return {one.accessibleName() for one in shown if one.accessibleName()}


def cursor() -> int:
    holder = focused()
    assert isinstance(holder, QPlainTextEdit)
    return holder.textCursor().position()


@pytest.mark.parametrize("size", SIZES)
def test_nothing_but_notes_clock_and_way_out_is_on_the_screen(
    writing: Coach, shade: Appearance, size: tuple[int, int]
) -> None:
    writing.window.resize(*size)
    writing.window.flush()
    writing.practice.settle()
    before = in_sight(writing.window)
    writing.keys.press("F11")
    assert in_sight(writing.window) == {
        NOTES,
        "0 min, 60 left",
        "Saved",
        "Esc or F11 leads back to the whole page",
        "Note a moment",
    }
    writing.keys.press("F11")
    assert in_sight(writing.window) == before


def test_words_can_be_found_there(writing: Coach) -> None:
    writing.keys.press("F11", "Ctrl+F")
    writing.keys.type("says")
    assert focused().accessibleName() == "Find in notes"


@pytest.mark.parametrize("way_out", ["F11", "Esc"])
def test_keyboard_and_cursor_stay_in_the_notes_both_ways(writing: Coach, way_out: str) -> None:
    notes, place = focused(), cursor()
    writing.keys.press("F11")
    assert (focused(), cursor()) == (notes, place)
    writing.keys.type("only ")
    writing.keys.press(way_out)
    assert (focused(), cursor()) == (notes, place + len("only "))
    assert writing.text_of(NOTES) == "She says it only once"


@pytest.mark.parametrize("size", SIZES)
def test_lines_are_of_a_length_that_reads_well(writing: Coach, size: tuple[int, int]) -> None:
    writing.window.resize(*size)
    writing.keys.press("F11")
    notes = focused()
    assert isinstance(notes, QPlainTextEdit)
    letter = notes.fontMetrics().horizontalAdvance(LETTERS) / len(LETTERS)
    assert 65 <= notes.viewport().width() / letter <= 76
    left = notes.mapTo(writing.window, notes.rect().topLeft()).x()
    right = writing.window.width() - notes.mapTo(writing.window, notes.rect().topRight()).x()
    assert abs(left - right) <= 4


def test_another_page_has_rail_and_search_again(writing: Coach) -> None:
    writing.keys.press("F11", "Ctrl+2")
    assert writing.window.place == "clients"
    assert writing.window.rail.isVisible()
    assert writing.window.search.isVisible()
    writing.open_session()
    assert writing.window.page.controls.isVisible()  # type: ignore[attr-defined]  # the page of a session


def test_a_session_that_is_gone_leaves_no_window_without_a_rail(writing: Coach) -> None:
    writing.window.flush()
    writing.practice.settle()
    page = writing.window.page
    writing.keys.press("F11")
    writing.practice.do(lambda store: sessions.delete_session(store, session_id=page.view.session_id))  # type: ignore[attr-defined]
    writing.practice.settle()
    assert writing.window.place == "sessions"
    assert writing.window.rail.isVisible()
    writing.open_session()
    assert page.controls.isVisible()  # type: ignore[attr-defined]


def test_the_search_leads_out(writing: Coach) -> None:
    writing.keys.press("F11", "Ctrl+K")
    assert focused() is writing.window.search.field
    assert writing.window.rail.isVisible()


def test_the_search_leads_in(writing: Coach) -> None:
    notes = focused()
    writing.keys.press("Ctrl+K")
    writing.keys.type("focus mode")
    writing.keys.press("Return")
    assert focused() is notes
    assert not writing.window.rail.isVisible()


def test_closing_the_session_asks_on_the_whole_page(writing: Coach) -> None:
    writing.keys.press("F11", "Ctrl+Return")
    assert "Still open: what your client will do" in writing.reads
    assert writing.window.rail.isVisible()


def test_what_is_wrong_and_what_happened_is_said(writing: Coach) -> None:
    writing.keys.press("F11")
    refusing.refuse_writes(refuse=True)
    writing.keys.type("x")
    writing.window.flush()
    writing.practice.settle()
    assert "Not saved" in words_in_sight(writing.window)
    writing.practice.context.navigation.notify("Something happened")
    QApplication.processEvents()
    assert writing.window.notices.isVisible()
    refusing.refuse_writes(refuse=False)


def test_words_are_kept_as_they_are_typed(writing: Coach) -> None:
    writing.keys.press("F11")
    writing.keys.type("never ")
    writing.window.flush()
    writing.practice.settle()
    session_id = writing.practice.do(
        lambda store: store.value("SELECT id FROM session WHERE ended_at IS NULL AND began_at IS NOT NULL")
    )
    stored = writing.practice.do(lambda store: open_note(store, SessionId(session_id)))
    assert stored.note.body == "She says it never once"


def test_whoever_comes_back_finds_the_cursor_where_it_was(writing: Coach) -> None:
    place = cursor()
    writing.keys.press("F11")
    page = writing.window.page
    state = page.resting()
    assert writing.window.rail.isVisible()
    writing.keys.press("Home")
    assert page.resume(state) == []
    assert cursor() == place


def test_tab_stays_among_what_can_be_seen(writing: Coach) -> None:
    writing.keys.press("F11")
    for _ in range(6):
        writing.keys.press("Tab")
        assert focused().isVisible()


def test_the_clock_is_hidden_here_as_on_the_whole_page(writing: Coach) -> None:
    writing.keys.press("F11")
    writing.keys.push("0 min, 60 left")
    assert "0 min, 60 left" not in in_sight(writing.window)
    writing.keys.press("F11")
    assert "0 min, 60 left" not in in_sight(writing.window)
    assert "Show the clock" in in_sight(writing.window)
