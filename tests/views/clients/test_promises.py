import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from coachdesk.models.entities.people import Engagement
from coachdesk.models.store import Store
from coachdesk.views.clients.promises import Promises
from coachdesk.views.settling import PromiseRow
from tests.drivers.clients import ClientScreen, Desk
from tests.making import a_pledge, a_promise, a_word, an_engagement, carried_on


def promised(store: Store) -> Engagement:
    work = an_engagement(store)
    a_word(store, carried_on(store, carried_on(store, a_promise(store, work, "Write to the board"))))
    a_pledge(store, work, "Send the reading")
    return work


@pytest.fixture
def screen(desk: Desk) -> ClientScreen:
    return ClientScreen(desk, desk.do(promised).client_ids[0])


def card(screen: ClientScreen) -> Promises:
    return screen.panel.section(Promises)


def theirs(screen: ClientScreen) -> PromiseRow:
    (row,) = (row for row in card(screen).commitments.rows.values() if row.promise_is_open)
    return row


def undo(screen: ClientScreen) -> None:
    screen.panel.undo.undo_action.trigger()
    screen.desk.settle()


def test_a_long_name_ends_in_an_ellipsis_above_its_promises(desk: Desk) -> None:
    called = "Wilhelmina-Theodora Freifrau von Hohenstein-Württemberg"
    work = desk.do(lambda store: an_engagement(store, called, called=called))
    desk.do(lambda store: a_promise(store, work, "Write to the board"))
    assert "Freifrau von Hohenst… promised" in ClientScreen(desk, work.client_ids[0]).texts()


def test_a_promise_shows_its_word_and_asks_its_question(screen: ClientScreen) -> None:
    assert "Today: “It goes slowly”" in screen.texts()
    assert "Still the right size?" in screen.texts()


def test_the_question_is_answered_and_comes_back_with_undo(screen: ClientScreen) -> None:
    question = theirs(screen).extras.question
    assert question is not None
    question.keep.click()
    screen.desk.settle()
    assert "Still the right size?" not in screen.texts()
    undo(screen)
    assert "Still the right size?" in screen.texts()


def test_w_says_how_a_promise_goes(screen: ClientScreen) -> None:
    (row,) = card(screen).pledges.rows.values()
    row.ask.setFocus()
    QTest.keyClick(row.ask, Qt.Key.Key_W)
    assert row.extras.field is not None
    QTest.keyClicks(row.extras.field.words, "Half of it, 2 pages")
    QTest.keyClick(row.extras.field.words, Qt.Key.Key_Return)
    screen.desk.settle()
    assert "Today: “Half of it, 2 pages”" in screen.texts()
    undo(screen)
    assert "Half of it" not in screen.texts()


def test_an_answer_can_be_undone(screen: ClientScreen) -> None:
    (row,) = card(screen).pledges.rows.values()
    row.ask.click()
    next(iter(row.answers.values())).click()
    screen.desk.settle()
    was_open = row.promise_is_open
    undo(screen)
    assert (was_open, row.promise_is_open) == (False, True)


def test_a_word_is_offered_beside_the_answers(screen: ClientScreen) -> None:
    (row,) = card(screen).pledges.rows.values()
    assert row.extras.field is not None
    assert row.extras.field.ask.parentWidget() is row.ask.parentWidget()
    row.ask.click()
    next(iter(row.answers.values())).click()
    screen.desk.settle()
    assert row.extras.field.ask.isHidden()
