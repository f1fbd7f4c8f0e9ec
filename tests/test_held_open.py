"""A question or a form that is open at a lock is open again afterwards, with its words."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from coachdesk.models import safe_start
from coachdesk.models.clock import Clock
from coachdesk.models.entities.people import Engagement, SafeStartStep
from coachdesk.models.entities.review import NoticedKind
from coachdesk.models.store import Store
from coachdesk.theme import Theme
from tests import making, reviewing
from tests.drivers.keyboard import focused
from tests.drivers.practice import make_vault
from tests.drivers.relocked import Relocked

WORDS = "A word that is only half"
Sit = Callable[..., Relocked]


@pytest.fixture
def sit(tmp_path: Path, theme: Theme, clock: Clock) -> Iterator[Sit]:
    """Return what sits down at a vault that a job has written into, on the page of what that returns."""
    sat: list[Relocked] = []

    def sit_down(place: str, prepare: Callable[[Store], Engagement]) -> Relocked:
        made: list[Engagement] = []
        folder = make_vault(tmp_path / "V.coachdesk", clock, lambda store: made.append(prepare(store)))
        sat.append(Relocked(folder, theme, clock))
        ids = {"client": made[0].client_ids[:1], "prompts": (), "promises": (), "clause-sets": ()}
        sat[0].practice.open(place, *ids.get(place, (made[0].id,)))
        return sat[0]

    yield sit_down
    for one in sat:
        one.practice.close()


def in_hand() -> str:
    """Return what stands in the field that has the keyboard."""
    field = focused()
    assert field.isVisible()
    assert isinstance(field, QLineEdit | QPlainTextEdit)
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


def due_for_review(store: Store) -> Engagement:
    work = reviewing.in_force(store)
    reviewing.notice(store, work, NoticedKind.FEEDBACK)
    return work


@pytest.mark.parametrize(
    ("place", "ways", "field"),
    [
        ("ending", ("Let it rest",), "Why it rests"),
        ("ending", ("Begin the ending", "Leave it out"), "Why it is left out"),
        ("prompts", ("New set…",), "Name of the set"),
        ("review", ("Note something…",), "In a sentence"),
        ("review", ("Let it go…",), "Why it can go"),
        ("agreement", ("New version…",), "What changed between you"),
        ("clause-sets", ("Make your own copy…",), "Name of the set"),
    ],
)
def test_a_question_is_asked_again_with_what_was_typed(
    sit: Sit, place: str, ways: tuple[str, ...], field: str
) -> None:
    desk = sit(place, due_for_review)
    for way in ways:
        desk.keys.push(way)
    desk.keys.fill(field, WORDS)
    desk.lock_and_unlock()
    assert (desk.window.place, focused().accessibleName(), in_hand()) == (place, field, WORDS)
    assert (desk.window.has_unsaved, desk.practice.notices) == (True, [])


def carried_twice(store: Store) -> Engagement:
    work = making.an_engagement(store, called="")
    promise = making.a_promise(store, work, "Write to the board")
    making.carried_on(store, making.carried_on(store, promise))
    return work


@pytest.mark.parametrize("place", ["client", "promises"])
def test_smaller_words_wait_where_they_were_typed(sit: Sit, place: str) -> None:
    desk = sit(place, carried_twice)
    desk.keys.push("Smaller words")
    desk.keys.fill("In smaller words", WORDS)
    desk.lock_and_unlock()
    assert (focused().accessibleName(), in_hand()) == ("In smaller words", WORDS)
    assert (desk.window.has_unsaved, desk.practice.notices) == (True, [])


def test_smaller_words_that_were_left_do_not_come_back(sit: Sit) -> None:
    desk = sit("promises", carried_twice)
    desk.keys.push("Smaller words")
    desk.keys.fill("In smaller words", WORDS)
    desk.keys.push("Leave it")
    desk.lock_and_unlock()
    assert (desk.window.has_unsaved, desk.practice.notices) == (False, [])


def test_words_about_another_record_can_be_copied(sit: Sit) -> None:
    desk = sit("ending", reviewing.in_force)
    desk.keys.push("Let it rest")
    desk.keys.fill("Why it rests", WORDS)
    other = desk.practice.do(lambda store: making.an_engagement(store, "Zoë Brandt"))
    desk.practice.open("ending", other.id)
    assert not desk.window.has_unsaved
    assert desk.practice.notices == ["Some words that were not saved have no place here any more."]


@pytest.mark.parametrize(
    ("place", "keys", "field"),
    [
        ("path", "Ctrl+Shift+M", "How we will see it"),
        ("path", "Ctrl+Shift+G", "How we will see it"),
        ("promises", "Ctrl+Shift+M", "How we will know"),
    ],
)
def test_a_form_that_is_half_filled_is_open_again(sit: Sit, place: str, keys: str, field: str) -> None:
    desk = sit(place, lambda store: making.an_engagement(store, called=""))
    desk.keys.press(keys)
    if place == "promises":
        desk.keys.go_to("I do")
        desk.keys.press("Right")
    desk.keys.fill(field, WORDS)
    for _ in range(2):
        desk.lock_and_unlock()
        assert (desk.window.place, focused().accessibleName(), in_hand()) == (place, field, WORDS)
    assert (desk.window.has_unsaved, desk.practice.notices) == (True, [])


def test_a_form_is_found_in_its_row_wherever_that_stands_now(sit: Sit) -> None:
    desk = sit("path", lambda store: making.an_engagement(store, called=""))
    for what, day in (("The later one", "01 09 2026"), ("The earlier one", "01 08 2026")):
        desk.keys.press("Ctrl+Shift+M")
        desk.keys.type(what)
        desk.keys.fill("Until", day)
        desk.keys.press("Ctrl+Return")
    next(iter(desk.window.page.way.rows.values())).setFocus()  # type: ignore[attr-defined]  # the path's
    desk.keys.press("M")
    desk.keys.fill("Until", "some day")
    desk.keys.fill("A word on why", WORDS)
    desk.lock_and_unlock()
    assert (focused().accessibleName(), in_hand()) == ("A word on why", WORDS)
    desk.keys.press("Shift+Tab", "Shift+Tab")
    assert in_hand() == "some day"


@pytest.mark.parametrize("keys", ["Ctrl+Return", "Ctrl+Shift+Return"])
def test_a_sentence_whose_day_can_not_be_taken_is_open_again(sit: Sit, keys: str) -> None:
    desk = sit("feedback", lambda store: making.an_engagement(store, called=""))
    desk.keys.press(keys)
    desk.keys.type(WORDS)
    desk.keys.fill("Day", "01 01 2030")
    for _ in range(2):
        desk.lock_and_unlock()
        assert (focused().accessibleName(), in_hand()) == ("Day", "01 01 2030")
    assert (desk.window.has_unsaved, desk.practice.notices) == (True, [])
    desk.keys.fill("Day", "01 05 2026")
    desk.window.flush()
    desk.practice.settle()
    assert desk.practice.do(lambda store: store.value("SELECT sentence FROM feedback")) == WORDS


def test_an_answer_comes_back_in_sight(sit: Sit) -> None:
    desk = sit("feedback", lambda store: making.an_engagement(store, called=""))
    desk.keys.press("Ctrl+Return")
    desk.keys.type("It helps")
    desk.keys.fill("Day", "01 01 2030")
    desk.keys.push("Answer it")
    desk.keys.fill("What I say to it", WORDS)
    desk.lock_and_unlock()
    assert (focused().accessibleName(), in_hand()) == ("What I say to it", WORDS)


def test_a_contact_whose_length_can_not_be_taken_is_open_again(sit: Sit) -> None:
    desk = sit("contacts", lambda store: making.an_engagement(store, called=""))
    desk.keys.press("Ctrl+Return")
    desk.keys.type(WORDS)
    desk.keys.fill("Minutes", "a few")
    desk.lock_and_unlock()
    assert (focused().accessibleName(), in_hand()) == ("Minutes", "a few")
    assert desk.window.has_unsaved


def test_other_words_for_a_promise_are_open_again(sit: Sit) -> None:
    desk = sit("promises", carried_twice)
    desk.keys.press("Ctrl+E")
    desk.keys.fill("What", WORDS)
    desk.keys.fill("By when", "some day")
    desk.lock_and_unlock()
    assert (focused().accessibleName(), in_hand()) == ("By when", "some day")
    assert WORDS in desk.window.page.form.typed()  # type: ignore[attr-defined]  # the form of the promises


def test_a_consent_without_its_day_is_open_again(sit: Sit) -> None:
    desk = sit("client", lambda store: making.an_engagement(store, called=""))
    desk.keys.push("Consents")
    desk.keys.push("Note a consent")
    desk.keys.fill("On", "some day")
    desk.keys.fill("How far it goes", WORDS)
    desk.lock_and_unlock()
    assert (focused().accessibleName(), in_hand()) == ("How far it goes", WORDS)
    assert (desk.window.has_unsaved, desk.practice.notices) == (True, [])


def test_who_began_and_on_what_day_is_open_again(sit: Sit) -> None:
    def begun(store: Store) -> Engagement:
        work = making.an_engagement(store, called="")
        step = SafeStartStep.EXPLAINED
        safe_start.tick(store, engagement_id=work.id, step=step, done_by="Ines", done_on=store.today())
        return work

    desk = sit("client", begun)
    desk.keys.push("Ines, 14 May")
    desk.keys.fill("When", "some day")
    desk.lock_and_unlock()
    assert (focused().accessibleName(), in_hand()) == ("When", "some day")
    assert (desk.window.has_unsaved, desk.practice.notices) == (True, [])


def test_leaving_a_half_filled_promise_says_why_and_leads_back(sit: Sit) -> None:
    desk = sit("promises", lambda store: making.an_engagement(store, called=""))
    desk.keys.press("Ctrl+Shift+M")
    desk.keys.fill("By when", "some day")
    desk.keys.press("Ctrl+1")
    assert desk.window.place == "today"
    assert desk.practice.notices[-1].startswith("Not saved yet: “some day” is not a day")
    desk.window.notices.action.click()
    desk.practice.settle()
    desk.keys.go_to("By when")
    assert (desk.window.place, in_hand()) == ("promises", "some day")
